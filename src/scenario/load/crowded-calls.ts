// Calls of one request that come to a service side by side, where requests are worked out by intervals: how long they wait for one another
// is right on average and too short for the longest. That is told before it shows latencies that are rough.

import type { DiagnosticSink } from "../../base/diagnostic.ts";
import { RandomStreams } from "../../base/random/random-streams.ts";
import type { SimTime } from "../../base/time.ts";

import type { Call } from "../../queueing/traffic-model.ts";

import { modelWay } from "../../environment/load/model-way.ts";
import type { PlannedLoad } from "../../environment/load/planned-load.ts";

/** Calls that a call meets of its own request, on average, from which on they make a difference. */
const MANY = 0.5;

export function reportCrowdedCalls(
  load: PlannedLoad,
  horizonUs: SimTime | null,
  seed: string,
  sink: DiagnosticSink,
): void {
  const crowds = crowdsIn(load);
  if (crowds.length === 0 || modelWay(load, horizonUs, new RandomStreams(seed)) === "exact") return;
  for (const { caller, called, most } of crowds) {
    const [asking, asked] = [load.network.services[caller]!.name, load.network.services[called]!.name];
    sink.report({
      severity: "not-simulated",
      code: "not-simulated",
      message:
        `${asking} calls ${asked} up to ${most} times side by side: by intervals their waits for one another are right ` +
        `on average only, and the longest times at ${asked} and what misses a promise come out too small`,
      expected: "loadMode: exact, or as many calls one after the other",
      position: load.services[caller]!.position,
    });
  }
}

interface Crowd {
  readonly caller: number;
  readonly called: number;
  readonly most: number;
}

/** One of each caller and called service: the largest. */
function crowdsIn({ network }: PlannedLoad): readonly Crowd[] {
  return network.services.flatMap(({ classes }, caller) => {
    const largest = new Map<number, number>();
    for (const calls of classes.flatMap(({ stages }) => stages)) {
      for (const called of new Set(calls.map(({ service }) => service))) {
        const own = calls.filter(({ service }) => service === called);
        if (metByOne(own) >= MANY) largest.set(called, Math.max(own.length, largest.get(called) ?? 0));
      }
    }
    return Array.from(largest, ([called, most]) => ({ caller, called, most }));
  });
}

/** How many of the others a call meets: pairs of calls by calls, each of which is made by its chance. */
function metByOne(calls: readonly Call[]): number {
  const sum = calls.reduce((total, { probability }) => total + probability, 0);
  const squares = calls.reduce((total, { probability }) => total + probability * probability, 0);
  return sum > 0 ? (sum * sum - squares) / sum : 0;
}
