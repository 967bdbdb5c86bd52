// All pods as columns: some 50 bytes a pod, plus its name. Objects are made on demand.
// Written only by ClusterState.apply.

import { grownTo } from "../base/grown-column.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, packJson, partOf, unpackJson } from "../base/snapshot-parts.ts";
import type { SimTime } from "../base/time.ts";

import type { ClassId } from "./class-table.ts";
import { NOBODY, OrderedMembers } from "./ordered-members.ts";
import { ASSUMED_AT, ATTEMPTED, BOUND_AT, ENDED, NOT_COME, PodMoments, STARTED } from "./pod-moments.ts";
import { PodsByClass } from "./pods-by-class.ts";

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
export const NONE = NOBODY;

/** A moment that has not come. */
export const NOT_YET = NOT_COME;

const ATTEMPTS_IN_BYTE = 0xff;

/** How a pod's end was asked for. */
const LIVE = 0;
const TERMINATING = 1;
/** Its status says so already. */
const PREEMPTED = 2;
/** During the run, by this scheduler. */
const PREEMPTED_HERE = 3;

/** 4096 names make a piece: a list in pieces has hardly more room than it needs, and never moves. */
const PIECE_BITS = 12;
const PIECE_MASK = (1 << PIECE_BITS) - 1;

export class PodTable implements Snapshotable {
  #size = 0;
  #names: string[][] = [];
  #classId = new Int32Array(0);
  #phase = new Uint8Array(0);
  #terminating = new Uint8Array(0);
  /** Wider once a pod is tried too often for a byte. */
  #attempts: Uint8Array | Uint32Array = new Uint8Array(0);
  #classVersion = 0;
  readonly #moments = new PodMoments();
  readonly #onNodes = new OrderedMembers();
  readonly byClass = new PodsByClass(this);

  get size(): number {
    return this.#size;
  }

  nameOf(pod: PodId): string {
    return this.#names[pod >>> PIECE_BITS]![pod & PIECE_MASK]!;
  }

  classOf(pod: PodId): ClassId {
    return this.#classId[pod]!;
  }

  /** Changes where a pod that is there may be of another class than before. */
  get classVersion(): number {
    return this.#classVersion;
  }

  /** The node it holds room on, or NONE. */
  nodeOf(pod: PodId): number {
    return this.#onNodes.groupOf(pod);
  }

  /** The same, but NONE for a pod that has ended: room that is held for one is given back by whoever took it. */
  livesOn(pod: PodId): number {
    return this.hasEnded(pod) ? NONE : this.nodeOf(pod);
  }

  /** Phase code. */
  phaseOf(pod: PodId): number {
    return this.#phase[pod]!;
  }

  phaseNameOf(pod: PodId): PodPhase {
    return POD_PHASES[this.#phase[pod]!]!;
  }

  /** True if it succeeded, failed or is gone. */
  hasEnded(pod: PodId): boolean {
    return this.#phase[pod]! >= SUCCEEDED;
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

  /** metadata.creationTimestamp in µs of simulated time, before 0 too. */
  creationUs(pod: PodId): number {
    return this.#moments.creationUs(pod);
  }
  /** Moments of the pod's way in µs; NOT_YET where it has not come so far. */
  createdAtUs(pod: PodId): number {
    return this.#moments.createdAtUs(pod);
  }
  /** Start of the latest scheduling attempt. */
  attemptedAtUs(pod: PodId): number {
    return this.#moments.atUs(pod, ATTEMPTED);
  }
  assumedAtUs(pod: PodId): number {
    return this.#moments.atUs(pod, ASSUMED_AT);
  }
  boundAtUs(pod: PodId): number {
    return this.#moments.atUs(pod, BOUND_AT);
  }
  startedAtUs(pod: PodId): number {
    return this.#moments.atUs(pod, STARTED);
  }
  endedAtUs(pod: PodId): number {
    return this.#moments.atUs(pod, ENDED);
  }

  /** status.startTime in µs of simulated time, before 0 too; NaN where the kubelet has not said. */
  statusStartUs(pod: PodId): number {
    return this.#moments.statusStartUs(pod);
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
    return this.#onNodes.firstOf(node);
  }

  /** The one behind a pod on its node, or NONE. */
  nextOnNode(pod: PodId): PodId {
    return this.#onNodes.nextOf(pod);
  }

  create(name: string, classId: ClassId, at: SimTime): PodId {
    const pod = this.#size;
    if (pod === this.#phase.length) this.#growTo(pod + 1);
    this.#addName(name);
    this.#size += 1;
    this.#classId[pod] = classId;
    this.#onNodes.add();
    this.#moments.create(at);
    return pod;
  }

  /** So many more will come one after another, of each of which it will be said when it started: columns grow once. */
  expect(count: number): void {
    const rows = this.#size + count;
    if (rows <= this.#phase.length) return;
    this.#growTo(rows);
    this.#moments.expect(rows);
    this.#onNodes.expect(rows);
  }

  setClass(pod: PodId, classId: ClassId): void {
    this.#classId[pod] = classId;
    this.#classVersion += 1;
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
    const attempts = this.#attempts[pod]! + 1;
    if (attempts > ATTEMPTS_IN_BYTE && this.#attempts instanceof Uint8Array) {
      this.#attempts = Uint32Array.from(this.#attempts);
    }
    this.#attempts[pod] = attempts;
    this.#moments.reach(pod, ATTEMPTED, at);
  }

  /** Links the pod to a node and makes it hold room there. A pod that is on a node already is our mistake. */
  attach(pod: PodId, node: number, at: SimTime): void {
    this.#onNodes.join(pod, node);
    this.#phase[pod] = ASSUMED;
    this.#moments.reach(pod, ASSUMED_AT, at);
  }

  /** Links a pod that is gone to a node; it stays gone. */
  hold(pod: PodId, node: number): void {
    this.#onNodes.join(pod, node);
  }

  /** Unlinks the pod from its node, which it must have; what it becomes is the caller's to say. */
  detach(pod: PodId): void {
    this.#onNodes.leave(pod);
  }

  /** The pod is taken from its node and put there again, as kube-scheduler's cache does with each change of it. */
  reattach(pod: PodId): void {
    this.#onNodes.rejoin(pod);
  }

  bind(pod: PodId, at: SimTime): void {
    this.#phase[pod] = BOUND;
    this.#moments.reach(pod, BOUND_AT, at);
  }

  start(pod: PodId, at: SimTime): void {
    this.#phase[pod] = RUNNING;
    this.#moments.reach(pod, STARTED, at);
  }

  /** What the API says of the pod's start, which may lie before the run; undefined: nothing. */
  setStatusStart(pod: PodId, statusStartUs: number | undefined): void {
    this.#moments.sayStatusStart(pod, statusStartUs ?? Number.NaN);
  }

  /** It was created before the run. */
  setCreation(pod: PodId, createdUs: number): void {
    this.#moments.sayCreation(pod, createdUs);
  }

  end(pod: PodId, phase: typeof SUCCEEDED | typeof FAILED | typeof DELETED, at: SimTime): void {
    this.#phase[pod] = phase;
    this.#moments.reach(pod, ENDED, at);
  }

  /** Back to waiting, after a binding that failed. */
  forget(pod: PodId): void {
    this.#phase[pod] = PENDING;
    this.#moments.forget(pod, ASSUMED_AT);
  }

  snapshot(): Snapshot {
    return {
      ...joinSnapshots({
        moments: this.#moments.snapshot(),
        onNodes: this.#onNodes.snapshot(),
      }),
      names: packJson(this.#names.flat()),
      classId: this.#classId.slice(0, this.#size),
      attempts: this.#attempts.slice(0, this.#size),
      phase: this.#phase.slice(0, this.#size),
      terminating: this.#terminating.slice(0, this.#size),
    };
  }

  restore(saved: Snapshot): void {
    const attempts = arrayIn(saved, "attempts");
    this.#attempts = attempts instanceof Uint8Array ? attempts.slice() : Uint32Array.from(attempts);
    this.#moments.restore(partOf(saved, "moments"));
    this.#onNodes.restore(partOf(saved, "onNodes"));
    this.#names = [];
    this.#size = 0;
    for (const name of unpackJson(saved, "names") as string[]) {
      this.#addName(name);
      this.#size += 1;
    }
    this.#classId = Int32Array.from(arrayIn(saved, "classId"));
    this.#classVersion += 1;
    this.#phase = Uint8Array.from(arrayIn(saved, "phase"));
    this.#terminating = Uint8Array.from(arrayIn(saved, "terminating"));
  }

  #addName(name: string): void {
    const piece = this.#size >>> PIECE_BITS;
    if (piece === this.#names.length) this.#names.push([]);
    this.#names[piece]!.push(name);
  }

  #growTo(rows: number): void {
    this.#classId = grownTo(this.#classId, rows);
    this.#attempts = grownTo(this.#attempts, rows);
    this.#phase = grownTo(this.#phase, rows);
    this.#terminating = grownTo(this.#terminating, rows);
  }
}
