// Values held against what may stand at their paths.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { AssignmentPlaces } from "../../../src/scenario/sweep/assignment-places.ts";
import { ValueChecker } from "../../../src/scenario/sweep/value-checker.ts";
import { sweepDocument } from "./written-sweep.ts";

const HORIZON = "    parameters: { horizon: [2h] }\n";
const PLACE = {
  kind: "document",
  key: ["spec", "sweep", "parameters", "horizon"],
  value: ["spec", "sweep", "parameters", "horizon", 0],
} as const;

describe("a value of a sweep", () => {
  it("is judged once", () => {
    const sink = new DiagnosticSink();
    const checker = new ValueChecker(sweepDocument(HORIZON), new AssignmentPlaces(), sink);
    const wrong = { path: "horizon", value: 7 };
    expect([checker.accepts(wrong, PLACE), checker.accepts(wrong, PLACE)]).toEqual([false, false]);
    expect(checker.accepts({ path: "horizon", value: "2h" }, PLACE)).toBe(true);
    expect(sink.all).toMatchObject([{ position: { line: 10, column: 29 }, path: "spec.horizon" }]);
  });

  it("answers for what is missing beside it", () => {
    const sink = new DiagnosticSink();
    const checker = new ValueChecker(sweepDocument(HORIZON), new AssignmentPlaces(), sink);
    expect(checker.accepts({ path: "cluster.trace.nodes", value: "a.csv" }, PLACE)).toBe(false);
    expect(sink.all[0]).toMatchObject({ position: { line: 10, column: 29 } });
  });
});
