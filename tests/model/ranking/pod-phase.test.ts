// What a phase and a mark of deletion mean.

import { describe, expect, it } from "vitest";

import { isActivePod, isTerminalPhase, isTerminatingPod } from "../../../src/model/ranking/pod-phase.ts";

describe("a pod", () => {
  it.each([
    ["Pending", false, true, false, false],
    ["Running", false, true, false, false],
    ["Unknown", false, true, false, false],
    ["", false, true, false, false],
    ["Running", true, false, true, false],
    ["Succeeded", false, false, false, true],
    ["Failed", true, false, false, true],
  ])("in phase `%s`, deleted: %s", (phase, isDeleted, active, terminating, terminal) => {
    expect(isActivePod({ phase, isDeleted })).toBe(active);
    expect(isTerminatingPod({ phase, isDeleted })).toBe(terminating);
    expect(isTerminalPhase(phase)).toBe(terminal);
  });
});
