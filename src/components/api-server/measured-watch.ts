// A watch on its way through server and informer: notices come out in their order, some time after the commit; where cores are
// shared, server and watcher work on them, on all that have come in one go.

import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Watch, WatchDefinition } from "../../cluster/api-client.ts";

import { NoticeQueue } from "./notice-queue.ts";
import type { PathCosts } from "./path-costs.ts";
import type { SharedCores } from "./shared-cores.ts";

/** So many notices are worked on in one go at most. */
const LARGEST_BATCH = 1000;

export class MeasuredWatch implements Watch, Snapshotable {
  readonly #engine: Engine;
  readonly #cores: SharedCores | undefined;
  readonly #costs: PathCosts;
  readonly #draws: EntityDraws;
  readonly #definition: WatchDefinition;
  readonly #notices = new NoticeQueue();
  readonly #due: EventKind;
  readonly #seen: EventKind;
  readonly #served: number;
  readonly #decoded: number;
  /** The moment of the last notice, and when it can be seen. */
  #notedAtUs = -1;
  #lastDueUs = -1;
  /** Notices that are worked on. */
  #inWork = 0;

  constructor(
    engine: Engine,
    cores: SharedCores | undefined,
    costs: PathCosts,
    draws: EntityDraws,
    definition: WatchDefinition,
  ) {
    this.#engine = engine;
    this.#cores = cores;
    this.#costs = costs;
    this.#draws = draws;
    this.#definition = definition;
    this.#due = engine.defineKind(`${definition.name}/due`, definition.phase, () => this.#comeDue());
    this.#seen = engine.defineKind(`${definition.name}/seen`, definition.phase, (count) => this.#show(count));
    this.#served = cores?.defineWork((count, changes) => this.#decode(count, changes)) ?? 0;
    this.#decoded = cores?.defineWork((count) => this.#see(count)) ?? 0;
  }

  note(code: number, first: number, second = 0): void {
    const { now } = this.#engine;
    // Notices of one moment are about one change.
    const begun = now === this.#notedAtUs ? 0 : 1;
    if (begun === 1) {
      const delayUs = Math.round(this.#costs.watchUs.at(this.#draws.unit(first, code)));
      const dueUs = Math.max(this.#lastDueUs, now + delayUs);
      // One event for all that can be seen at one moment.
      if (dueUs !== this.#lastDueUs || dueUs === now) this.#engine.schedule(moment(dueUs), this.#due);
      this.#notedAtUs = now;
      this.#lastDueUs = dueUs;
    }
    this.#notices.push(this.#lastDueUs, code, first, second, begun);
  }

  snapshot(): Snapshot {
    const state = Float64Array.of(this.#notedAtUs, this.#lastDueUs, this.#inWork);
    return joinSnapshots({ notices: this.#notices.snapshot(), watch: { state } });
  }

  restore(saved: Snapshot): void {
    this.#notices.restore(partOf(saved, "notices"));
    const [notedAtUs, lastDueUs, inWork] = arrayIn(partOf(saved, "watch"), "state");
    this.#notedAtUs = notedAtUs!;
    this.#lastDueUs = lastDueUs!;
    this.#inWork = inWork!;
  }

  #comeDue(): void {
    const cores = this.#cores;
    if (cores === undefined) this.#show(this.#notices.countDue(this.#engine.now, Number.POSITIVE_INFINITY));
    else if (this.#inWork === 0) this.#serve(cores);
  }

  #serve(cores: SharedCores): void {
    this.#inWork = this.#notices.countDue(this.#engine.now, LARGEST_BATCH);
    if (this.#inWork === 0) return;
    const changes = this.#notices.countChanges(this.#inWork);
    cores.run("kube-apiserver", this.#served, this.#costs.watchCpuUs * changes, this.#inWork, changes);
  }

  #decode(count: number, changes: number): void {
    const { inProcess: process } = this.#definition;
    if (process === undefined) this.#see(count);
    else this.#cores!.run(process, this.#decoded, this.#costs.watcherCpuUs * changes, count, 0);
  }

  /** In the watcher's own phase. */
  #see(count: number): void {
    this.#engine.schedule(this.#engine.now, this.#seen, count);
  }

  #show(count: number): void {
    for (let shown = 0; shown < count; shown += 1) this.#notices.takeFirst(this.#definition.seen);
    if (this.#cores === undefined) return;
    this.#inWork = 0;
    this.#serve(this.#cores);
  }
}
