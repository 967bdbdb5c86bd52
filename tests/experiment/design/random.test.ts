// Points drawn at random.

import { describe, expect, it } from "vitest";

import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { RANDOM } from "../../../src/experiment/design/random.ts";
import { betweenAxis, listedAxis, madeOptions } from "./made-options.ts";

const OPTIONS = madeOptions({
  design: "random",
  axes: [betweenAxis("a", 10, 20), listedAxis("b", "x", "y")],
  drawnPoints: 400,
});

function drawn(seed: string, options = OPTIONS): readonly (readonly unknown[])[] {
  return RANDOM.layOut(options, new RandomStreams(seed)).map((row) => row.map(({ value }) => value));
}

describe("a random design", () => {
  it("draws from the whole of each parameter", () => {
    const rows = drawn("1");
    expect(rows).toHaveLength(400);
    const numbers = rows.map(([a]) => Number(a));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(20);
    const mean = numbers.reduce((sum, value) => sum + value, 0) / 400;
    // Four standard errors of a mean of 400 numbers from 10 to 20.
    expect(Math.abs(mean - 15)).toBeLessThan(0.58);
    expect(rows.filter(([, b]) => b === "x").length).toBeGreaterThan(150);
  });

  it("is the same with the same seed, and another with another", () => {
    expect(drawn("1")).toEqual(drawn("1"));
    expect(drawn("1")).not.toEqual(drawn("2"));
  });

  it("draws a parameter alike whatever else varies", () => {
    const alone = madeOptions({ ...OPTIONS, axes: [OPTIONS.axes[1]!] });
    expect(drawn("1", alone).map(([b]) => b)).toEqual(drawn("1").map(([, b]) => b));
  });
});
