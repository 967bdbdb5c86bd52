// Bounds of a DaemonSet's rolling update.

import { describe, expect, it } from "vitest";

import { daemonSetSurge, daemonSetUnavailable } from "../../../src/model/rollout/daemon-set-rollout.ts";

describe("a DaemonSet's rolling update", () => {
  it("rounds both bounds up: a percentage always lets it move", () => {
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: "10%", maxUnavailable: "10%" } };
    expect(daemonSetSurge(strategy, 15)).toEqual({ kind: "scaled", value: 2 });
    expect(daemonSetUnavailable(strategy, 3)).toEqual({ kind: "scaled", value: 1 });
  });

  it("has no surge unless it is asked for, and must be told how many may be unavailable", () => {
    const strategy = { type: "RollingUpdate", rollingUpdate: {} };
    expect(daemonSetSurge(strategy, 15)).toEqual({ kind: "scaled", value: 0 });
    expect(daemonSetUnavailable(strategy, 15)).toEqual({ kind: "refused", message: "nil value for IntOrString" });
  });

  it("has no bounds under another strategy or without parameters", () => {
    for (const strategy of [{ type: "OnDelete", rollingUpdate: { maxSurge: 1 } }, { type: "RollingUpdate" }]) {
      expect(daemonSetSurge(strategy, 15)).toEqual({ kind: "scaled", value: 0 });
      expect(daemonSetUnavailable(strategy, 15)).toEqual({ kind: "scaled", value: 0 });
    }
  });
});
