// How many pods a rate needs.

import { describe, expect, it } from "vitest";

import type { BacktestOptions } from "../../../src/experiment/backtest/backtest-request.ts";
import { firstReplicas, madeMaximum, mostReplicas, neededReplicas } from "../../../src/experiment/backtest/sizes.ts";

const OPTIONS = { cpuPerRequestUs: 20_000 } as BacktestOptions;
const requests = (cpu: string) => ({
  spec: { replicas: 3, template: { spec: { containers: [{ name: "web", resources: { requests: { cpu } } }] } } },
});
const aiming = (target: object, type = "Resource", part: object = { name: "cpu", target }) => ({
  spec: { minReplicas: 2, maxReplicas: 9, metrics: [{ type, [type.toLowerCase()]: part }] },
});
const AT_50 = aiming({ averageUtilization: 50 });

describe("the pods that a rate needs", () => {
  it("use as much of their requested CPU as is aimed at", () => {
    const pair = { autoscaler: AT_50, deployment: requests("500m") };
    expect(neededReplicas(pair, 100, OPTIONS, [])).toBe(8);
    expect(neededReplicas(pair, 101, OPTIONS, [])).toBe(9);
    expect(neededReplicas(pair, 0, OPTIONS, [])).toBe(0);
  });

  it("have as much CPU, or as many requests, as a target in amounts says", () => {
    const deployment = requests("500m");
    const ofCores = { autoscaler: aiming({ averageValue: "250m" }), deployment };
    expect(neededReplicas(ofCores, 100, OPTIONS, [])).toBe(8);
    const pods = { metric: { name: "rps" }, target: { averageValue: "10" } };
    const ofRate = { autoscaler: aiming({}, "Pods", pods), deployment };
    const rps = { type: "Pods", name: "rps", source: pods, figure: "requestsPerSecond", chosenBy: "user" } as const;
    expect(neededReplicas(ofRate, 101, OPTIONS, [rps])).toBe(11);
    expect(neededReplicas(ofRate, 101, OPTIONS, [{ ...rps, figure: "inFlight" }])).toBeNull();
  });

  it("are unknown where nothing is requested, or another thing is aimed at", () => {
    const pods = { metric: { name: "rps" }, target: { averageValue: "10" } };
    const deployment = requests("500m");
    expect(neededReplicas({ autoscaler: aiming({}, "Pods", pods), deployment }, 100, OPTIONS, [])).toBeNull();
    expect(neededReplicas({ autoscaler: aiming({ value: "1" }), deployment }, 100, OPTIONS, [])).toBeNull();
    expect(neededReplicas({ autoscaler: AT_50, deployment: { spec: {} } }, 100, OPTIONS, [])).toBeNull();
  });

  it("keep one container that works at its own request, and say nothing of one that does not", () => {
    const side = { name: "side", resources: { requests: { cpu: "300m" } } };
    const web = { name: "web", resources: { requests: { cpu: "500m" } } };
    const deployment = { spec: { template: { spec: { containers: [web, side] } } } };
    const looksAt = (container: string, target: object) => ({
      spec: { metrics: [{ type: "ContainerResource", containerResource: { name: "cpu", container, target } }] },
    });
    const needed = (container: string, target: object) =>
      neededReplicas({ autoscaler: looksAt(container, target), deployment }, 100, OPTIONS, []);
    expect(needed("web", { averageUtilization: 50 })).toBe(8);
    expect(needed("web", { averageValue: "200m" })).toBe(10);
    expect(needed("side", { averageUtilization: 50 })).toBeNull();
    expect(neededReplicas({ autoscaler: AT_50, deployment }, 100, OPTIONS, [])).toBe(5);
  });

  it("are as many as the metric takes that takes the most, of those that follow from the rate", () => {
    const resource = (name: string) => ({ type: "Resource", resource: { name, target: { averageUtilization: 50 } } });
    const pods = { metric: { name: "rps" }, target: { averageValue: "10" } };
    const ofRate = { type: "Pods", pods };
    const rps = { type: "Pods", name: "rps", source: pods, figure: "requestsPerSecond", chosenBy: "user" } as const;
    const needed = (...metrics: readonly object[]) =>
      neededReplicas({ autoscaler: { spec: { metrics } }, deployment: requests("500m") }, 100, OPTIONS, [rps]);
    expect(needed(resource("cpu"), ofRate)).toBe(10);
    expect(needed(resource("memory"), ofRate)).toBe(10);
    expect(needed(resource("memory"), resource("cpu"))).toBe(8);
    expect(needed(resource("memory"))).toBeNull();
  });

  it("use 80% of their requested CPU where the autoscaler names no metric", () => {
    const deployment = requests("500m");
    expect(neededReplicas({ autoscaler: { spec: { maxReplicas: 9 } }, deployment }, 100, OPTIONS, [])).toBe(5);
    expect(neededReplicas({ autoscaler: { spec: { metrics: [] } }, deployment }, 100, OPTIONS, [])).toBe(5);
  });

  it("are there at the begin, within the autoscaler's bounds", () => {
    const pair = { autoscaler: AT_50, deployment: requests("500m") };
    expect([0, 50, 1000].map((rate) => firstReplicas(pair, rate, OPTIONS, []))).toEqual([2, 4, 9]);
    expect(firstReplicas({ ...pair, deployment: { spec: { replicas: 5 } } }, 1000, OPTIONS, [])).toBe(5);
    expect(mostReplicas({ autoscaler: {} })).toBe(1);
  });

  it("give an autoscaler that is made twice the room", () => {
    expect(madeMaximum(requests("500m"), 1000, OPTIONS)).toBe(100);
    expect(madeMaximum(requests("500m"), 1, OPTIONS)).toBe(10);
  });
});
