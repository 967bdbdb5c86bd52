// Shares as texts.

import { expect, it } from "vitest";

import { shareOf, shareText } from "../../../src/experiment/backtest/share-text.ts";

it("shares are percent or parts of one", () => {
  expect(["5%", "0.05", 0.05, ".5", "120%"].map(shareOf)).toEqual([0.05, 0.05, 0.05, 0.5, 1.2]);
  expect(["", "%", "-1", "5 %", null].map(shareOf)).toEqual(Array(5).fill(undefined));
  expect([0.05, 0.333, 1].map(shareText)).toEqual(["5%", "33.3%", "100%"]);
});
