// Every point equally often.

import { expect, it } from "vitest";

import { fixedReplications } from "../../../src/experiment/execution/fixed-replications.ts";

import { finishedRun } from "../made-runs.ts";

it("asks for the same number of runs of each point, whatever they gave", () => {
  const rule = fixedReplications(3);
  expect(rule.wanted([[], []])).toEqual([3, 3]);
  expect(rule.wanted([[finishedRun(0, 0, {})], []])).toEqual([3, 3]);
});
