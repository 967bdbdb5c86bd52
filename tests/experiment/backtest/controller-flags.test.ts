// Flags of kube-controller-manager that a backtest varies.

import { expect, it } from "vitest";

import { CONTROLLER_FLAGS, controllerFlagNamed } from "../../../src/experiment/backtest/controller-flags.ts";
import { CONTROLLER_MANAGER } from "../../../src/scenario/controller-manager.ts";

it("are all that the scenario takes, each with its short name and its own", () => {
  const fields = Object.keys(CONTROLLER_MANAGER.shape).filter((field) => field !== "featureGates");
  expect(CONTROLLER_FLAGS.map(({ field }) => field)).toEqual(fields);
  for (const flag of CONTROLLER_FLAGS) {
    expect(controllerFlagNamed(flag.name)).toBe(flag);
    expect(controllerFlagNamed(flag.flag)).toBe(flag);
  }
  expect(controllerFlagNamed("sync")).toBeUndefined();
});

it("say their values in one way, and give the scenario what it takes", () => {
  const sync = controllerFlagNamed("horizontal-pod-autoscaler-sync-period")!;
  expect(sync.read("60s")).toEqual({ text: "1m", value: "1m" });
  expect(sync.read(sync.standard)?.text).toBe("15s");
  expect(sync.read("often")).toBeUndefined();
  expect(sync.written("1500ms")).toBe("1.5s");
  const tolerance = controllerFlagNamed("controller-tolerance")!;
  expect(tolerance.read("5%")).toEqual({ text: "5%", value: 0.05 });
  expect(tolerance.read(0.2)?.text).toBe("20%");
  expect(tolerance.read("wide")).toBeUndefined();
});
