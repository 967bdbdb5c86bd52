// Which figures a table has room for.

import { describe, expect, it } from "vitest";

import { figuresThatFit } from "../../../../src/report/sweep/csv/figures-that-fit.ts";

import { madeSweep } from "../made-sweep.ts";

describe("figures of a table", () => {
  it("are all if there is room for all rows, else the headline ones", () => {
    expect(figuresThatFit(madeSweep(), 12, 84)).toHaveLength(7);
    expect(figuresThatFit(madeSweep(), 12, 83).map(({ column }) => column)).toEqual([0, 1, 2, 3, 4]);
  });
});
