// Fields that a backtest keeps to itself.

import { expect, it } from "vitest";

import { isLeftOut, isOwnPath } from "../../../src/experiment/backtest/own-fields.ts";

it("a backtest's own fields can be set below, and not as a whole", () => {
  expect(["horizon", "spec.load", "metadata.name", "kind"].map(isOwnPath)).toEqual([true, true, true, true]);
  const free = ["load[recorded].arrivals", "controllerManager", "metrics.server.resolution", "kubernetes"];
  expect(free.map(isOwnPath)).toEqual([false, false, false, false]);
});

it("what the command says of the load cannot be set behind its back", () => {
  const own = ["load[0].slo", "load[0].requestsPerSecond", "load[0].requestsPerSecond.recorded.scale"];
  expect([...own, "load[recorded].cpuPerRequest"].map(isOwnPath)).toEqual([true, true, true, true]);
});

it("of another load of the scenario all can be set, by its name", () => {
  expect(["load[frontend].slo", "load[frontend].requestsPerSecond"].map(isOwnPath)).toEqual([false, false]);
});

it("of a scenario whose cluster is used, its load and workloads stay", () => {
  const fields = ["horizon", "thresholds", "load", "workloads", "controllerManager", "controllers"];
  expect(fields.map(isLeftOut)).toEqual([true, true, false, false, false, true]);
});
