// Laws of spans of time as scenarios write them.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../src/base/random/distribution.ts";
import { mean, variance } from "../../src/base/random/moments.ts";
import { RandomStreams } from "../../src/base/random/random-streams.ts";
import { parseDuration } from "../../src/environment/duration-text.ts";
import { drawSpan, lawOption, readLaw, type LawOption } from "../../src/environment/laws.ts";

const HOUR_US = 3600e6;

function read(option: LawOption, plainKind: "constant" | "exponential" = "constant") {
  const told: string[] = [];
  const law = readLaw(option, plainKind, ["repair"], {
    spanOf: (text) => parseDuration(text)!,
    report: (path, { message }) => told.push(`${path.join(".")}: ${message}`),
  });
  return { law, told };
}

describe("a law", () => {
  it("is what a span by itself means in its place", () => {
    expect(read("1h").law).toEqual({ kind: "constant", value: HOUR_US });
    expect(read("1h", "exponential").law).toEqual({ kind: "exponential", mean: HOUR_US });
  });

  it.each<LawOption>([
    { distribution: "constant", value: "1h" },
    { distribution: "exponential", mean: "1h" },
    { distribution: "weibull", mean: "1h", shape: 0.7 },
    { distribution: "weibull", mean: "1h", shape: 3 },
    { distribution: "lognormal", mean: "1h", cv: 1.5 },
    { distribution: "empirical", values: ["90m", "30m"] },
  ])("has the mean that is written: %o", (option) => {
    expect(mean(read(option).law) / HOUR_US).toBeCloseTo(1, 9);
  });

  it("has the written coefficient of variation, if it is lognormal", () => {
    const { law } = read({ distribution: "lognormal", mean: "1h", cv: 1.5 });
    expect(Math.sqrt(variance(law)) / mean(law)).toBeCloseTo(1.5, 9);
  });

  it("takes measured spans in any order", () => {
    const { law } = read({ distribution: "empirical", values: ["3s", "1s", "2s"] });
    expect(law).toEqual({ kind: "empirical", fractions: [0, 0.5, 1], values: [1e6, 2e6, 3e6] });
  });

  it("needs time to pass", () => {
    expect(read("0s").told).toEqual(["repair: a law of time needs more than no time"]);
    expect(read({ distribution: "empirical", values: ["1s", "0s"] }).told).toEqual([
      "repair.values.1: a law of time needs more than no time",
    ]);
  });

  it("is drawn in whole microseconds, from one to a hundred years", () => {
    const source = new RandomStreams("1").stream("laws");
    const wild: Distribution = { kind: "pareto", shape: 0.01, minimum: 1 };
    const drawn = Array.from({ length: 100 }, () => drawSpan(wild, source));
    expect(Math.max(...drawn)).toBe(3_155_760_000_000_000);
    expect(drawn.every((us) => Number.isSafeInteger(us) && us >= 1)).toBe(true);
    expect(drawSpan({ kind: "constant", value: 0.001 }, source)).toBe(1);
  });

  it("is described where it is asked for", () => {
    const option = lawOption("How long", "always the same");
    expect(option.meta()?.["description"]).toContain("How long: a duration such as 90s");
    expect(option.safeParse({ distribution: "weibull", mean: "1h" }).success).toBe(false);
    expect(option.safeParse("-5s").success).toBe(false);
  });
});
