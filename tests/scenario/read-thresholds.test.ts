// Promises in a scenario.

import { describe, expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

describe("the promises of a scenario", () => {
  it("are in the plan, in order", () => {
    const { plan } = load({ "s.yaml": scenario("  thresholds:\n    - a value < 1\n    - b{c=d} p(50) > 2\n") });
    expect(plan?.thresholds.map(({ metric }) => metric)).toEqual(["a", "b"]);
  });

  it("are refused one by one, each with how far it was understood", () => {
    const { errors } = load({ "s.yaml": scenario("  thresholds:\n    - a p99 < 1\n    - b value < 1s\n") });
    expect(errors).toMatchObject([
      {
        code: "bad-threshold",
        position: { line: 8, column: 7 },
        suggestion: "p(99)",
        message: 'p99 is no figure of a metric (after "a")',
      },
      { code: "bad-threshold", position: { line: 9 }, message: '1s is no number (after "b value <")' },
    ]);
  });
});
