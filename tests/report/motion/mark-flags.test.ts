// Flags on a chart: their texts, their lanes, and that no two texts lie over one another.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { NARROW_CHART, WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { flagsOf, marksOf } from "../../../src/report/motion/mark-flags.ts";

import { SAMPLE_MOTION } from "./sample-motion.ts";

const textsOf = (marks: readonly (readonly [number, string])[], end = 1_000): readonly string[] =>
  flagsOf(
    marks.map(([atSeconds, text]) => ({ atSeconds, text })),
    end,
    WIDE_CHART,
  ).map(({ text }) => text);

describe("marks", () => {
  it("of other workloads' rollouts are left out", () => {
    const kept = marksOf(SAMPLE_MOTION.availability.marks, "web").map(({ text }) => text);
    expect(kept).toContain("rollout of web begins");
    expect(kept).not.toContain("rollout of other begins");
    expect(kept).toHaveLength(7);
  });

  it("that begin and end at once are named alone, and a failure is told", () => {
    expect(
      textsOf([
        [100, "scale begins"],
        [100, "scale ends"],
      ]),
    ).toEqual(["scale"]);
    expect(
      textsOf([
        [100, "drain begins"],
        [100, "drain fails"],
      ]),
    ).toEqual(["drain fails"]);
  });

  it("that only end something have a rule without a text", () => {
    const [first, second] = flagsOf(
      [
        { atSeconds: 100, text: "zoneOutage begins" },
        { atSeconds: 300, text: "zoneOutage ends" },
      ],
      1_000,
      WIDE_CHART,
    );
    expect(first).toMatchObject({ text: "zoneOutage", lane: 0 });
    expect(second).toMatchObject({ text: "", lane: null });
  });

  it("name a node where it is the only one", () => {
    expect(textsOf([[100, "nodeCrash begins a-1"]])).toEqual(["nodeCrash a-1"]);
    expect(textsOf([[100, "zoneOutage begins a-1 a-2"]])).toEqual(["zoneOutage"]);
  });

  it("that stand near share a flag, with all of them where there is room", () => {
    const near = [
      [100, "one begins"],
      [101, "another one begins"],
      [300, "far begins"],
    ] as const;
    expect(textsOf(near)).toEqual(["one, another one", "far"]);
    expect(textsOf(near.map(([at, text]) => [at + 700, text]))[0]).toBe("one, +1");
  });

  it("near the end of a chart stand to the left of their rule", () => {
    const [flag] = flagsOf([{ atSeconds: 990, text: "a long name of an action begins" }], 1_000, WIDE_CHART);
    expect(flag).toMatchObject({ side: "left", lane: 0 });
  });
});

it("texts of one lane never lie over one another, however many marks there are", () => {
  const marks = fc.array(
    fc.record({ atSeconds: fc.nat(1_000), text: fc.constantFrom("a begins", "crash begins n-1", "a longer one ends") }),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(marks, fc.constantFrom(WIDE_CHART, NARROW_CHART), (drawn, size) => {
      const flags = flagsOf(drawn, 1_000, size);
      const letter = 0.56 * (size.fontSize - 1);
      const extents = flags
        .filter(({ lane }) => lane !== null)
        .map(({ atSeconds, text, lane, side }) => {
          const x = (atSeconds / 1_000) * (size.width - 62);
          const from = side === "right" ? x : x - text.length * letter;
          return { lane, from, to: from + text.length * letter };
        });
      for (const one of extents) {
        const others = extents.filter((other) => other !== one && other.lane === one.lane);
        expect(others.filter(({ from, to }) => from < one.to && one.from < to)).toEqual([]);
      }
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("a run without length has flags all the same", () => {
  expect(flagsOf([{ atSeconds: 0, text: "scale begins" }], 0, WIDE_CHART)).toHaveLength(1);
});
