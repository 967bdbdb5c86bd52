// Metrics with a series of their own, as a queue outside the cluster has: each change of it is recorded at its moment.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { RatePath } from "../load/rate-path.ts";

export interface OwnSeries {
  readonly series: string;
  readonly path: RatePath;
}

export class MetricSeries implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #own: readonly OwnSeries[];
  readonly #due: EventKind;

  constructor(own: readonly OwnSeries[], engine: Engine, cluster: ClusterState) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#own = own;
    this.#due = engine.defineBackgroundKind("traffic/metric", "faults", (number) => {
      own[number]!.path.advance();
      this.#record(number);
    });
  }

  /** To be called once. */
  begin(): void {
    for (const number of this.#own.keys()) this.#record(number);
  }

  snapshot(): Snapshot {
    return joinSnapshots(Object.fromEntries(this.#own.map(({ path }, number) => [`path${number}`, path.snapshot()])));
  }

  restore(saved: Snapshot): void {
    for (const [number, { path }] of this.#own.entries()) path.restore(partOf(saved, `path${number}`));
  }

  #record(number: number): void {
    const { series, path } = this.#own[number]!;
    const { now } = this.#engine;
    this.#cluster.apply({ kind: "figure-recorded", series, fromUs: now, value: path.perSecond }, now);
    if (path.untilUs < Infinity) this.#engine.schedule(moment(path.untilUs), this.#due, number);
  }
}
