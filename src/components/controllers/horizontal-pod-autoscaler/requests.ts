// What pods ask for of a resource, against which its use is measured.
// Imitates calculateRequests of pkg/controller/podautoscaler/replica_calculator.go, v1.36.

import type { Pod } from "../../../model/objects.ts";
import { podLevelRequests, podRequests } from "../../../model/pod-resources.ts";
import { exactMilli } from "../../../model/quantity/whole-units.ts";

import type { MilliValue } from "../../../cluster/metrics-client.ts";
import { milliIn, normalised, sumOf } from "./milli-arithmetic.ts";

/** Which rules hold. */
export interface RequestRules {
  /** Gate PodLevelResources: what a pod asks for as a whole counts. */
  readonly countsPodLevel: boolean;
  /** A pod without the named container fails the metric; else it counts with 0. */
  readonly needsContainer: boolean;
}

export type Request =
  | { readonly kind: "request"; readonly milli: MilliValue }
  /** The message ends in the name of the pod. */
  | { readonly kind: "missing"; readonly message: string };

/** Of one pod; `container` empty: of all its containers together. */
export function requestOf(
  pod: Pod,
  resource: string,
  container: string,
  { countsPodLevel, needsContainer }: RequestRules,
): Request {
  const { spec } = pod;
  if (countsPodLevel && container === "" && podLevelRequests(spec).size > 0) {
    const quantity = podRequests(pod).get(resource);
    if (quantity === undefined) return missing(`missing pod-level request for ${resource} in Pod `);
    return { kind: "request", milli: normalised(exactMilli(quantity)) };
  }
  return requestOfContainers(spec, resource, container, needsContainer);
}

function requestOfContainers(spec: Pod["spec"], resource: string, name: string, needsContainer: boolean): Request {
  let milli: MilliValue = 0;
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  for (const container of [...spec.containers, ...sidecars]) {
    if (name !== "" && container.name !== name) continue;
    const requests = container.resources?.requests ?? {};
    if (!Object.hasOwn(requests, resource)) {
      return missing(`missing request for ${resource} in container ${container.name} of Pod `);
    }
    milli = sumOf(milli, milliIn(requests[resource]!));
    if (name !== "" && needsContainer) return { kind: "request", milli };
  }
  return name !== "" && needsContainer ? missing(`container ${name} not found in Pod `) : { kind: "request", milli };
}

function missing(message: string): Request {
  return { kind: "missing", message };
}
