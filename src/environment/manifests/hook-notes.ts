// What containers say of their start and end that is not simulated where kubelets are: hooks whose time is not known, and the grace
// of a liveness probe. Each is told with its line.

import type { Container as ApiContainer } from "../../model/api/types/container.ts";
import { hookSleepSeconds } from "../../model/kubelet/hook-sleep.ts";
import type { PodSpec } from "../../model/objects.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { ReadingPorts } from "../workload-source.ts";
import type { ManifestObject } from "./manifest-objects.ts";

type HookedContainer = Pick<ApiContainer, "lifecycle" | "livenessProbe" | "startupProbe">;

/** Of a pod's or template's spec, which stands at `path`. */
export function noteHooks(object: ManifestObject, path: DocumentPath, spec: PodSpec, ports: ReadingPorts): void {
  for (const list of ["initContainers", "containers"] as const) {
    for (const [index, container] of (spec[list] ?? []).entries()) {
      for (const { fields, message } of unsimulated(container as HookedContainer)) {
        const place = [...object.path, ...path, list, index, ...fields];
        ports.notes.add({ code: "not-simulated", severity: "not-simulated", message }, () =>
          object.document.positionOfKey(place),
        );
      }
    }
  }
}

interface Unsimulated {
  readonly fields: readonly string[];
  readonly message: string;
}

function unsimulated({ lifecycle, livenessProbe, startupProbe }: HookedContainer): readonly Unsimulated[] {
  const { postStart, preStop } = lifecycle ?? {};
  const told: Unsimulated[] = [];
  if (postStart !== undefined) {
    const message =
      "postStart is not simulated: it takes no time (plimsoll/ready-after says when a container is ready)";
    told.push({ fields: ["lifecycle", "postStart"], message });
  }
  if (preStop !== undefined && hookSleepSeconds(preStop) === undefined) {
    const message = "a preStop hook that does more than sleep is not simulated: it takes no time";
    told.push({ fields: ["lifecycle", "preStop"], message });
  }
  for (const [name, probe] of Object.entries({ livenessProbe, startupProbe })) {
    if (probe?.terminationGracePeriodSeconds === undefined) continue;
    const message = "the terminationGracePeriodSeconds of a probe is not simulated: its container has the pod's";
    told.push({ fields: [name, "terminationGracePeriodSeconds"], message });
  }
  return told;
}
