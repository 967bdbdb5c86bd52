// The latencies and series over time of the sample result.

import type { StageLatency, TimeSeries } from "../../src/simulation/result.ts";
import { cumulative, drawFrom, exponential, logNormal, summarise } from "./sample-distributions.ts";
import { GPU } from "./sample-nodes.ts";

const MEANINGS: Readonly<Record<string, string>> = {
  queue: "from the creation of the pod to the beginning of its last scheduling attempt",
  cycle: "from the beginning of the attempt to the decision on a node",
  bind: "from the decision to the binding being stored",
  start: "from the binding to all containers running",
  total: "from the creation of the pod to all containers running",
};

/** Exact summaries and 200-point distributions of `pods` invented pods; the stages sum to `total`. */
export function sampleLatency(pods: number): StageLatency[] {
  const draw = drawFrom(11);
  const values: Record<string, number[]> = { queue: [], cycle: [], bind: [], start: [], total: [] };
  for (let pod = 0; pod < pods; pod += 1) {
    const waits = draw() < 0.012 ? 1 + exponential(draw, 9) : draw() < 0.3 ? 0 : exponential(draw, 0.004);
    const stages = {
      queue: waits,
      cycle: logNormal(draw, 0.0014, 0.35),
      bind: logNormal(draw, 0.0061, 0.5),
      start: 0.9 + logNormal(draw, 0.8, 0.45),
    };
    let total = 0;
    for (const [stage, seconds] of Object.entries(stages)) {
      values[stage]?.push(seconds);
      total += seconds;
    }
    values["total"]?.push(total);
  }
  return Object.entries(values).map(([stage, seconds]) => ({
    stage,
    meaning: MEANINGS[stage] ?? "",
    seconds: summarise(seconds),
    cdf: cumulative(seconds, 200),
  }));
}

const POINTS = 500;
const END_SECONDS = 815.2;
const TIMES = Array.from(
  { length: POINTS },
  (_, index) => Math.round((index * END_SECONDS * 1e6) / (POINTS - 1)) / 1e6,
);

function series(name: string, labels: Record<string, string>, unit: string, at: (share: number) => number): TimeSeries {
  return { name, labels, unit, atSeconds: TIMES, value: TIMES.map((time) => at(time / END_SECONDS)) };
}

/** Requests that rise to the state of the end, a queue that builds up late, latencies by window. */
export function sampleSeries(): TimeSeries[] {
  const draw = drawFrom(23);
  const ramp = (end: number) => (share: number) => end * Math.min(1, share * 1.02) * (0.985 + 0.015 * draw());
  const wait = (share: number): number => (share < 0.86 ? 0 : Math.round(53 * ((share - 0.86) / 0.14)));
  return [
    series("pending_pods", { queue: "active" }, "pods", () => Math.floor(exponential(draw, 1.6))),
    series("pending_pods", { queue: "backoff" }, "pods", (share) => (share < 0.86 ? 0 : Math.floor(9 * draw()))),
    series("pending_pods", { queue: "unschedulable" }, "pods", wait),
    series("requested_ratio", { resource: "cpu" }, "ratio", ramp(0.787)),
    series("requested_ratio", { resource: "memory" }, "ratio", ramp(0.505)),
    series("requested_ratio", { resource: GPU }, "ratio", ramp(0.964)),
    series("requested_ratio", { resource: "pods" }, "ratio", ramp(0.051)),
    series("scheduling_latency_p50_seconds", {}, "seconds", () => 0.0078 * (0.94 + 0.12 * draw())),
    series("scheduling_latency_p99_seconds", {}, "seconds", (share) =>
      share < 0.86 ? 0.026 * (0.8 + 0.5 * draw()) : 1.2 + 20 * (share - 0.86) * (0.6 + draw()),
    ),
  ];
}
