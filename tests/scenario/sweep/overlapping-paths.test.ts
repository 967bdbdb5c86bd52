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

  it("are told where two nestings can hold at the same point", () => {
    const sweep = `    parameters: { horizon: [1h, 2h], kubernetes: [1.33, 1.34] }
    nested:
      - { when: { horizon: 1h }, parameters: { "workloads[0].arrival": [at-start] } }
      - { when: { kubernetes: 1.33 }, parameters: { "workloads[shop].arrival": [listed] } }
`;
    expect(toldOf(readSweepText(sweep)).map((text) => text.replace(/ \d+:\d+/, ""))).toEqual([
      "overlapping-parameters workloads[shop].arrival is varied twice",
    ]);
  });

  it("may be in two nestings of values that never come together", () => {
    const sweep = `    paired: [{ horizon: [1h, 2h], kubernetes: [1.33, 1.34] }]
    nested:
      - { when: { horizon: 1h }, parameters: { "workloads[0].arrival": [at-start] } }
      - { when: { kubernetes: 1.34 }, parameters: { "workloads[shop].arrival": [listed] } }
`;
    expect(toldOf(readSweepText(sweep))).toEqual([]);
  });
});
