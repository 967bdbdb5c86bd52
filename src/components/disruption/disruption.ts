// The disruption controller of runs in which no controllers run: it keeps the status of disruption budgets in step with the pods that
// are there. Workload objects stand for pods then, so that a budget's scale cannot be asked of them, and a pod that runs is taken for
// a healthy one. It hears of pods with the watch's delay; its own writes take no time here. Knows the cluster only.
// Imitates pkg/controller/disruption/disruption.go (trySync, countHealthyPods), v1.36.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { grownTo } from "../../base/grown-column.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { span, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { PodDisruptionBudget } from "../../model/api/types/policy.ts";

import type { ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { DELETED, NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { BudgetBook } from "./budget-book.ts";

export interface DisruptionPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
}

/** How a pod counts. */
const ABSENT = 0;
const THERE = 1;
const HEALTHY = 2;

export class Disruption implements ClusterObserver, Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #watchDelay: Duration;
  readonly #sync: EventKind;
  #books: BudgetBook[] = [];
  /** By class: the books that its pods stand in. */
  #booksOfClass: (readonly number[] | undefined)[] = [];
  /** By pod. */
  #states = new Uint8Array(0);
  /** Books whose status is to be looked at. */
  #pending = new Set<number>();
  #isWriting = false;

  constructor({ engine, cluster, coefficients }: DisruptionPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#watchDelay = span(Math.round(coefficientValue(coefficients, "scheduler.watchDelayUs")));
    this.#sync = engine.defineKind("disruption/sync", "controllers", (book) => this.#renew(book));
    this.#recount();
    // A status that stands in a dump holds until the pods change.
    for (const [index, { object }] of this.#books.entries()) if (object.status === undefined) this.#touch(index);
  }

  hear({ change, pod, previous }: Delta): void {
    const kind = change.kind === "object-stored" ? change.stored.kind : previous?.kind;
    if (kind === "PodDisruptionBudget" && !this.#isWriting) this.#startOver();
    if (this.#books.length === 0 || pod === NONE) return;
    if (change.kind === "pod-updated") this.#startOver();
    else this.#note(pod);
  }

  snapshot(): Snapshot {
    return { disruption: packJson([...this.#pending]) };
  }

  /** After the cluster: what is counted follows from its tables. */
  restore(saved: Snapshot): void {
    this.#recount();
    this.#pending = new Set(unpackJson(saved, "disruption") as number[]);
  }

  /** Other budgets, or pods that others select. */
  #startOver(): void {
    this.#recount();
    for (const index of this.#books.keys()) this.#touch(index);
  }

  /** All counts afresh, without a look at any status. */
  #recount(): void {
    const { objects, pods } = this.#cluster;
    this.#books = [...objects.list("PodDisruptionBudget")].map((object) => new BudgetBook(object));
    this.#booksOfClass = [];
    this.#states = new Uint8Array(0);
    if (this.#books.length === 0) return;
    const pending = new Set(this.#pending);
    this.#pending = new Set(this.#books.keys());
    for (let pod = 0; pod < pods.size; pod += 1) this.#note(pod);
    this.#pending = pending;
  }

  /** Brings the books up to date about one pod. */
  #note(pod: PodId): void {
    const books = this.#booksOf(pod);
    if (books.length === 0) return;
    if (pod >= this.#states.length) this.#states = grownTo(this.#states, pod + 1);
    const before = this.#states[pod]!;
    const now = this.#stateOf(pod);
    if (now === before) return;
    this.#states[pod] = now;
    const podClass = this.#cluster.classOfPod(pod);
    for (const index of books) {
      const isThere = Number(now !== ABSENT) - Number(before !== ABSENT);
      this.#books[index]!.count(podClass, isThere, Number(now === HEALTHY) - Number(before === HEALTHY));
      this.#touch(index);
    }
  }

  #stateOf(pod: PodId): number {
    const { pods } = this.#cluster;
    if (pods.phaseOf(pod) === DELETED) return ABSENT;
    return pods.phaseOf(pod) === RUNNING && !pods.isTerminating(pod) ? HEALTHY : THERE;
  }

  #booksOf(pod: PodId): readonly number[] {
    const classId = this.#cluster.pods.classOf(pod);
    return (this.#booksOfClass[classId] ??= [...this.#books.keys()].filter((index) =>
      this.#books[index]!.selects(this.#cluster.classes.get(classId)),
    ));
  }

  /** What comes until the controller hears of it is seen together. */
  #touch(index: number): void {
    if (this.#pending.has(index)) return;
    this.#pending.add(index);
    this.#engine.scheduleAfter(this.#watchDelay, this.#sync, index);
  }

  #renew(index: number): void {
    this.#pending.delete(index);
    const object: PodDisruptionBudget | undefined = this.#books[index]?.renewed(this.#cluster.objects);
    if (object === undefined) return;
    const stored = { kind: "PodDisruptionBudget", object } as const;
    this.#isWriting = true;
    this.#cluster.apply({ kind: "object-stored", stored }, this.#engine.now);
    this.#isWriting = false;
  }
}
