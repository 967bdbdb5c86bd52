// When the controllers of a scenario run.

import { describe, expect, it } from "vitest";

import type { CheckedScenario } from "../../src/scenario/checked-scenario.ts";
import { workloadReadingOf } from "../../src/scenario/workload-reading.ts";

function readingOf(spec: object): string {
  return workloadReadingOf({ options: { spec: { cluster: {}, ...spec } } } as CheckedScenario);
}

describe("workload objects are read", () => {
  it("as the scenario says", () => {
    expect([readingOf({ controllers: "simulated" }), readingOf({ controllers: "expanded", faults: [] })]).toEqual([
      "controlled",
      "expanded",
    ]);
  });

  it("for controllers where something happens to the cluster, and else as their first pods", () => {
    const fields = ["faults", "actions", "load", "metrics", "controllerManager"];
    for (const field of fields) expect(readingOf({ [field]: [] })).toBe("controlled");
    const poolsOf = (pool: object) => ({ cluster: { nodePools: [pool] } });
    expect(readingOf(poolsOf({ growth: { max: 3, delay: "3m" } }))).toBe("controlled");
    expect(readingOf(poolsOf({}))).toBe("expanded");
    expect(readingOf({})).toBe("expanded");
  });
});
