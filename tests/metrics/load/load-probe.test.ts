// What a run tells of its requests.

import { describe, expect, it } from "vitest";

import { LoadProbe } from "../../../src/metrics/load/load-probe.ts";
import type { TrafficNetwork } from "../../../src/queueing/traffic-model.ts";
import { countsOf } from "./served.ts";

const S = 1_000_000;
const PATIENCE = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
const CLASS = { serviceTime: { kind: "constant", value: 1000 }, cpuShare: 1, stages: [] } as const;
const ENDLESS = { concurrency: Infinity, queueLimit: Infinity, balancing: "random" } as const;

/** Two services, each with a source. */
const NETWORK: TrafficNetwork = {
  services: [
    { name: "web", classes: [{ name: "page", ...CLASS }], ...ENDLESS },
    { name: "api", classes: [{ name: "get", ...CLASS }], ...ENDLESS },
  ],
  sources: [
    { name: "people", service: 0, mix: [{ requestClass: 0, share: 1 }], arrivals: "poisson", patience: PATIENCE },
    { name: "robots", service: 1, mix: [{ requestClass: 0, share: 1 }], arrivals: "even", patience: PATIENCE },
  ],
};

function servedBy(service: number, fromUs: number, untilUs: number, latenciesUs: readonly number[], timeout = 0) {
  const counts = [[countsOf({ latenciesUs, timeout })]];
  return { services: [service], sources: [service], outcome: { fromUs, untilUs, sources: counts, services: counts } };
}

const newProbe = () => new LoadProbe({ network: NETWORK, targets: ["service/shop/web", "service/shop/api"] }, 60 * S);

describe("the findings of a load", () => {
  it("tell of each source and each service by its name", () => {
    const probe = newProbe();
    probe.serve(servedBy(1, 0, 10 * S, [1000, 1000], 2));
    probe.serve(servedBy(0, 0, 20 * S, [5000]));
    const { sources, services, series } = probe.findings();
    expect(sources).toMatchObject([
      { source: "people", target: "service/shop/web", requestClass: "page", requests: 1, errorRatio: 0 },
      { source: "robots", target: "service/shop/api", requestClass: "get", requests: 4, errorRatio: 0.5 },
    ]);
    expect(services.map(({ service, answered }) => [service, answered])).toEqual([
      ["web", 1],
      ["api", 2],
    ]);
    expect(series.map(({ source, atSeconds }) => [source, atSeconds])).toEqual([
      ["people", [0, 15]],
      ["robots", [0]],
    ]);
  });

  it("count requests that wait at the end for longer than any other did with how long they wait at least", () => {
    const probe = new LoadProbe(
      { network: NETWORK, targets: ["service/shop/web", "service/shop/api"], slosUs: [2000] },
      60 * S,
    );
    const counts = [[countsOf({ latenciesUs: [1000, 1000], waiting: 8 })]];
    const during = (fromUs: number, untilUs: number) => ({ fromUs, untilUs, sources: counts, services: counts });
    for (const span of [0, 1, 2, 3]) {
      probe.serve({ services: [0], sources: [0], outcome: during(span * 15 * S, (span + 1) * 15 * S) });
    }
    const [people] = probe.findings().sources;
    // Of 40 that came 32 wait: the 10 that came last for no time that is known, 10 for 15 s, 10 for 30 s and 2 for 45 s.
    expect(people).toMatchObject({ requests: 40, answered: 8, overdue: { requests: 22, longestSeconds: 45 } });
    expect(people!.latencySeconds!.p50).toBeCloseTo(15, 0);
    expect(people!.latencySeconds!.max).toBeCloseTo(45, 0);
    expect(people!.slo).toMatchObject({ missed: 22, missedRatio: 22 / 30 });
    const measured = probe.measurements().find(({ name }) => name === "plimsoll_slo_missed_ratio");
    expect(measured).toMatchObject({ part: 22, whole: 30 });
  });

  it("count those that are known to wait with how long they do, as far as they came since counting began", () => {
    const waiting = [
      { count: 3, ageUs: 0 },
      { count: 2, ageUs: 20 * S },
      { count: 1, ageUs: 40 * S },
    ];
    const probe = new LoadProbe({ network: NETWORK, targets: ["service/shop/web", "service/shop/api"] }, 60 * S, () => [
      [waiting],
      undefined,
    ]);
    const serve = (fromUs: number, untilUs: number) => probe.serve(servedBy(0, fromUs, untilUs, [1000, 1000]));
    serve(0, 30 * S);
    probe.beginAt(30 * S);
    serve(30 * S, 60 * S);
    expect(probe.findings().sources[0]).toMatchObject({ answered: 2, overdue: { requests: 2, longestSeconds: 20 } });
  });

  it("leave out those that wait no longer than others did", () => {
    const probe = newProbe();
    const counts = [[countsOf({ latenciesUs: [40 * S], waiting: 1 })]];
    for (const span of [0, 1, 2, 3]) {
      const outcome = { fromUs: span * 15 * S, untilUs: (span + 1) * 15 * S, sources: counts, services: counts };
      probe.serve({ services: [0], sources: [0], outcome });
    }
    expect(probe.findings().sources[0]).toMatchObject({ requests: 8, answered: 4 });
    expect(probe.findings().sources[0]).not.toHaveProperty("overdue");
  });

  it("are measured under the names that thresholds use", () => {
    const probe = newProbe();
    probe.serve(servedBy(0, 0, 10 * S, [1000, 2000], 1));
    const measured = probe.measurements().filter(({ labels }) => labels["source"] === "people");
    expect(measured.map(({ name, kind }) => [name, kind])).toEqual([
      ["http_request_duration_seconds", "latencies"],
      ["http_requests_total", "counter"],
      ["http_requests_failed_total", "counter"],
      ["http_requests_failed_ratio", "ratio"],
    ]);
    expect(measured[0]!.labels).toEqual({ source: "people", target: "web", class: "page" });
    expect(measured[3]).toMatchObject({ part: 1, whole: 3 });
  });

  it("count requests that took longer than was promised, or failed", () => {
    const targets = ["service/shop/web", "service/shop/api"];
    const probe = new LoadProbe({ network: NETWORK, targets, slosUs: [3000, undefined] }, 60 * S);
    probe.serve(servedBy(0, 0, 10 * S, [1000, 2000, 9000], 1));
    probe.serve(servedBy(1, 0, 10 * S, [9000]));
    const [people, robots] = probe.findings().sources;
    expect(people!.slo).toEqual({ seconds: 0.003, missed: 2, missedRatio: 0.5 });
    expect(robots!.slo).toBeUndefined();
    const missed = probe.measurements().filter(({ name }) => name === "plimsoll_slo_missed_ratio");
    expect(missed).toEqual([
      expect.objectContaining({ labels: { source: "people", target: "web", class: "page" }, part: 2, whole: 4 }),
    ]);
  });

  it("leave out of their sums what came before the measuring began", () => {
    const probe = newProbe();
    probe.serve(servedBy(0, 0, 10 * S, [9000, 9000]));
    probe.beginAt(10 * S);
    probe.serve(servedBy(0, 10 * S, 20 * S, [1000]));
    const [people] = probe.findings().sources;
    expect(people).toMatchObject({ requests: 1, requestsPerSecond: 0.1 });
  });

  it("go on after a restore", () => {
    const probe = newProbe();
    probe.serve(servedBy(0, 0, 10 * S, [9000, 9000]));
    const copy = newProbe();
    copy.restore(probe.snapshot());
    for (const one of [probe, copy]) one.serve(servedBy(1, 0, 30 * S, [700], 1));
    expect(copy.findings()).toEqual(probe.findings());
  });
});
