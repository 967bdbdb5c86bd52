// Coefficients and what a scenario makes of them.

import { describe, expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

describe("coefficients", () => {
  it("are all in the plan, each with unit and source", () => {
    const { plan } = load({ "s.yaml": scenario() });
    expect(plan?.coefficients.length).toBeGreaterThan(0);
    for (const { name, value, unit, source } of plan?.coefficients ?? []) {
      expect(name).toMatch(/^[a-z][a-zA-Z]*\.[a-zA-Z0-9]+$/);
      expect(Number.isFinite(value) && unit !== "" && source !== "", name).toBe(true);
    }
  });

  it("can be replaced by name, and then say so", () => {
    const [first] = load({ "s.yaml": scenario() }).plan?.coefficients ?? [];
    const { plan } = load({ "s.yaml": scenario(`  coefficients: { ${first!.name}: 7 }\n`) });
    expect(plan?.coefficients[0]).toMatchObject({ name: first!.name, value: 7, unit: first!.unit });
    expect(plan?.coefficients[0]?.source).toContain("set in the scenario");
    expect(plan?.coefficients[0]?.source).toContain(first!.source);
  });

  it.each<[string, number]>([
    ["{ kubelet.podStartMedianSeconds: 300 }", 7],
    ["{ kubelet.podStartMedianSeconds: 0 }", 7],
    ["{ kubelet.podStartP99Seconds: 0.5 }", 7],
    ["{ apiServer.bindP99Us: 1e6 }", 7],
    ["{ scheduler.cycleFixedUs: 4e9 }", 7],
  ])("that contradict each other or leave their range are refused: %s", (coefficients, line) => {
    const { errors } = load({ "s.yaml": scenario(`  coefficients: ${coefficients}\n`) });
    expect(errors).toMatchObject([{ code: "out-of-range", position: { line } }]);
  });

  it("of other names are refused with the nearest one", () => {
    const { errors } = load({ "s.yaml": scenario("  coefficients:\n    scheduler.cycleFixedUS: 7\n") });
    expect(errors).toMatchObject([
      { code: "unknown-coefficient", suggestion: "scheduler.cycleFixedUs", position: { line: 8, column: 5 } },
    ]);
  });
});
