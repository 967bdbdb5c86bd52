// Parameters that cannot both be set.

import { describe, expect, it } from "vitest";

import { readSweepText, toldOf } from "./written-sweep.ts";

describe("parameters of which one is a part of the other", () => {
  it("may be at different points: in two nestings", () => {
    const sweep = `    parameters: { horizon: [1h, 2h] }
    nested:
      - { when: { horizon: 1h }, parameters: { "workloads[0].arrival": [at-start] } }
      - { when: { horizon: 2h }, parameters: { "workloads[shop].arrival": [listed] } }
`;
    expect(toldOf(readSweepText(sweep))).toEqual([]);
  });

  it("are told where a nested one repeats one that always varies", () => {
    const sweep = `    parameters: { horizon: [1h, 2h] }
    nested:
      - { when: { horizon: 1h }, parameters: { horizon: [3h] } }
      - { when: { horizon: 2h }, parameters: { horizon: [4h] } }
`;
    expect(toldOf(readSweepText(sweep))).toEqual(["overlapping-parameters 9:3 horizon is varied twice"]);
  });
});
