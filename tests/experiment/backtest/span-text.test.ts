// Spans of whole seconds as texts.

import { expect, it } from "vitest";

import { spanText } from "../../../src/experiment/backtest/span-text.ts";

it("a span is written in the largest unit in which it is whole", () => {
  expect([0, 45, 60, 90, 300, 3600, 5400].map(spanText)).toEqual(["0s", "45s", "1m", "90s", "5m", "1h", "90m"]);
});
