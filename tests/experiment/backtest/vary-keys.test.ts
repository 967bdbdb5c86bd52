// The short names of what a backtest can vary.

import { describe, expect, it } from "vitest";

import { VARY_KEYS, type ScaledPair } from "../../../src/experiment/backtest/vary-keys.ts";

const PAIR: ScaledPair = {
  deployment: {
    spec: { template: { spec: { containers: [{ name: "web", resources: { requests: { cpu: "250m" } } }] } } },
  },
  autoscaler: {
    spec: { metrics: [{ type: "Pods", pods: { metric: { name: "rps" }, target: { averageValue: "20" } } }] },
  },
};

const keyOf = (name: string) => VARY_KEYS.find((key) => key.name === name)!;

describe("the keys of a backtest", () => {
  it("are read as Kubernetes' defaults where the manifests say nothing", () => {
    expect(Object.fromEntries(VARY_KEYS.map(({ name, read }) => [name, read(PAIR)]))).toEqual({
      target: "20",
      min: 1,
      max: 1,
      "scale-down-window": "5m",
      "scale-up-window": "0s",
      tolerance: "10%",
      "cpu-request": "250m",
      "cpu-limit": "none",
      "memory-request": "none",
    });
  });

  it.each([
    ["target", 30, "30"],
    ["min", 3, 3],
    ["max", 9, 9],
    ["scale-down-window", "90s", "90s"],
    ["scale-up-window", "2m", "2m"],
    ["tolerance", "2.5%", "2.5%"],
    ["tolerance", 0.05, "5%"],
    ["cpu-request", "1", "1"],
    ["cpu-limit", "750m", "750m"],
    ["memory-request", "1Gi", "1Gi"],
  ])("write %s=%s, and read the same", (name, value, shown) => {
    const key = keyOf(name);
    expect(key.read(key.write(PAIR, value)!)).toBe(shown);
  });

  it.each([
    ["target", "much"],
    ["min", 1.5],
    ["max", 0],
    ["scale-down-window", "2h"],
    ["scale-up-window", "x"],
    ["tolerance", "-1%"],
    ["cpu-request", "0"],
  ])("refuse %s=%s", (name, value) => {
    expect(keyOf(name).write(PAIR, value)).toBeUndefined();
  });

  it("write a tolerance in both directions, as a quantity", () => {
    expect(keyOf("tolerance").write(PAIR, "5%")!.autoscaler).toMatchObject({
      spec: { behavior: { scaleDown: { tolerance: "50m" }, scaleUp: { tolerance: "50m" } } },
    });
  });
});
