// What is said of a search, in one sentence.

import { describe, expect, it } from "vitest";

import {
  assumedSentence,
  judgedSentence,
  lineOutcome,
  lineSentence,
  thresholdTitle,
} from "../../../src/report/line/line-readings.ts";

import { lineResult, mixResult } from "./made-line.ts";

const BREAKS = "scheduler_pod_scheduling_sli_duration_seconds p(99) < 0.5";

function said(...terms: Parameters<typeof lineResult>): string {
  const result = lineResult(...terms);
  return lineSentence(result, result.line!);
}

describe("the sentence of a search", () => {
  it.each([
    [{ kind: "found" }, {}, "general needs 12 nodes, and 8 are too few (95.0% confidence); below, "],
    [{ kind: "wide" }, {}, "general needs at most 12 nodes, and 8 are too few"],
    [{ kind: "wide" }, {}, "; what lies between stays open: 40 runs are too few to tell"],
    [
      { kind: "found", holds: 0, breaks: 1 },
      { kind: "most", measure: "arrival", subject: "web" },
      "web carries 8 to 10 pods a second (95.0% confidence); above, ",
    ],
    [
      { kind: "found", holds: 0, breaks: 1 },
      { kind: "most", measure: "amount", unit: "ms" },
      "nodePools[general].count: all thresholds hold up to 8ms, and break at 10ms",
    ],
    [
      { kind: "everywhere", holds: 3, breaks: null, broken: [] },
      { kind: "most" },
      "all thresholds hold up to 16, the end of what was searched (95.0% confidence); the line lies beyond",
    ],
    [
      { kind: "nowhere", holds: null },
      {},
      `no value that was searched holds (95.0% confidence); at 8 ${BREAKS} breaks`,
    ],
    [
      { kind: "contradicted", contradiction: { held: 2, broke: 1 } },
      {},
      "but 12 held where 10, which asks less, broke",
    ],
    [{ kind: "wide", holds: null }, {}, "nothing is known to hold; at 8"],
    [{ kind: "wide", breaks: null, broken: [] }, {}, "all thresholds hold from 12, and nothing is known to break"],
    [{ kind: "wide", holds: null, breaks: null, broken: [] }, {}, "nothing is known to hold or to break"],
    [{ kind: "found" }, { confidence: null }, "(one run of each: nothing is known of chance)"],
  ] as const)("of %j %j says %s", (answer, terms, expected) => {
    expect(said(answer, terms)).toContain(expected);
  });

  it("names the threshold that breaks first as the user wrote it", () => {
    expect(said({ kind: "found" })).toContain(`${BREAKS} breaks first`);
  });

  it.each([
    [
      { kind: "found" },
      "the cheapest mix that is known to hold is small = 12, large = 10, at 12.00 an hour (95.0% confidence); nothing cheaper holds; at small = 8, large = 16",
    ],
    [{ kind: "wide", openFromPrice: 9.5 }, "mixes from 9.50 an hour on were not ruled out"],
    [{ kind: "nowhere", holds: null }, "no mix holds"],
    [{ kind: "everywhere", holds: 0, breaks: null }, "the cheapest mix of all holds: small = 8, large = 16"],
    [{ kind: "wide", holds: null }, "no mix is known to hold"],
  ] as const)("of mixes %j says %s", (answer, expected) => {
    const result = mixResult(answer);
    expect(lineSentence(result, result.line!)).toContain(expected);
  });
});

describe("what stands behind the answer", () => {
  it("says how strictly each judgement was made, and what was assumed", () => {
    const result = lineResult();
    expect(judgedSentence(result, result.line!)).toContain(
      "99.93% confidence, so that all 72 that could be made are right with 95.0%",
    );
    expect(assumedSentence(result.line!)).toBe(
      "4 of 20 values were run; for the others it is assumed that what asks more of the cluster never holds better: nothing that was run contradicts it",
    );
  });

  it("says in words how the search ended", () => {
    const outcomes = (["found", "everywhere", "nowhere", "wide", "contradicted"] as const).map((kind) =>
      lineOutcome(lineResult({ kind }).line!),
    );
    expect(outcomes).toEqual(["passed", "passed", "failed", "inconclusive", "inconclusive"]);
  });

  it("calls a threshold by what it measures, or as it was written", () => {
    const result = lineResult();
    const [threshold] = result.line!.points[0]!.thresholds;
    expect(thresholdTitle(result, threshold!)).toBe("scheduling latency p99 < 500ms");
    expect(thresholdTitle(result, { ...threshold!, threshold: "odd p(98.7) < 1" })).toBe("odd p(98.7) < 1");
  });
});
