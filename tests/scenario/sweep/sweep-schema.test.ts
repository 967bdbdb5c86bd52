// The form of spec.sweep.

import { describe, expect, it } from "vitest";

import { SWEEP_SCHEMA } from "../../../src/scenario/sweep/sweep-schema.ts";

describe("a sweep", () => {
  it.each([
    {},
    { parameters: { a: [1, "b", null, { c: 1 }], b: { from: 1, to: 2, step: 0.5 } }, replications: 1 },
    { parameters: { a: { from: "8Gi", to: "32Gi", count: 4, scale: "log" } }, precision: "5%", confidence: 0.9 },
    { paired: [{ name: "size", a: [1, 2], b: ["x", "y"] }] },
    { nested: [{ when: { a: 1 }, parameters: { b: [1, 2] } }] },
    { design: "latin-hypercube", points: 20 },
    { points: [{ a: 1 }, { a: 2, b: 3 }] },
  ])("may be %j", (sweep) => {
    expect(SWEEP_SCHEMA.safeParse(sweep).success).toBe(true);
  });

  it.each([
    { parameters: { a: [] } },
    { parameters: { a: 1 } },
    { parameters: { a: { from: 1 } } },
    { parameters: { a: { from: 1, to: 2, step: "x" } } },
    { parameters: { a: { from: 1, to: 2, steps: 3 } } },
    { points: [] },
    { points: 0 },
    { replications: 0 },
    { replications: 10_001 },
    { precision: 5 },
    { precision: "five" },
    { confidence: 1 },
    { design: "sobol" },
    { paired: [{ a: 1 }] },
    { nested: [{ parameters: {} }] },
  ])("may not be %j", (sweep) => {
    expect(SWEEP_SCHEMA.safeParse(sweep).success).toBe(false);
  });
});
