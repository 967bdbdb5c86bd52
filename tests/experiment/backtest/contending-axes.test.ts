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

  it("does not where it lies side by side, or says the same", () => {
    expect(contendingAxes([inAutoscaler("min", "min", 1, 2), inAutoscaler("max", "max", 9)], BEGIN)).toBeUndefined();
    expect(contendingAxes([inAutoscaler("one", "min", [2]), inAutoscaler("other", "min", [2])], BEGIN)).toBeUndefined();
    expect(contendingAxes([inScenario("one", "a.b", 1), inScenario("other", "a.c", 2)], BEGIN)).toBeUndefined();
  });
});
