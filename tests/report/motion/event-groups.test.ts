// Events put together by reason.

import { expect, it } from "vitest";

import { eventGroups } from "../../../src/report/motion/event-groups.ts";

import { sampleResult } from "../sample-result.ts";
import { resultInMotion } from "./sample-motion.ts";

it("groups of events stand with warnings first, counted over their objects", () => {
  const groups = eventGroups(resultInMotion());
  expect(groups.map(({ reason, count, objects }) => [reason, count, objects])).toEqual([
    ["NodeNotReady", 1, 1],
    ["SuccessfulCreate", 23, 2],
  ]);
  expect(groups[1]).toMatchObject({ firstSeconds: 0.25, lastSeconds: 500, object: "shop/web-1" });
});

it("there are none where no controllers ran", () => {
  expect(eventGroups(sampleResult())).toEqual([]);
});
