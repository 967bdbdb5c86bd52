// Which of the things that are varied set the same field.

import { describe, expect, it } from "vitest";

import type { PlainObject } from "../../../src/experiment/backtest/plain-object.ts";
import { contendingAxes } from "../../../src/experiment/backtest/contending-axes.ts";

interface Varied {
  readonly autoscaler: PlainObject;
  readonly deployment: PlainObject;
  readonly assignments: readonly { readonly path: string; readonly value: unknown }[];
}

const BEGIN: Varied = { autoscaler: {}, deployment: {}, assignments: [] };

/** Sets a field of the autoscaler to each of the values. */
const inAutoscaler = (name: string, field: string, ...values: readonly unknown[]) => ({
  name,
  levels: values.map((value) => ({
    apply: (varied: Varied): Varied => ({ ...varied, autoscaler: { ...varied.autoscaler, [field]: value } }),
  })),
});

const inScenario = (name: string, path: string, value: unknown) => ({
  name,
  levels: [
    {
      apply: (varied: Varied): Varied => ({ ...varied, assignments: [...varied.assignments, { path, value }] }),
    },
  ],
});

describe("what is varied", () => {
  it("contends for a field that two set", () => {
    const axes = [inAutoscaler("max", "max", 9), inAutoscaler("min", "min", 1, 2), inAutoscaler("least", "min", 2)];
    expect(contendingAxes(axes, BEGIN)).toEqual(["min", "least"]);
    expect(contendingAxes([inScenario("one", "a.b", 1), inScenario("other", "a.b", 2)], BEGIN)).toEqual([
      "one",
      "other",
    ]);
  });

  it("contends for a field that one sets by itself and another with the whole that it is part of", () => {
    const part = inScenario("part", "load[0].rate", 5);
    for (const whole of [inScenario("whole", "spec.load", []), inScenario("whole", "load[0]", { rate: 5 })]) {
      expect(contendingAxes([part, whole], BEGIN)).toEqual(["part", "whole"]);
      expect(contendingAxes([whole, part], BEGIN)).toEqual(["whole", "part"]);
    }
    expect(contendingAxes([inScenario("one", "a.b", 1), inScenario("same", "spec.a.b", 2)], BEGIN)).toBeDefined();
    expect(contendingAxes([part, inScenario("other", "load[1]", {})], BEGIN)).toBeUndefined();
    expect(contendingAxes([part, inScenario("other", "load[0].rat", 1)], BEGIN)).toBeUndefined();
  });

  it("does not where it lies side by side, or says the same", () => {
    expect(contendingAxes([inAutoscaler("min", "min", 1, 2), inAutoscaler("max", "max", 9)], BEGIN)).toBeUndefined();
    expect(contendingAxes([inAutoscaler("one", "min", [2]), inAutoscaler("other", "min", [2])], BEGIN)).toBeUndefined();
    expect(contendingAxes([inScenario("one", "a.b", 1), inScenario("other", "a.c", 2)], BEGIN)).toBeUndefined();
  });
});
