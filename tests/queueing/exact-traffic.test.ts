// Requests one by one, held against what queueing theory says of single stations.

import { describe, expect, it } from "vitest";

import { lognormalFromMean, type Distribution } from "../../src/base/random/distribution.ts";
import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import type { Service, TrafficNetwork, TrafficOutcome } from "../../src/queueing/traffic-model.ts";

const FOR_EVER = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
const MEAN_US = 1_000;
const exponential: Distribution = { kind: "exponential", mean: MEAN_US };

function oneService(serviceTime: Distribution, limits: Partial<Service> = {}): TrafficNetwork {
  const classes = [{ name: "get", serviceTime, cpuShare: 1, stages: [] }];
  const unlimited = { concurrency: Infinity, queueLimit: Infinity, balancing: "random" } as const;
  const mix = [{ requestClass: 0, share: 1 }];
  return {
    services: [{ name: "web", classes, ...unlimited, ...limits }],
    sources: [{ name: "users", service: 0, mix, arrivals: "poisson", patience: FOR_EVER }],
  };
}

/** Outcomes of so many parts of a run of one station, after a first part that is left out. */
function partsOf(network: TrafficNetwork, cores: number, load: number, parts: number): readonly TrafficOutcome[] {
  const traffic = new ExactTraffic(network, "theory");
  traffic.open({ id: 7, service: 0, zone: "a", processor: { speed: 1, cores } });
  traffic.route(0, [7]);
  traffic.setRate(0, (load * 1_000_000) / MEAN_US);
  const partUs = 2_000 * MEAN_US;
  return Array.from({ length: parts + 1 }, (_, part) => {
    traffic.advance((part + 1) * partUs);
    return traffic.collect();
  }).slice(1);
}

/** The mean of the parts' figures, and how far off four standard errors go. */
function estimate(figures: readonly number[]): { readonly mean: number; readonly slack: number } {
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) * (figure - mean), 0);
  return { mean, slack: 4 * Math.sqrt(squares / (figures.length - 1) / figures.length) };
}

function meanLatency(outcomes: readonly TrafficOutcome[]): { readonly mean: number; readonly slack: number } {
  return estimate(outcomes.map(({ sources }) => sources[0]![0]!.latency.meanUs));
}

describe("a single station", () => {
  it("takes as long as M/M/1 and, with any law, M/G/1-PS do", () => {
    for (const law of [exponential, lognormalFromMean(MEAN_US, 2), { kind: "constant", value: MEAN_US } as const]) {
      const { mean, slack } = meanLatency(partsOf(oneService(law), 1, 0.7, 40));
      expect(Math.abs(mean - MEAN_US / 0.3)).toBeLessThan(slack);
    }
  });
});
