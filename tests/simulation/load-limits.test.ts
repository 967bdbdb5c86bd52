// What limits a run's load, in sentences.

import { describe, expect, it } from "vitest";

import { moment, span as spanOf } from "../../src/base/time.ts";
import { loadLimits } from "../../src/simulation/load-limits.ts";
import type {
  AutoscalerOutcome,
  LoadFindings,
  SimulationResult,
  SourceFindings,
  TimeSeries,
} from "../../src/simulation/result.ts";
import { demandOf, loadWorld } from "./load-world.ts";

const { plan, workloads } = loadWorld();
const END = moment(300_000_000);
const BROKEN: SimulationResult["thresholds"] = [
  { threshold: plan.thresholds[0]!.text, passed: false, observed: 0.8, limit: 0.001, unit: "seconds" },
];
const KEPT = BROKEN.map((outcome) => ({ ...outcome, passed: true }));

const SOURCE: SourceFindings = {
  source: "web",
  target: "service/default/web",
  requestClass: "default",
  requests: 12_000,
  answered: 11_000,
  failed: { timeout: 750, "queue-full": 250 },
  errorRatio: 0.08333,
  requestsPerSecond: 40,
  latencySeconds: null,
};

const QUIET = { ...SOURCE, failed: {}, errorRatio: 0 };

const SERIES: LoadFindings["series"][number] = {
  source: "web",
  atSeconds: [0, 15, 30],
  requestsPerSecond: [40, 140, 40],
  errorsPerSecond: [0, 0, 0],
  p50Seconds: [0.02, 0.4, null],
  p95Seconds: [0.05, 2.1, null],
  p99Seconds: [0.09, 3, null],
};

const points = (value: readonly number[]): TimeSeries => ({
  name: "workload_serving",
  labels: { kind: "Service", namespace: "default", name: "web" },
  unit: "pods",
  atSeconds: value.map((_, span) => 10 * span),
  value,
});

const AUTOSCALER: AutoscalerOutcome = {
  namespace: "default",
  name: "web",
  target: "deployment/web",
  loadTargets: ["service/default/web"],
  minReplicas: 1,
  maxReplicas: 6,
  desired: points([6]),
  current: points([6]),
  needed: points([2, 9]),
  metrics: [],
  countsFromSeconds: 0,
  rescales: [],
  rescaleCount: 0,
  flaps: 0,
  countedSeconds: 90,
  replicaSeconds: 0,
  atMaximumSeconds: 90,
  complaints: [],
};

function loadWith(source: SourceFindings): LoadFindings {
  const demand = [demandOf([40, 140, 40], [0.8, 2.8, 0.8])];
  return { way: "exact", crowdedNodes: [], sources: [source], services: [], series: [SERIES], demand };
}

function limits(
  found: Parameters<typeof loadLimits>[0],
  thresholds: SimulationResult["thresholds"] = KEPT,
  serving: readonly TimeSeries[] = [points([1, 2])],
): readonly string[] {
  return loadLimits(found, thresholds, { plan, workloads, serving, end: END }).map(({ sentence }) => sentence);
}

describe("a broken promise on latency", () => {
  it("is explained by its worst moment and what the pods were asked for then", () => {
    expect(limits({ load: loadWith(QUIET) }, BROKEN)).toEqual([
      "http_request_duration_seconds{target=web} p(95) < 0.001 is broken: p95 of web was worst from 15s on: 2.1s, when service/web was asked for 2.8 cores of CPU and its 2 ready pods may use 2 cores: less than that",
    ]);
  });

  it("has no worst moment in a warm-up, which it is not judged by", () => {
    const warm = { ...plan, warmUp: { kind: "span", us: spanOf(20_000_000) } } as const;
    const later = { ...SERIES, atSeconds: [0, 15, 30], p95Seconds: [0.05, 2.1, 0.9] };
    const load = { ...loadWith(QUIET), series: [later] };
    const [limit] = loadLimits({ load }, BROKEN, { plan: warm, workloads, serving: [], end: END });
    expect(limit!.sentence).toContain("was worst from 30s on: 900ms");
  });

  it("tells where no pod was ready, and says nothing where it was kept", () => {
    expect(limits({ load: loadWith(QUIET) }, BROKEN, [])[0]).toContain("when no pod of service/web was ready");
    expect(limits({ load: loadWith(QUIET) })).toEqual([]);
  });
});

describe("nodes whose pods wanted more processors than there are", () => {
  const crowd = (...seconds: readonly number[]) => ({
    ...loadWith(QUIET),
    crowdedNodes: seconds.map((each, place) => ({ node: `pool-${place + 1}`, cores: 3.8, seconds: each })),
  });

  it("are told, if it was long", () => {
    expect(limits({ load: crowd(60, 45) })).toEqual([
      "the pods of node pool-1 wanted all of its 3.8 cores of CPU or more for 1m (20.0% of the run), the longest of 2 nodes: they share it by what they request",
    ]);
  });

  it("are not where that was a moment", () => {
    expect(limits({ load: crowd(0.5) })).toEqual([]);
  });
});

describe("sources whose requests wait at the end", () => {
  it("are told with how many those are, and how long the longest waits at least", () => {
    expect(limits({ load: loadWith({ ...QUIET, overdue: { requests: 600, longestSeconds: 45 } }) })).toEqual([
      "600 of 12,000 requests of web to service/web (default) had no answer when the run ended, the longest for at least 45s: latencies count how long they waited",
    ]);
  });

  it("are not where those are hardly any", () => {
    expect(limits({ load: loadWith({ ...QUIET, overdue: { requests: 2, longestSeconds: 45 } }) })).toEqual([]);
  });
});

describe("sources whose requests failed", () => {
  it("are told with the reasons, the most frequent first", () => {
    expect(limits({ load: loadWith(SOURCE) })).toEqual([
      "8.3% of 12,000 requests of web to service/web (default) failed: of those, 75.0% took longer than their caller waits, 25.0% found the queue full",
    ]);
  });

  it("are told with the moment at which the most failed, and what their pods were asked for then", () => {
    const load = loadWith(SOURCE);
    const series = [{ ...SERIES, errorsPerSecond: [1, 40, 3] }];
    expect(limits({ load: { ...load, series } })[0]).toMatch(
      /found the queue full; the most from 15s on, when service\/web was asked for 2\.8 cores of CPU and its 2 ready pods may use 2 cores: less than that$/,
    );
  });

  it("are told of as failing at the beginning, where most did so then", () => {
    const load = loadWith(SOURCE);
    const series = [{ ...SERIES, errorsPerSecond: [40, 1, 3] }];
    expect(limits({ load: { ...load, series } })[0]).toContain(
      "; the most at the beginning, when service/web was asked",
    );
  });

  it("need not say which part it was where there was one reason", () => {
    expect(limits({ load: loadWith({ ...SOURCE, failed: { "no-station": 3 } }) })).toEqual([
      "8.3% of 12,000 requests of web to service/web (default) failed: they found no pod that serves",
    ]);
  });
});

describe("autoscalers", () => {
  it("that stood long at their maximum are told with what their load needed", () => {
    expect(limits({ autoscalers: [AUTOSCALER] })).toEqual([
      "hpa/web stood at its maximum of 6 replicas for 1m 30s (30.0% of the time), while its load needed up to 9",
    ]);
    expect(limits({ autoscalers: [{ ...AUTOSCALER, atMaximumSeconds: 3 }] })).toEqual([]);
    expect(limits({ autoscalers: [{ ...AUTOSCALER, needed: null }] })[0]).toMatch(/\(30\.0% of the time\)$/);
    expect(limits({ autoscalers: [{ ...AUTOSCALER, needed: points([4]) }] })[0]).toMatch(
      /, though its load never needed more than 4$/,
    );
  });

  it("are judged by the time after a warm-up", () => {
    const warm = { ...AUTOSCALER, countsFromSeconds: 200, needed: points([9, ...Array.from({ length: 20 }, () => 5)]) };
    expect(limits({ autoscalers: [warm] })).toEqual([
      "hpa/web stood at its maximum of 6 replicas for 1m 30s (90.0% of the time), though its load never needed more than 5",
    ]);
  });

  it("that flap are told with how often", () => {
    const quiet = { ...AUTOSCALER, atMaximumSeconds: 0 };
    expect(limits({ autoscalers: [{ ...quiet, rescaleCount: 36, flaps: 8 }] })).toEqual([
      "hpa/web flaps: 8 of its 36 changes of size took back the one before within ten minutes",
    ]);
    expect(limits({ autoscalers: [{ ...quiet, rescaleCount: 36, flaps: 2 }] })).toEqual([]);
  });

  it("that cannot do their work are told in their own words", () => {
    const complaints = ["FailedGetResourceMetric: no metrics returned"];
    expect(limits({ autoscalers: [{ ...AUTOSCALER, atMaximumSeconds: 0, complaints }] })).toEqual([
      "hpa/web cannot do its work at the end: FailedGetResourceMetric: no metrics returned",
    ]);
  });
});
