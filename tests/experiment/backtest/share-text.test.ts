// Shares as texts.

import { expect, it } from "vitest";

import { shareOf, shareText, wholeShareDoubt } from "../../../src/experiment/backtest/share-text.ts";

it("shares are percent or parts of one", () => {
  expect(["5%", "0.05", 0.05, ".5", "120%"].map(shareOf)).toEqual([0.05, 0.05, 0.05, 0.5, 1.2]);
  expect(["", "%", "-1", "5 %", null].map(shareOf)).toEqual(Array(5).fill(undefined));
  expect([0.05, 0.333, 1].map(shareText)).toEqual(["5%", "33.3%", "100%"]);
});

it("a share of 1 or more is in doubt where no percent sign says that it is meant", () => {
  expect([5, "1", "500%", 0.99, "x"].map(wholeShareDoubt)).toEqual([
    "5 is taken for 500%",
    "1 is taken for 100%",
    undefined,
    undefined,
    undefined,
  ]);
});
