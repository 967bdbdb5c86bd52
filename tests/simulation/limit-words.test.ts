// Figures in sentences.

import { expect, it } from "vitest";

import { percentText, spanText } from "../../src/simulation/limit-words.ts";

it("shares are not called nothing or all unless they are", () => {
  expect([0, 0.0001, 0.1234, 0.9999, 1].map(percentText)).toEqual(["0.0%", "<0.1%", "12.3%", ">99.9%", "100.0%"]);
});

it("spans stand in the two largest units", () => {
  expect([0.25, 2.14, 45, 300, 315, 3600, 7530].map(spanText)).toEqual([
    "250ms",
    "2.1s",
    "45s",
    "5m",
    "5m 15s",
    "1h",
    "2h 5m",
  ]);
});
