// What came of requests since somebody asked last: counts and latencies by place in a list of sites or classes.

import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import { LatencyHistogram } from "../latency-histogram.ts";
import { REQUEST_FAILURES, type RequestCounts } from "../traffic-model.ts";

const KINDS = REQUEST_FAILURES.length;

export class TrafficCounts implements Snapshotable {
  readonly #arrived: Float64Array;
  readonly #completed: Float64Array;
  readonly #failed: Float64Array;
  #latencies: LatencyHistogram[];

  constructor(places: number) {
    this.#arrived = new Float64Array(places);
    this.#completed = new Float64Array(places);
    this.#failed = new Float64Array(places * KINDS);
    this.#latencies = Array.from({ length: places }, () => new LatencyHistogram());
  }

  arrive(place: number): void {
    this.#arrived[place]! += 1;
  }

  complete(place: number, latencyUs: number): void {
    this.#completed[place]! += 1;
    this.#latencies[place]!.record(latencyUs);
  }

  /** `failure`: its place in REQUEST_FAILURES. */
  fail(place: number, failure: number): void {
    this.#failed[place * KINDS + failure]! += 1;
  }

  /** The counts of all places, which begin anew. */
  collect(): readonly RequestCounts[] {
    const counts = this.#latencies.map((latency, place) => ({
      arrived: this.#arrived[place]!,
      completed: this.#completed[place]!,
      failed: this.#failed.slice(place * KINDS, (place + 1) * KINDS),
      latency,
    }));
    this.#latencies = this.#latencies.map(() => new LatencyHistogram());
    for (const column of [this.#arrived, this.#completed, this.#failed]) column.fill(0);
    return counts;
  }

  snapshot(): Snapshot {
    const latencies = this.#latencies.map((latency, place) => [`latency${place}`, latency.snapshot()]);
    const columns = {
      arrived: this.#arrived.slice(),
      completed: this.#completed.slice(),
      failed: this.#failed.slice(),
    };
    return joinSnapshots({ columns, ...(Object.fromEntries(latencies) as Record<string, Snapshot>) });
  }

  restore(saved: Snapshot): void {
    const columns = partOf(saved, "columns");
    this.#arrived.set(columns["arrived"]!);
    this.#completed.set(columns["completed"]!);
    this.#failed.set(columns["failed"]!);
    for (const [place, latency] of this.#latencies.entries()) latency.restore(partOf(saved, `latency${place}`));
  }
}
