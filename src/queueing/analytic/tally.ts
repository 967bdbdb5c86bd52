// What came of requests of one sort, added up over spans in which nothing changed.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { invariant } from "../../base/invariant.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import type { RequestCounts } from "../traffic-model.ts";
import type { DiscreteLaw } from "./discrete-law.ts";
import { LatencyHistogram } from "../latency-histogram.ts";
import { REQUEST_FAILURES } from "../traffic-model.ts";
import { massOf } from "./discrete-law.ts";

/** Requests of one sort per µs. */
export interface Flow {
  readonly arrived: number;
  readonly completed: number;
  readonly failed: Float64Array;
  /** Of those completed; the weights need not sum to 1. */
  readonly law: DiscreteLaw;
}

export class Tally implements Snapshotable {
  #arrived = 0;
  #completed = 0;
  #failed = new Float64Array(REQUEST_FAILURES.length);
  #latency = new LatencyHistogram();

  add(flow: Flow, us: number): void {
    this.#arrived += flow.arrived * us;
    const failed = this.#failed;
    for (let reason = 0; reason < failed.length; reason += 1) failed[reason]! += flow.failed[reason]! * us;
    const mass = massOf(flow.law);
    const completed = flow.completed * us;
    invariant(Number.isFinite(this.#arrived + completed + mass), "counts are numbers", { completed, mass });
    if (mass <= 0) return;
    invariant(Number.isFinite(flow.law.values.at(-1)!), "times are numbers", { completed });
    this.#completed += completed;
    this.#latency.recordAll(flow.law.values, flow.law.weights, completed / mass);
  }

  addFailed(reason: number, count: number): void {
    this.#failed[reason]! += count;
  }

  /** What was added up, which is gone from here. */
  take(): RequestCounts {
    const taken = { arrived: this.#arrived, completed: this.#completed, failed: this.#failed, latency: this.#latency };
    [this.#arrived, this.#completed] = [0, 0];
    this.#failed = new Float64Array(REQUEST_FAILURES.length);
    this.#latency = new LatencyHistogram();
    return taken;
  }

  snapshot(): Snapshot {
    const own = { counts: Float64Array.of(this.#arrived, this.#completed), failed: this.#failed.slice() };
    return joinSnapshots({ own, latency: this.#latency.snapshot() });
  }

  restore(saved: Snapshot): void {
    const { counts, failed } = partOf(saved, "own") as { counts: Float64Array; failed: Float64Array };
    [this.#arrived, this.#completed] = [counts[0]!, counts[1]!];
    this.#failed = failed.slice();
    this.#latency.restore(partOf(saved, "latency"));
  }
}
