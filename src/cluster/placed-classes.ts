// The classes of pods that stand on nodes before the run, found by what they have in common: the pods of a dump share their equal
// parts, so that most of them are known by the identity of these, and no text has to be made of a whole pod. Knows how pods look.
// Two pods of one key differ in nothing that a class is made of (src/model/pod-class.ts, signatureOf).

import { areAlikeInPlacement, placementStatus } from "../model/pod-without-life.ts";
import type { Pod, PodStatus } from "../model/objects.ts";

import type { ClassId } from "./class-table.ts";

/** Pods that have so little in common are not worth it. */
const PARTS_MAX = 100_000;

/** A pod and its class. */
interface Classified {
  readonly pod: Pod;
  readonly classId: ClassId;
}

export class PlacedClasses {
  /** Parts by identity. */
  readonly #numbers = new Map<object, number>();
  readonly #known = new Map<string, ClassId>();
  /** By owner references: the pod that came last. */
  readonly #latest = new Map<object | undefined, Classified>();

  /** The pod's class; `classify` is asked for the first of those that are alike. */
  of(pod: Pod, classify: (pod: Pod) => ClassId): ClassId {
    const latest = this.#latest.get(pod.metadata.ownerReferences);
    if (latest !== undefined && areAlikeInPlacement(pod, latest.pod)) return latest.classId;
    if (this.#numbers.size > PARTS_MAX) return classify(pod);
    const key = this.#keyOf(pod);
    let classId = this.#known.get(key);
    if (classId === undefined) this.#known.set(key, (classId = classify(pod)));
    this.#latest.set(pod.metadata.ownerReferences, { pod, classId });
    return classId;
  }

  #keyOf({ metadata, spec, status }: Pod): string {
    const { namespace, labels, annotations, ownerReferences, deletionTimestamp, finalizers } = metadata;
    let key = "";
    for (const part of [namespace, labels, annotations, ownerReferences, deletionTimestamp, finalizers]) {
      key += this.#markOf(part);
    }
    for (const [name, part] of Object.entries(spec)) if (name !== "nodeName") key += name + this.#markOf(part);
    return status === undefined ? key : key + statusText(status);
  }

  #markOf(part: unknown): string {
    if (typeof part !== "object" || part === null) return `=${JSON.stringify(part)};`;
    let number = this.#numbers.get(part);
    if (number === undefined) this.#numbers.set(part, (number = this.#numbers.size));
    return `#${number};`;
  }
}

/** Times differ from pod to pod, so that statuses are seldom shared. */
function statusText(status: PodStatus): string {
  const { conditions, containerStatuses, initContainerStatuses, ...others } = placementStatus(status);
  const { resources, allocatedResources, resourceClaimStatuses } = others;
  const read = [conditions, containerStatuses, initContainerStatuses];
  return JSON.stringify([...read, resources, allocatedResources, resourceClaimStatuses]);
}
