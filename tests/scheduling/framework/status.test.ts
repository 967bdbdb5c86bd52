// Statuses by kube-scheduler's names.

import { describe, expect, it } from "vitest";

import {
  failure,
  isRejected,
  SKIP,
  SUCCESS,
  unresolvable,
  unschedulable,
  type StatusCode,
} from "../../../src/scheduling/framework/status.ts";

describe("a status", () => {
  it("has a code and reasons", () => {
    expect(unschedulable("a", "b")).toEqual({ code: "Unschedulable", reasons: ["a", "b"] });
    expect(unresolvable("a")).toEqual({ code: "UnschedulableAndUnresolvable", reasons: ["a"] });
    expect(failure("broken")).toEqual({ code: "Error", reasons: ["broken"] });
    expect([SUCCESS.reasons, SKIP.reasons]).toEqual([[], []]);
  });

  it.each<[StatusCode, boolean]>([
    ["Success", false],
    ["Error", false],
    ["Wait", false],
    ["Skip", false],
    ["Unschedulable", true],
    ["UnschedulableAndUnresolvable", true],
    ["Pending", true],
  ])("%s is a rejection: %s", (code, rejected) => {
    expect(isRejected({ code, reasons: [] })).toBe(rejected);
  });
});
