// Which objects of a dump belong to the cluster, and which are still to come. Where the pods of a workload object are
// listed, the object must stand in the same file: alone in another one, it would bring its pods a second time.

import { controllerReference, field } from "../../environment/manifests/ownership.ts";

import type { DumpObject } from "./dump-objects.ts";

export interface PlacedObjects {
  /** Nodes, the pods on them, and all that says how the cluster behaves. */
  readonly cluster: readonly DumpObject[];
  /** Pods that wait for a node, and workload objects that have no pods yet. */
  readonly workloads: readonly DumpObject[];
  readonly boundPods: number;
  readonly pendingPods: number;
  /** Pods and jobs that have ended, and are left out. */
  readonly ended: number;
}

/** Kinds for whose objects pods are made when a scenario is read. */
const EXPANDED: ReadonlySet<string> = new Set([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
  "Job",
]);

export function placeObjects(objects: readonly DumpObject[]): PlacedObjects {
  return new Placing(objects).place();
}

type File = "cluster" | "workloads";
type PodState = "bound" | "pending" | "ended";

class Placing {
  readonly #objects: readonly DumpObject[];
  /** Workload objects by key. */
  readonly #owners = new Map<string, DumpObject>();
  readonly #files = new Map<DumpObject, File>();

  constructor(objects: readonly DumpObject[]) {
    this.#objects = objects;
    for (const object of objects) if (EXPANDED.has(object.kind)) this.#owners.set(keyOf(object), object);
  }

  place(): PlacedObjects {
    const pods: Record<PodState, DumpObject[]> = { bound: [], pending: [], ended: [] };
    for (const object of this.#objects) if (object.kind === "Pod") pods[stateOf(object)].push(object);
    for (const pod of pods.bound) this.#placeWithOwners(pod, "cluster");
    for (const pod of pods.pending) this.#placeWithOwners(pod, "workloads");
    for (const pod of pods.ended) this.#keepIfNeeded(pod);
    const rest = this.#objects.filter((object) => object.kind !== "Pod" && !isFinishedJob(object));
    for (const object of rest) this.#files.set(object, this.#fileOf(object));
    const inFile = (file: File): readonly DumpObject[] =>
      this.#objects.filter((object) => !isFinishedJob(object) && this.#files.get(object) === file);
    const placed = { cluster: inFile("cluster"), workloads: inFile("workloads") };
    return {
      ...placed,
      boundPods: pods.bound.length,
      pendingPods: pods.pending.length,
      ended: this.#objects.length - placed.cluster.length - placed.workloads.length,
    };
  }

  /** The object, its owner, the owner of that: those that have no place yet. */
  #placeWithOwners(object: DumpObject, file: File): void {
    let next: DumpObject | undefined = object;
    while (next !== undefined && !this.#files.has(next)) {
      this.#files.set(next, file);
      next = this.#ownerOf(next);
    }
  }

  /** A pod that has ended takes no room; it stays if nothing else tells that its owner's pods are listed. */
  #keepIfNeeded(pod: DumpObject): void {
    const owner = this.#ownerOf(pod);
    if (owner === undefined || isFinishedJob(owner) || this.#files.has(owner)) return;
    this.#placeWithOwners(pod, "workloads");
  }

  /** Where an object stands that no pod has placed: an owned one with its owner. */
  #fileOf(object: DumpObject): File {
    const seen = new Set<DumpObject>();
    let next: DumpObject | undefined = object;
    while (next !== undefined && !seen.has(next)) {
      const file = this.#files.get(next);
      if (file !== undefined) return file;
      seen.add(next);
      next = this.#ownerOf(next);
    }
    return EXPANDED.has(object.kind) ? "workloads" : "cluster";
  }

  #ownerOf(object: DumpObject): DumpObject | undefined {
    const reference = controllerReference(object);
    if (reference === undefined) return undefined;
    return this.#owners.get(`${reference.kind}/${namespaceOf(object)}/${reference.name}`);
  }
}

function keyOf(object: DumpObject): string {
  return `${object.kind}/${namespaceOf(object)}/${String(field(field(object.value, "metadata"), "name"))}`;
}

function namespaceOf({ value }: DumpObject): string {
  const namespace = field(field(value, "metadata"), "namespace");
  return typeof namespace === "string" && namespace !== "" ? namespace : "default";
}

function stateOf({ value }: DumpObject): PodState {
  const phase = field(field(value, "status"), "phase");
  if (phase === "Succeeded" || phase === "Failed") return "ended";
  const nodeName = field(field(value, "spec"), "nodeName");
  return typeof nodeName === "string" && nodeName !== "" ? "bound" : "pending";
}

function isFinishedJob({ kind, value }: DumpObject): boolean {
  if (kind !== "Job") return false;
  const conditions = field(field(value, "status"), "conditions");
  if (!Array.isArray(conditions)) return false;
  return conditions.some(
    (condition) =>
      ["Complete", "Failed"].includes(String(field(condition, "type"))) && field(condition, "status") === "True",
  );
}
