// What is wrong with the answers of a user's plugin.

import { describe, expect, it } from "vitest";

import {
  finalScoreProblem,
  postFilterProblem,
  preFilterProblem,
  preScoreProblem,
  rawScoreProblem,
  shown,
  signatureProblem,
  statusProblem,
  VERDICTS,
} from "../../../src/scheduling/own-plugins/answer-problems.ts";
import { failure, SUCCESS, unschedulable } from "../../../src/scheduling/framework/status.ts";

describe("a status", () => {
  it("has a code that may be there, and reasons", () => {
    for (const status of [SUCCESS, unschedulable("full"), failure("broken")]) {
      expect(statusProblem(status, VERDICTS)).toBeUndefined();
    }
  });

  it.each([
    [true, "true, not a status"],
    [undefined, "undefined, not a status"],
    [{ code: "OK", reasons: [] }, 'the code "OK", not one of Success, Error'],
    [{ code: "Skip", reasons: [] }, 'the code "Skip" where only Success, Error'],
    [{ code: "Unschedulable", reasons: "full" }, 'the reasons "full", not a list of texts'],
    [{ code: "Unschedulable", reasons: [] }, '"Unschedulable" without a reason'],
  ])("is not %j", (answer, words) => {
    expect(statusProblem(answer, VERDICTS)).toContain(words);
  });
});

describe("an outcome", () => {
  it("of preFilter skips, refuses, or hands on a state, perhaps with the names of nodes", () => {
    const ready = { kind: "ready", state: 1 };
    expect(preFilterProblem({ kind: "skip" })).toBeUndefined();
    expect(preFilterProblem({ kind: "rejected", status: unschedulable("no") })).toBeUndefined();
    expect(preFilterProblem({ ...ready, nodeNames: new Set(["a"]) })).toBeUndefined();
    expect(preFilterProblem({ ...ready, nodeNames: ["a"] })).toContain('["a"] as nodeNames, not a Set');
    expect(preFilterProblem({ kind: "rejected", status: SUCCESS })).toContain('the code "Success" where only Error');
    expect(preFilterProblem({ kind: "done" })).toContain('the kind "done"');
    expect(preFilterProblem(null)).toContain("null, not");
  });

  it("of preScore skips, fails, or hands on a state", () => {
    expect(preScoreProblem({ kind: "failed", status: failure("no") })).toBeUndefined();
    expect(preScoreProblem({ kind: "skip" })).toBeUndefined();
    expect(preScoreProblem({ kind: "failed" })).toContain("undefined, not a status");
    expect(preScoreProblem(7)).toContain("7, not");
  });

  it("of postFilter has a code, a message and a nomination", () => {
    const outcome = { code: "Unschedulable", message: "no", nomination: { kind: "keep" } };
    expect(postFilterProblem(outcome)).toBeUndefined();
    expect(postFilterProblem({ ...outcome, code: "Skip" })).toContain('the code "Skip"');
    expect(postFilterProblem({ ...outcome, message: undefined })).toContain("the message undefined");
    expect(postFilterProblem({ ...outcome, nomination: "keep" })).toContain('the nomination "keep"');
    expect(postFilterProblem(undefined)).toContain("undefined, not");
  });
});

describe("a score", () => {
  it("is a whole number from 0 to 100 in the end, and any finite one before it is normalised", () => {
    expect([0, 50, 100].map(finalScoreProblem)).toEqual([undefined, undefined, undefined]);
    expect([-1, 101, 1.5, Number.NaN].map(finalScoreProblem)).toEqual([
      "-1, not a whole number from 0 to 100",
      "101, not a whole number from 0 to 100",
      "1.5, not a whole number from 0 to 100",
      "NaN, not a whole number from 0 to 100",
    ]);
    expect([-1e9, 1.5].map(rawScoreProblem)).toEqual([undefined, undefined]);
    expect([Number.POSITIVE_INFINITY, "7"].map(rawScoreProblem)).toEqual([
      "Infinity, not a finite number",
      '"7", not a finite number',
    ]);
  });
});

describe("a signature", () => {
  it("is a text, or missing", () => {
    expect([signatureProblem("a"), signatureProblem(undefined)]).toEqual([undefined, undefined]);
    expect(signatureProblem(3)).toBe("3, not a text or undefined");
  });
});

describe("a value", () => {
  it("is shown in few words, whatever it is", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    expect(shown(Promise.resolve(SUCCESS))).toBe("a Promise (plugins answer at once)");
    expect([shown(circle), shown(() => 1), shown(Symbol("s")), shown("x".repeat(99)).length]).toEqual([
      "an object",
      "a function",
      "Symbol(s)",
      61,
    ]);
  });
});
