// The seats of priority levels.

import { describe, expect, it } from "vitest";

import { seatLimits, type LimitedLevel, type PriorityLevel } from "../../../src/model/flow-control/priority-levels.ts";

function limited(name: string, nominalConcurrencyShares: number, rest: Partial<LimitedLevel> = {}): PriorityLevel {
  const limitResponse = { type: "Reject" };
  return { name, type: "Limited", limited: { nominalConcurrencyShares, limitResponse, ...rest } };
}

describe("seats of priority levels", () => {
  it("go by shares, rounded up, with the mandatory levels added", () => {
    expect(Object.fromEntries(seatLimits([limited("a", 75)], 801))).toEqual({
      a: { nominal: 751, lower: 751, upper: 1_552 },
      "catch-all": { nominal: 51, lower: 51, upper: 852 },
      exempt: { nominal: 0, lower: 0, upper: 801 },
    });
  });

  it("are lent and borrowed by percentages", () => {
    const levels = [limited("a", 75, { lendablePercent: 33, borrowingLimitPercent: 50 })];
    expect(seatLimits(levels, 801).get("a")).toEqual({ nominal: 751, lower: 503, upper: 1_127 });
  });

  it("of the mandatory levels can be given otherwise", () => {
    const exempt: PriorityLevel = {
      name: "exempt",
      type: "Exempt",
      exempt: { nominalConcurrencyShares: 10, lendablePercent: 50 },
    };
    expect(Object.fromEntries(seatLimits([exempt, limited("catch-all", 10)], 100))).toEqual({
      exempt: { nominal: 50, lower: 25, upper: 150 },
      "catch-all": { nominal: 50, lower: 50, upper: 150 },
    });
  });

  it.each([
    ["a limited level without its part", { name: "a", type: "Limited" }],
    ["an exempt level of another name", { name: "a", type: "Exempt", exempt: {} }],
    ["a limited level named exempt", { ...limited("exempt", 5), type: "Exempt" }],
    ["a rejecting level with queues", limited("a", 5, { limitResponse: { type: "Reject", queuing: queues(64, 6) } })],
    ["a queuing level without queues", limited("a", 5, { limitResponse: { type: "Queue" } })],
    ["a hand that needs too much hash", limited("a", 5, { limitResponse: { type: "Queue", queuing: queues(128, 9) } })],
  ])("are not given to %s", (_name, level) => {
    expect(Object.fromEntries(seatLimits([level], 100))).toEqual(Object.fromEntries(seatLimits([], 100)));
  });

  it("are given to levels with queues", () => {
    const level = limited("a", 15, { limitResponse: { type: "Queue", queuing: queues(64, 6) } });
    expect(seatLimits([level], 100).get("a")).toEqual({ nominal: 75, lower: 75, upper: 175 });
  });
});

function queues(count: number, handSize: number): { queues: number; handSize: number; queueLengthLimit: number } {
  return { queues: count, handSize, queueLengthLimit: 50 };
}
