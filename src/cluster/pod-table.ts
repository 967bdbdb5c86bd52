// All pods as columns: 72-odd bytes a pod, plus its name. Objects are made on demand.
// Written only by ClusterState.apply.

import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../base/snapshot-parts.ts";
import { US_PER_SECOND, type SimTime } from "../base/time.ts";

import type { ClassId } from "./class-table.ts";

/** Where a pod stands. Assumed pods hold their room while the binding is on its way. */
export const POD_PHASES = Object.freeze([
  "pending",
  "assumed",
  "bound",
  "running",
  "succeeded",
  "failed",
  "deleted",
] as const);

export type PodPhase = (typeof POD_PHASES)[number];

/** Phase codes as the phase column holds them: positions in POD_PHASES. */
export const PENDING = 0;
export const ASSUMED = 1;
export const BOUND = 2;
export const RUNNING = 3;
export const SUCCEEDED = 4;
export const FAILED = 5;
export const DELETED = 6;

export type PodId = number;

/** No node, no neighbour in a list. */
export const NONE = -1;

/** A moment that has not come. */
export const NOT_YET = -1;

/** How a pod's end was asked for. */
const LIVE = 0;
const TERMINATING = 1;
/** Its status says so already. */
const PREEMPTED = 2;
/** During the run, by this scheduler. */
const PREEMPTED_HERE = 3;

const INITIAL_CAPACITY = 256;

export class PodTable implements Snapshotable {
  #names: string[] = [];
  #classId = new Int32Array(INITIAL_CAPACITY);
  #nodeId = new Int32Array(INITIAL_CAPACITY);
  #nextOnNode = new Int32Array(INITIAL_CAPACITY);
  #previousOnNode = new Int32Array(INITIAL_CAPACITY);
  #attempts = new Int32Array(INITIAL_CAPACITY);
  #phase = new Uint8Array(INITIAL_CAPACITY);
  #terminating = new Uint8Array(INITIAL_CAPACITY);
  #createdAtUs = new Float64Array(INITIAL_CAPACITY);
  #attemptedAtUs = new Float64Array(INITIAL_CAPACITY);
  #assumedAtUs = new Float64Array(INITIAL_CAPACITY);
  #boundAtUs = new Float64Array(INITIAL_CAPACITY);
  #startedAtUs = new Float64Array(INITIAL_CAPACITY);
  #endedAtUs = new Float64Array(INITIAL_CAPACITY);
  #statusStartUs = new Float64Array(INITIAL_CAPACITY);
  #firstOnNode: (PodId | undefined)[] = [];
  #lastOnNode: (PodId | undefined)[] = [];

  get size(): number {
    return this.#names.length;
  }

  nameOf(pod: PodId): string {
    return this.#names[pod]!;
  }

  classOf(pod: PodId): ClassId {
    return this.#classId[pod]!;
  }

  /** The node it holds room on, or NONE. */
  nodeOf(pod: PodId): number {
    return this.#nodeId[pod]!;
  }

  /** Phase code. */
  phaseOf(pod: PodId): number {
    return this.#phase[pod]!;
  }

  phaseNameOf(pod: PodId): PodPhase {
    return POD_PHASES[this.#phase[pod]!]!;
  }

  isTerminating(pod: PodId): boolean {
    return this.#terminating[pod]! !== LIVE;
  }

  /** True if it terminates because the scheduler made room for another pod. */
  isPreempted(pod: PodId): boolean {
    return this.#terminating[pod]! >= PREEMPTED;
  }

  /** True if that happened during the run: doing it again would write nothing new to its status. */
  isPreemptedHere(pod: PodId): boolean {
    return this.#terminating[pod] === PREEMPTED_HERE;
  }

  /** Scheduling attempts so far. */
  attemptsOf(pod: PodId): number {
    return this.#attempts[pod]!;
  }

  /** Moments of the pod's way in µs; NOT_YET where it has not come so far. */
  createdAtUs(pod: PodId): number {
    return this.#createdAtUs[pod]!;
  }
  /** Start of the latest scheduling attempt. */
  attemptedAtUs(pod: PodId): number {
    return this.#attemptedAtUs[pod]!;
  }
  assumedAtUs(pod: PodId): number {
    return this.#assumedAtUs[pod]!;
  }
  boundAtUs(pod: PodId): number {
    return this.#boundAtUs[pod]!;
  }
  startedAtUs(pod: PodId): number {
    return this.#startedAtUs[pod]!;
  }
  endedAtUs(pod: PodId): number {
    return this.#endedAtUs[pod]!;
  }

  /** status.startTime in µs of simulated time, before 0 too; NaN where the kubelet has not said. */
  statusStartUs(pod: PodId): number {
    return this.#statusStartUs[pod]!;
  }

  /**
   * Pods that hold room on the node, in the order of kube-scheduler's NodeInfo: a pod that comes is the last, and the last one
   * takes the place of one that goes.
   */
  *onNode(node: number): Generator<PodId> {
    for (let pod = this.firstOnNode(node); pod !== NONE; pod = this.nextOnNode(pod)) yield pod;
  }

  /** The first of onNode, or NONE. */
  firstOnNode(node: number): PodId {
    return this.#firstOnNode[node] ?? NONE;
  }

  /** The one behind a pod on its node, or NONE. */
  nextOnNode(pod: PodId): PodId {
    return this.#nextOnNode[pod]!;
  }

  create(name: string, classId: ClassId, at: SimTime): PodId {
    const pod = this.#names.length;
    this.#growTo(pod + 1);
    this.#names.push(name);
    this.#classId[pod] = classId;
    this.#nodeId[pod] = NONE;
    this.#createdAtUs[pod] = at;
    this.#attemptedAtUs[pod] = NOT_YET;
    this.#assumedAtUs[pod] = NOT_YET;
    this.#boundAtUs[pod] = NOT_YET;
    this.#startedAtUs[pod] = NOT_YET;
    this.#endedAtUs[pod] = NOT_YET;
    this.#statusStartUs[pod] = Number.NaN;
    return pod;
  }

  setClass(pod: PodId, classId: ClassId): void {
    this.#classId[pod] = classId;
  }

  setTerminating(pod: PodId): void {
    this.#terminating[pod] = Math.max(this.#terminating[pod]!, TERMINATING);
  }

  setPreempted(pod: PodId): void {
    this.#terminating[pod] = Math.max(this.#terminating[pod]!, PREEMPTED);
  }

  setPreemptedHere(pod: PodId): void {
    this.#terminating[pod] = PREEMPTED_HERE;
  }

  attempt(pod: PodId, at: SimTime): void {
    this.#attempts[pod] = this.#attempts[pod]! + 1;
    this.#attemptedAtUs[pod] = at;
  }

  /** Links the pod to a node and makes it hold room there. */
  attach(pod: PodId, node: number, at: SimTime): void {
    invariant(this.#nodeId[pod] === NONE, "a pod holds room on one node", { pod, node });
    this.#linkLast(pod, node);
    this.#phase[pod] = ASSUMED;
    this.#assumedAtUs[pod] = at;
  }

  /** Unlinks the pod from its node; what it becomes is the caller's to say. */
  detach(pod: PodId): void {
    const node = this.#nodeId[pod]!;
    invariant(node !== NONE, "a pod leaves the node that it is on", { pod });
    const last = this.#lastOnNode[node]!;
    this.#unlinkLast(last, node);
    if (last !== pod) this.#replace(pod, last, node);
    this.#nodeId[pod] = NONE;
  }

  /** The pod is taken from its node and put there again, as kube-scheduler's cache does with each change of it. */
  reattach(pod: PodId): void {
    const node = this.#nodeId[pod]!;
    if (node === NONE || this.#lastOnNode[node] === pod) return;
    this.detach(pod);
    this.#linkLast(pod, node);
  }

  #linkLast(pod: PodId, node: number): void {
    const last = this.#lastOnNode[node] ?? NONE;
    this.#nodeId[pod] = node;
    this.#previousOnNode[pod] = last;
    this.#nextOnNode[pod] = NONE;
    if (last === NONE) this.#firstOnNode[node] = pod;
    else this.#nextOnNode[last] = pod;
    this.#lastOnNode[node] = pod;
  }

  #unlinkLast(last: PodId, node: number): void {
    const previous = this.#previousOnNode[last]!;
    this.#lastOnNode[node] = previous;
    if (previous === NONE) this.#firstOnNode[node] = NONE;
    else this.#nextOnNode[previous] = NONE;
  }

  /** Puts an unlinked pod where another stands in its node's list. */
  #replace(pod: PodId, by: PodId, node: number): void {
    const previous = this.#previousOnNode[pod]!;
    const next = this.#nextOnNode[pod]!;
    this.#previousOnNode[by] = previous;
    this.#nextOnNode[by] = next;
    if (previous === NONE) this.#firstOnNode[node] = by;
    else this.#nextOnNode[previous] = by;
    if (next === NONE) this.#lastOnNode[node] = by;
    else this.#previousOnNode[next] = by;
  }

  bind(pod: PodId, at: SimTime): void {
    this.#phase[pod] = BOUND;
    this.#boundAtUs[pod] = at;
  }

  start(pod: PodId, at: SimTime): void {
    this.#phase[pod] = RUNNING;
    this.#startedAtUs[pod] = at;
    // Times in the API have no parts of seconds: pods of one second started together.
    this.#statusStartUs[pod] = at - (at % US_PER_SECOND);
  }

  /** What the API says of the pod's start, which may lie before the run; undefined: nothing. */
  setStatusStart(pod: PodId, statusStartUs: number | undefined): void {
    this.#statusStartUs[pod] = statusStartUs ?? Number.NaN;
  }

  end(pod: PodId, phase: typeof SUCCEEDED | typeof FAILED | typeof DELETED, at: SimTime): void {
    this.#phase[pod] = phase;
    this.#endedAtUs[pod] = at;
  }

  /** Back to waiting, after a binding that failed. */
  forget(pod: PodId): void {
    this.#phase[pod] = PENDING;
    this.#assumedAtUs[pod] = NOT_YET;
  }

  snapshot(): Snapshot {
    const columns = Object.entries(this.#columns()).map(
      ([name, column]) => [name, column.slice(0, this.size)] as const,
    );
    return {
      ...Object.fromEntries(columns),
      names: packJson(this.#names),
      firstOnNode: Int32Array.from(this.#firstOnNode, (pod) => pod ?? NONE),
      lastOnNode: Int32Array.from(this.#lastOnNode, (pod) => pod ?? NONE),
    };
  }

  restore(saved: Snapshot): void {
    this.#names = unpackJson(saved, "names") as string[];
    this.#growTo(this.size);
    for (const [name, column] of Object.entries(this.#columns())) column.fill(0).set(arrayIn(saved, name));
    this.#firstOnNode = [...arrayIn(saved, "firstOnNode")];
    this.#lastOnNode = [...arrayIn(saved, "lastOnNode")];
  }

  #columns(): Readonly<Record<string, Int32Array | Uint8Array | Float64Array>> {
    return {
      classId: this.#classId,
      nodeId: this.#nodeId,
      nextOnNode: this.#nextOnNode,
      previousOnNode: this.#previousOnNode,
      attempts: this.#attempts,
      phase: this.#phase,
      terminating: this.#terminating,
      createdAtUs: this.#createdAtUs,
      attemptedAtUs: this.#attemptedAtUs,
      assumedAtUs: this.#assumedAtUs,
      boundAtUs: this.#boundAtUs,
      startedAtUs: this.#startedAtUs,
      endedAtUs: this.#endedAtUs,
      statusStartUs: this.#statusStartUs,
    };
  }

  #growTo(count: number): void {
    if (count <= this.#phase.length) return;
    let capacity = this.#phase.length;
    while (capacity < count) capacity *= 2;
    this.#classId = grown(new Int32Array(capacity), this.#classId);
    this.#nodeId = grown(new Int32Array(capacity), this.#nodeId);
    this.#nextOnNode = grown(new Int32Array(capacity), this.#nextOnNode);
    this.#previousOnNode = grown(new Int32Array(capacity), this.#previousOnNode);
    this.#attempts = grown(new Int32Array(capacity), this.#attempts);
    this.#phase = grown(new Uint8Array(capacity), this.#phase);
    this.#terminating = grown(new Uint8Array(capacity), this.#terminating);
    this.#createdAtUs = grown(new Float64Array(capacity), this.#createdAtUs);
    this.#attemptedAtUs = grown(new Float64Array(capacity), this.#attemptedAtUs);
    this.#assumedAtUs = grown(new Float64Array(capacity), this.#assumedAtUs);
    this.#boundAtUs = grown(new Float64Array(capacity), this.#boundAtUs);
    this.#startedAtUs = grown(new Float64Array(capacity), this.#startedAtUs);
    this.#endedAtUs = grown(new Float64Array(capacity), this.#endedAtUs);
    this.#statusStartUs = grown(new Float64Array(capacity), this.#statusStartUs);
  }
}

function grown<Column extends Int32Array | Uint8Array | Float64Array>(larger: Column, column: Column): Column {
  larger.set(column);
  return larger;
}
