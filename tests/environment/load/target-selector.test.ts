// Which labels the pods behind a target have.

import { describe, expect, it } from "vitest";

import { targetSelector } from "../../../src/environment/load/target-selector.ts";
import { selectsLabels } from "../../../src/model/label-selector.ts";

describe("a target's selector", () => {
  it("is the labels of a Service, and without any it selects no pod", () => {
    const selector = targetSelector("Service", { spec: { selector: { app: "web" } } });
    expect(selectsLabels(selector, { app: "web", tier: "front" })).toBe(true);
    expect(selectsLabels(selector, { tier: "front" })).toBe(false);
    expect(targetSelector("Service", { spec: { selector: {} } })).toEqual({ kind: "nothing" });
    expect(targetSelector("Service", undefined)).toEqual({ kind: "nothing" });
  });

  it("is labels and expressions of a workload", () => {
    const selector = { matchLabels: { app: "web" }, matchExpressions: [{ key: "old", operator: "DoesNotExist" }] };
    const ofWorkload = targetSelector("StatefulSet", { spec: { selector } });
    expect(selectsLabels(ofWorkload, { app: "web" })).toBe(true);
    expect(selectsLabels(ofWorkload, { app: "web", old: "yes" })).toBe(false);
    const wrong = { matchExpressions: [{ key: "old", operator: "Is" }] };
    expect(targetSelector("Deployment", { spec: { selector: wrong } })).toEqual({ kind: "nothing" });
    expect(targetSelector("Deployment", undefined)).toEqual({ kind: "nothing" });
  });
});
