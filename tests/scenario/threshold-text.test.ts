// Promises as text: those that can be read, and what is said of the others.

import { describe, expect, it } from "vitest";

import { parseThreshold } from "../../src/scenario/threshold-text.ts";

describe("promises", () => {
  it.each<[string, object]>([
    [
      "scheduler_pod_scheduling_sli_duration_seconds p(99) < 5",
      {
        metric: "scheduler_pod_scheduling_sli_duration_seconds",
        labels: {},
        aggregation: { kind: "percentile", percent: 99 },
        operator: "<",
        limit: 5,
      },
    ],
    [
      "pending_pods{queue=unschedulable} value == 0",
      {
        metric: "pending_pods",
        labels: { queue: "unschedulable" },
        aggregation: { kind: "value" },
        operator: "==",
        limit: 0,
      },
    ],
    [
      'm{a=b, c="d, e"}max>=1e3',
      { labels: { a: "b", c: "d, e" }, aggregation: { kind: "max" }, operator: ">=", limit: 1000 },
    ],
    ["  m p( 99.9 ) != -0.5 ", { aggregation: { kind: "percentile", percent: 99.9 }, operator: "!=", limit: -0.5 }],
    ["m{} count > .5", { labels: {}, aggregation: { kind: "count" }, limit: 0.5 }],
    ["m{kind=problem} mean <= 1", { labels: { kind: "problem" } }],
  ])("%s", (text, threshold) => {
    expect(parseThreshold(text)).toMatchObject({ ...threshold, text });
  });

  it.each<[string, string, string | undefined]>([
    ["", "names no metric", undefined],
    ["m", "which figure", undefined],
    ["m p(99)", "no comparison", undefined],
    ["m p(99) = 5", "= is no comparison", "=="],
    ["m p(99) =< 5", "=< is no comparison", undefined],
    ["m p(99) <", "no limit", undefined],
    ["m p(99) < 5s", "5s is no number", "5"],
    ["m p(99) < 250ms", "250ms is no number", "0.25"],
    ["m p(99) < NaN", "NaN is no number", undefined],
    ["m p(99) < 1e999", "1e999 is no number", undefined],
    ["m p(101) < 5", "no percentile", undefined],
    ["m p() < 5", "no percentile", undefined],
    ["m p99 < 5", "p99 is no figure", "p(99)"],
    ["m avg < 5", "avg is no figure", "mean"],
    ["m med < 5", "med is no figure", "p(50)"],
    ["m rate < 5", "rate is no figure", "value"],
    ["m value < 90%", "90% is no number", "0.9"],
    ["m maxx < 5", "maxx is no figure", "max"],
    ["m value(3) < 5", "value(3) is no figure", "value"],
    ["m{a value < 5", "not closed", undefined],
    ["m{a} value < 5", "a is no label", undefined],
    ["m{a=b=c} value < 5", "no label", undefined],
  ])("%s is none: %s", (text, message, suggestion) => {
    const problem = parseThreshold(text);
    expect(problem).toMatchObject({ kind: "problem", message: expect.stringContaining(message) as string });
    expect("suggestion" in problem ? problem.suggestion : undefined).toBe(suggestion);
  });
});
