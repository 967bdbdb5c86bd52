// How many pods of each class are active, ready and on their way out, kept up pod by pod: whose pods a class holds stands in its
// owner reference. Knows the cluster only.

import { grownTo } from "../../../base/grown-column.ts";

import type { ClassId } from "../../../cluster/class-table.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import { LivePodView } from "../../../cluster/live-pods.ts";
import { FAILED, SUCCEEDED, type PodId } from "../../../cluster/pod-table.ts";
import type { PodTally } from "../controller.ts";

/** What a pod counts as. */
const NOTHING = 0;
const ACTIVE = 1;
const READY = 2;
const TERMINATING = 3;
const KINDS = 4;

/** What is known of one owner. */
interface KnownOwner {
  readonly key: string;
  readonly classes: ClassId[];
  /** Its counts as they were told last; undefined once one of them has changed. */
  told: readonly PodTally[] | undefined;
}

export class OwnerTallies {
  readonly #cluster: ClusterState;
  /** By pod: what it counts as, and the class that it counts for. */
  #states = new Uint8Array(0);
  #classes = new Int32Array(0);
  /** Pods by class and what they count as. */
  #counts = new Int32Array(0);
  readonly #known = new Map<string, KnownOwner>();
  /** By class: whose pods it holds. */
  readonly #owners: (KnownOwner | undefined)[] = [];

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  clear(): void {
    this.#states = new Uint8Array(0);
    this.#classes = new Int32Array(0);
    this.#counts = new Int32Array(0);
    this.#known.clear();
    this.#owners.length = 0;
  }

  /** Brings the counts up to date about a pod that is there, of this owner. */
  note(pod: PodId, owner: string): void {
    const classId = this.#cluster.pods.classOf(pod);
    if (pod >= this.#states.length) {
      // Counted afresh, all that are there are about to be noted.
      const { size } = this.#cluster.pods;
      this.#states = grownTo(this.#states, size);
      this.#classes = grownTo(this.#classes, size);
    }
    const state = this.#stateOf(pod);
    if (state === this.#states[pod] && classId === this.#classes[pod] && this.#owners[classId]?.key === owner) return;
    this.#count(pod, -1);
    this.#classes[pod] = classId;
    this.#states[pod] = state;
    this.#know(classId, owner);
    this.#count(pod, 1);
  }

  /** The pod is gone. */
  forget(pod: PodId): void {
    if (pod >= this.#states.length) return;
    this.#count(pod, -1);
    this.#states[pod] = NOTHING;
  }

  /** The same list as long as all counts are the same. */
  of(owner: string): readonly PodTally[] {
    const known = this.#knownAs(owner);
    return (known.told ??= known.classes.map((classId) => this.#tallyOf(classId)));
  }

  #tallyOf(classId: ClassId): PodTally {
    const at = classId * KINDS;
    const ready = this.#counts[at + READY]!;
    const { pod: object } = this.#cluster.classes.get(classId);
    const active = this.#counts[at + ACTIVE]! + ready;
    return { object, active, ready, terminating: this.#counts[at + TERMINATING]! };
  }

  #know(classId: ClassId, key: string): void {
    if (this.#owners[classId]?.key === key) return;
    if ((classId + 1) * KINDS > this.#counts.length) this.#counts = grownTo(this.#counts, (classId + 1) * KINDS);
    const owner = this.#knownAs(key);
    this.#owners[classId] = owner;
    owner.told = undefined;
    if (!owner.classes.includes(classId)) owner.classes.push(classId);
  }

  #knownAs(key: string): KnownOwner {
    let owner = this.#known.get(key);
    if (owner === undefined) this.#known.set(key, (owner = { key, classes: [], told: undefined }));
    return owner;
  }

  #count(pod: PodId, difference: 1 | -1): void {
    const state = this.#states[pod]!;
    if (state === NOTHING) return;
    const classId = this.#classes[pod]!;
    const at = classId * KINDS + state;
    this.#counts[at] = this.#counts[at]! + difference;
    this.#owners[classId]!.told = undefined;
  }

  #stateOf(pod: PodId): number {
    const phase = this.#cluster.pods.phaseOf(pod);
    if (phase === SUCCEEDED || phase === FAILED) return NOTHING;
    const view = new LivePodView(this.#cluster, pod);
    if (view.deletion !== undefined) return TERMINATING;
    return view.condition("Ready")?.status === "True" ? READY : ACTIVE;
  }
}
