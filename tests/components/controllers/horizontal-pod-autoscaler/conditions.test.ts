// Conditions: each type once, and a moment only where the status turned.

import { expect, it } from "vitest";

import {
  isTrue,
  withCondition,
  withoutCondition,
  type Conditions,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/conditions.ts";

const CLOCK = { nowUs: 5, timestampAt: (us: number) => `+${us}` };
const YES = { status: "True", reason: "Fine", message: "it is" } as const;
const ABLE: Conditions = [{ type: "Able", lastTransitionTime: "+1", ...YES }];

it("keeps the moment while the status stays, and the list while all stays", () => {
  expect(withCondition(ABLE, "Able", YES, CLOCK)).toBe(ABLE);
  expect(withCondition(ABLE, "Able", { ...YES, reason: "Better" }, CLOCK)).toEqual([{ ...ABLE[0], reason: "Better" }]);
  expect(withCondition(ABLE, "Able", { ...YES, status: "False" }, CLOCK)).toEqual([
    { ...ABLE[0], status: "False", lastTransitionTime: "+5" },
  ]);
});

it("puts a new type behind the others, and takes one away", () => {
  const both = withCondition(ABLE, "Active", YES, CLOCK);
  expect(both.map(({ type, lastTransitionTime }) => [type, lastTransitionTime])).toEqual([
    ["Able", "+1"],
    ["Active", "+5"],
  ]);
  expect(withoutCondition(both, "Able")).toEqual([both[1]]);
  expect(withoutCondition(ABLE, "Active")).toBe(ABLE);
  expect([isTrue(both, "Active"), isTrue(both, "Limited")]).toEqual([true, false]);
});
