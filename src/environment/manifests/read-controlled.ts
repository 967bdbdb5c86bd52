// Workload objects as their controllers read them: whole, as the API server stores them. Of their pods' templates, what is not
// simulated is told.

import type { Labels, Pod } from "../../model/objects.ts";

import type { ApiObject } from "../../model/api/api-kind.ts";
import { autoscalerFromV1 } from "../../model/api/autoscaler-versions.ts";
import { HORIZONTAL_POD_AUTOSCALER_V1_KIND } from "../../model/api/kinds/horizontal-pod-autoscaler-v1.ts";

import type { StoredKind, StoredObject } from "../../cluster/object-store.ts";

import type { ListedObject, ReadingPorts } from "../workload-source.ts";
import type { CheckedObject } from "./check-object.ts";
import { CONTROLLED_USES } from "./controlled-uses.ts";
import { noteHooks } from "./hook-notes.ts";
import { ARRIVES_AT, noteMisplacedTimes, readListedTimes, RUNS_FOR } from "./metadata.ts";
import { positionOfObject } from "./manifest-objects.ts";
import { field } from "./ownership.ts";
import { noteNamedNode } from "./named-node.ts";
import { checkBehaviour } from "./read-behaviour.ts";
import { readUses } from "./read-uses.ts";
import { noteSilentTimes, TEMPLATE_PATHS } from "./silent-annotations.ts";

/** The object for its controller, or undefined for kinds that have none. */
export function readControlled(object: CheckedObject, ports: ReadingPorts): ListedObject | undefined {
  const kind = object.kind as StoredKind;
  const uses = CONTROLLED_USES.get(kind);
  if (uses === undefined) return undefined;
  const value = inVersionOfController(object);
  // Only for what is said of it: controllers compare templates, with all their fields.
  readUses(value, uses, object, ports);
  const whole: unknown = withLifetimeOfContainers(value);
  const stored = { kind, object: whole } as StoredObject;
  checkTemplate(object, ports);
  const written = object.stored || value !== object.value ? {} : { written: object.written };
  return { stored, isDumped: object.stored, ...written, position: positionOfObject(object) };
}

/** Controllers read one version of a kind, whichever it was written in. */
function inVersionOfController({ api, value }: CheckedObject): ApiObject {
  if (api !== HORIZONTAL_POD_AUTOSCALER_V1_KIND) return value;
  return autoscalerFromV1(value);
}

/** Tells what is wrong with plimsoll's own annotations in the template of an object's pods, and of those beside it. */
export function checkTemplate(object: CheckedObject, ports: ReadingPorts): void {
  for (const path of TEMPLATE_PATHS) {
    const template = path.reduce<unknown>((value, step) => field(value, String(step)), object.value);
    const { metadata, spec } = (template ?? {}) as Partial<Pick<Pod, "metadata" | "spec">>;
    if (spec === undefined) continue;
    const place = [...path, "metadata"];
    const own = field(field(object.value, "metadata"), "annotations") as Labels | undefined;
    noteMisplacedTimes(object, own, place, ports);
    // For what is said of them: times of pods that controllers create are read where these are created.
    readListedTimes(object, metadata?.annotations, place, ports);
    if (ports.workloads === "controlled") {
      noteSilentTimes(object, metadata?.annotations, place, ports);
      noteHooks(object, [...path, "spec"], spec, ports);
    }
    checkBehaviour(object, metadata?.annotations, place, spec, ports);
    noteNamedNode(object, place, spec, ports);
  }
}

const EXIT_AFTER = "plimsoll/exit-after";

/** What a pod's lifetime comes to where its kubelet is simulated: its containers exit by themselves. */
function withLifetimeOfContainers(object: ApiObject): ApiObject {
  const spec = object["spec"] as ApiObject | undefined;
  if (spec === undefined) return object;
  const nested = spec["jobTemplate"] as ApiObject | undefined;
  if (nested !== undefined) return { ...object, spec: { ...spec, jobTemplate: withLifetimeOfContainers(nested) } };
  const template = spec["template"] as ApiObject | undefined;
  const metadata = template?.["metadata"] as { readonly annotations?: Readonly<Record<string, string>> } | undefined;
  const { [RUNS_FOR]: runsFor, [ARRIVES_AT]: _arrivesAt, ...annotations } = metadata?.annotations ?? {};
  if (runsFor === undefined) return object;
  // What is said of containers themselves comes before.
  const renamed = { ...metadata, annotations: { [EXIT_AFTER]: runsFor, ...annotations } };
  return { ...object, spec: { ...spec, template: { ...template, metadata: renamed } } };
}
