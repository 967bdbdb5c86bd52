// What all outputs of a backtest say.

import { describe, expect, it } from "vitest";

import {
  costAmount,
  countText,
  differenceText,
  doubtsOf,
  groundsOf,
  mostRuns,
  recommendation,
  shareText,
  withReach,
} from "../../../src/report/backtest/backtest-readings.ts";

import { meanInterval } from "../../../src/experiment/statistics/mean-interval.ts";
import type { Interval } from "../../../src/experiment/sweep-result.ts";
import { formatSeconds } from "../../../src/report/human-numbers.ts";

import { backtestOf, near } from "../../experiment/backtest/made-backtest.ts";
import { backtestResult } from "./made-backtest-result.ts";

describe("the recommendation", () => {
  it("names the cheapest that keeps the promise, and what it saves", () => {
    const found = backtestOf({ current: near(0.002, 20), lean: near(0.006, 10) });
    expect(recommendation(found, 5)).toBe(
      "take lean: 0.6% of its requests miss 300ms, at 5.00 CPU-hours, 50.0% less than now; nothing cheaper keeps misses at 1.0% or below (95.0% confidence)",
    );
    expect(recommendation(found, 1)).toContain("nothing is known of chance");
  });

  it("says when the seeds do not suffice", () => {
    const wide = { missed: [0, 0.02, 0.001, 0.018, 0.009], podHours: [5, 5, 5, 5, 5] };
    expect(recommendation(backtestOf({ current: near(0.002, 20), wide }), 5)).toMatch(
      /^take current for now: .*more seeds/,
    );
    expect(recommendation(backtestOf({ wide }), 5)).toMatch(/^the seeds do not suffice: wide is the cheapest/);
  });

  it("says when nothing keeps the promise", () => {
    const none = backtestOf({ current: near(0.2, 20) }, { costUnit: "currency" });
    expect(recommendation(none, 5)).toMatch(
      /^no setting keeps misses at 1.0% or below.* the fewest has current: .*a cost of 10.0$/,
    );
  });
});

describe("figures of a backtest", () => {
  it("have as many digits as tell them from nothing", () => {
    expect([0, 0.0000001, 0.00123, 0.012, 0.5].map(shareText)).toEqual(["0.0%", "<0.001%", "0.12%", "1.2%", "50.0%"]);
    expect([0.123, 12.34, 12345].map(costAmount)).toEqual(["0.12", "12.3", "12,345"]);
    expect([0.0278, -0.0041, 0, 2e-9].map(costAmount)).toEqual(["0.028", "-0.0041", "0.00", "0.000000"]);
    expect([1.25, 12.6].map(countText)).toEqual(["1.3", "13"]);
  });

  it("have a reach where it is known, and a word where they are compared", () => {
    const found = backtestOf({ current: near(0.1, 20), other: near(0.1, 10) });
    const { figures, against } = found.settings[1]!;
    expect(withReach(figures.cost, costAmount)).toMatch(/^5\.00 ±0\.\d\d$/);
    expect(withReach(null, costAmount)).toBe("–");
    expect(differenceText(against!.cost, costAmount)).toBe("-5.00 (better)");
    expect(differenceText(undefined, costAmount)).toBe("–");
  });

  it("have a reach in the same unit and digits, or none where it is less than the last of them", () => {
    const around = (estimate: number, reach: number): Interval => {
      return { estimate, low: estimate - reach, high: estimate + reach, confidence: 0.95, count: 5, method: "t" };
    };
    expect(withReach(around(0.0747, 0.000024), formatSeconds)).toBe("74.7ms");
    expect(withReach(around(0.148, 0.00289), formatSeconds)).toBe("148ms ±3ms");
    expect(withReach(around(81.7, 0.73), costAmount)).toBe("81.7 ±0.7");
    expect(withReach(around(12345, 67.8), costAmount)).toBe("12,345 ±68");
    expect(withReach(around(0.0016, 0.00008), shareText)).toBe("0.16% ±0.01%");
    expect(withReach(around(96, 0), costAmount)).toBe("96.0");
    expect(withReach(around(0, 0.5), countText)).toBe("0 ±0.5");
    expect(withReach(around(0, 0.000001), shareText)).toBe("0.0%");
    expect(withReach(around(0.000001, 0.0000001), shareText)).toBe("<0.001%");
    expect(withReach(around(3 * 3600, 600), formatSeconds)).toBe("3h ±10m");
    expect(withReach(around(5, Infinity), countText)).toBe("5");
  });

  it("rest on what was taken for granted", () => {
    const [answered, runs, ...taken] = groundsOf(
      backtestOf({ current: near(0.1, 20) }),
      "5 replications of each point",
    );
    expect(answered).toContain("requests that were answered");
    expect(runs).toContain("5 replications of each setting");
    expect(runs).toContain("CPU-hours");
    expect(taken).toEqual(["a request takes 20ms of CPU time"]);
    expect(mostRuns([{ finished: 2 }, { finished: 5 }])).toBe(5);
  });
});

describe("the doubts of a backtest", () => {
  const result = backtestResult();
  const backtest = result.backtest!;
  const below = (seconds: number) => {
    const settings = backtest.settings.map((setting, place) => {
      const belowDesired = meanInterval([place === 1 ? seconds : 0], 0.95);
      return { ...setting, figures: { ...setting.figures, belowDesired } };
    });
    return doubtsOf({ ...result, backtest: { ...backtest, settings } });
  };

  it("tell of pods that were asked for and never came, which are counted as if they had", () => {
    expect(below(backtest.seconds / 2)).toEqual([
      "of target = 80 fewer pods than asked for were ready in 50.0% of the time (a quota, no room, slow starts): hours and cost count what was asked for",
    ]);
  });

  it("are none where pods only take their time to start", () => {
    expect(below(backtest.seconds / 20)).toEqual([]);
  });
});

describe("misses by intervals", () => {
  const doubts = (misses: number, terms: object): readonly string[] => {
    const backtest = backtestOf({ current: near(misses, 20), other: near(0.2, 10) }, terms);
    return doubtsOf({ backtest, points: [] }).filter((doubt) => doubt.includes("exact"));
  };

  it("are doubted where they are close to what may miss", () => {
    expect(doubts(0.008, { isByIntervals: true })).toEqual([
      "by intervals misses may be up to 30.0% too few, and here some lie close to 1.0%: --load-mode exact tells",
    ]);
  });

  it("are not where they are far from it, or known one by one", () => {
    expect(doubts(0.002, { isByIntervals: true })).toEqual([]);
    expect(doubts(0.008, {})).toEqual([]);
  });
});
