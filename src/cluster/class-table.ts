// Every class of pods that the run has met, by number.

import { invariant } from "../base/invariant.ts";
import type { Snapshot, SnapshotArray, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../base/snapshot-parts.ts";

import { signatureBeside, type PodClass } from "../model/pod-class.ts";
import { isPreemptedPod } from "../model/preempted-pod.ts";
import type { Pod } from "../model/objects.ts";
import type { VersionBehaviour } from "../model/version-behaviour.ts";

import type { ResourceIndex } from "./resource-index.ts";
import { Specifications, type RequestVectors } from "./specifications.ts";

export type ClassId = number;

/** A class with its requests as vectors over the node table's columns. */
export interface SchedulingClass extends PodClass, RequestVectors {
  readonly id: ClassId;
  /** Whether its pods are on their way out when they are made, and whether another pod's preemption is the reason. */
  readonly isTerminating: boolean;
  readonly isPreempted: boolean;
}

export class ClassTable implements Snapshotable {
  readonly #classes: SchedulingClass[] = [];
  readonly #bySignature = new Map<string, ClassId>();
  readonly #priorities: number[] = [];
  #lowestPriority = 0;
  /** What was restored last: its classes are all here. */
  #restored: SnapshotArray | undefined;
  readonly #specifications: Specifications;

  constructor(behaviour: VersionBehaviour, resources: ResourceIndex) {
    this.#specifications = new Specifications(behaviour, resources);
  }

  get size(): number {
    return this.#classes.length;
  }

  /** Lowest priority of any class met so far. */
  get lowestPriority(): number {
    return this.#lowestPriority;
  }

  get(id: ClassId): SchedulingClass {
    return this.#classes[id]!;
  }

  /** What get(id).priority is, from a column of its own: whole nodes of pods are looked through for it. */
  priorityOf(id: ClassId): number {
    return this.#priorities[id]!;
  }

  /** The class of a pod with defaults applied; made when first met. */
  intern(pod: Pod): ClassId {
    const specification = this.#specifications.of(pod.spec);
    const signature = `${specification.id} ${signatureBeside(pod)}`;
    const known = this.#bySignature.get(signature);
    if (known !== undefined) return known;
    const id = this.#classes.length;
    const { podClass, vectors } = this.#specifications.classOf(pod, specification);
    this.#classes.push(schedulingClassOf(podClass, id, vectors));
    this.#priorities.push(podClass.priority);
    this.#bySignature.set(signature, id);
    this.#lowestPriority = Math.min(this.#lowestPriority, podClass.priority);
    return id;
  }

  snapshot(): Snapshot {
    return { pods: packJson(this.#classes.map(({ pod }) => pod)) };
  }

  /** After the resources. Classes are for ever, so those that are known here must be the first of the saved ones. */
  restore(saved: Snapshot): void {
    const packed = arrayIn(saved, "pods");
    if (packed === this.#restored) return;
    this.#restored = packed;
    for (const [id, pod] of (unpackJson(saved, "pods") as Pod[]).entries()) {
      invariant(this.intern(pod) === id, "classes were met in the same order", { id });
    }
  }
}

/**
 * Written out field by field: a spread of so many fields gives every class a hidden shape of its own, and code that reads
 * classes is compiled for few shapes.
 */
function schedulingClassOf(podClass: PodClass, id: ClassId, vectors: RequestVectors): SchedulingClass {
  return {
    id,
    requestVector: vectors.requestVector,
    placedVector: vectors.placedVector,
    isTerminating: Boolean(podClass.pod.metadata.deletionTimestamp),
    isPreempted: isPreemptedPod(podClass.pod),
    pod: podClass.pod,
    namespace: podClass.namespace,
    schedulerName: podClass.schedulerName,
    priority: podClass.priority,
    gates: podClass.gates,
    requests: podClass.requests,
    scoringRequests: podClass.scoringRequests,
    placedRequests: podClass.placedRequests,
    placedNonZero: podClass.placedNonZero,
    deviceWish: podClass.deviceWish,
    tolerations: podClass.tolerations,
    preferenceTolerations: podClass.preferenceTolerations,
    required: podClass.required,
    allowedNodeNames: podClass.allowedNodeNames,
    preferred: podClass.preferred,
    affinityTerms: podClass.affinityTerms,
    hostPorts: podClass.hostPorts,
    volumes: podClass.volumes,
    resourceClaims: podClass.resourceClaims,
    images: podClass.images,
    containerCount: podClass.containerCount,
  };
}
