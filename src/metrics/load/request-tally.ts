// A running sum of what became of requests.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import { LatencyHistogram } from "../../queueing/latency-histogram.ts";
import { REQUEST_FAILURES, type RequestCounts, type WaitingRequests } from "../../queueing/traffic-model.ts";

import type { LatencySummary, RequestFindings } from "./load-findings.ts";

export class RequestTally implements Snapshotable {
  readonly latency = new LatencyHistogram();
  arrived = 0;
  answered = 0;
  /** In the order of REQUEST_FAILURES. */
  readonly failed = new Float64Array(REQUEST_FAILURES.length);

  /** Adds counts, each `times` times. */
  add(counts: RequestCounts, times = 1): void {
    this.arrived += counts.arrived * times;
    this.answered += counts.completed * times;
    for (let why = 0; why < this.failed.length; why += 1) this.failed[why]! += counts.failed[why]! * times;
    this.latency.addAll(counts.latency, times);
  }

  get failures(): number {
    return this.failed.reduce((sum, count) => sum + count, 0);
  }

  /** Those that came and have neither an answer nor failed, as far as it is known when they came. */
  get unanswered(): number {
    return Math.max(0, this.arrived - this.answered - this.failures);
  }

  /** 0 where none was answered. */
  get longestUs(): number {
    return this.latency.count > 0 ? this.latency.quantileUs(1) : 0;
  }

  /** The same, where requests that wait count with how long they have waited. */
  withWaiting(waiting: readonly WaitingRequests[]): RequestTally {
    const all = new RequestTally();
    all.arrived = this.arrived;
    all.answered = this.answered;
    all.failed.set(this.failed);
    all.latency.addAll(this.latency);
    for (const { count, ageUs } of waiting) all.latency.record(ageUs, count);
    return all;
  }

  /** How many took longer than that, or failed. */
  missed(sloUs: number): number {
    const slow = this.latency.count > 0 ? this.latency.fractionAbove(sloUs) * this.latency.count : 0;
    return this.failures + slow;
  }

  clear(): void {
    this.latency.clear();
    this.arrived = 0;
    this.answered = 0;
    this.failed.fill(0);
  }

  findings(overSeconds: number): RequestFindings {
    const { arrived, answered, failures } = this;
    const ended = answered + failures;
    const named = REQUEST_FAILURES.map((why, number) => [why, this.failed[number]!] as const);
    return {
      requests: arrived,
      answered,
      failed: Object.fromEntries(named.filter(([, count]) => count > 0)),
      errorRatio: ended > 0 ? failures / ended : 0,
      requestsPerSecond: overSeconds > 0 ? arrived / overSeconds : 0,
      latencySeconds: latencySummary(this.latency),
    };
  }

  snapshot(): Snapshot {
    const sums = { sums: Float64Array.of(this.arrived, this.answered, ...this.failed) };
    return joinSnapshots({ latency: this.latency.snapshot(), sums });
  }

  restore(saved: Snapshot): void {
    this.latency.restore(partOf(saved, "latency"));
    const [arrived, answered, ...failed] = partOf(saved, "sums")["sums"] as Float64Array;
    this.arrived = arrived!;
    this.answered = answered!;
    this.failed.set(failed);
  }
}

const FRACTIONS = [0.5, 0.9, 0.95, 0.99, 1] as const;

/** In seconds; null of nothing. */
function latencySummary(latency: LatencyHistogram): LatencySummary | null {
  if (latency.count <= 0) return null;
  const quantiles = latency.quantilesUs(FRACTIONS);
  const at = (place: number): number => quantiles[place]! / US_PER_SECOND;
  return { mean: latency.meanUs / US_PER_SECOND, p50: at(0), p90: at(1), p95: at(2), p99: at(3), max: at(4) };
}
