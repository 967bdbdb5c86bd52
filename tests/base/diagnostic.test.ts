// Gathering what a user is told.

import { describe, expect, it } from "vitest";

import { DiagnosticSink, MAX_MISTAKES, suggestionFor, type Diagnostic } from "../../src/base/diagnostic.ts";

const ODD: Diagnostic = { code: "odd", severity: "warning", message: "an odd thing" };
const WRONG: Diagnostic = { code: "wrong", severity: "error", message: "a wrong thing" };

describe("the sink of diagnostics", () => {
  it("keeps all of them in the order found", () => {
    const sink = new DiagnosticSink();
    sink.report(WRONG);
    sink.report(ODD);
    expect(sink.all).toEqual([WRONG, ODD]);
  });

  it.each(["warning", "not-simulated", "ignored"] as const)("does not stop the run for %s", (severity) => {
    const sink = new DiagnosticSink();
    sink.report({ ...ODD, severity });
    expect(sink.hasErrors).toBe(false);
  });

  it("stops the run for one error among others", () => {
    const sink = new DiagnosticSink();
    sink.report(ODD);
    sink.report(WRONG);
    expect(sink.hasErrors).toBe(true);
  });
});

describe("too many mistakes", () => {
  it("are kept up to the limit, and told to be more", () => {
    const sink = new DiagnosticSink();
    for (let count = 0; count < MAX_MISTAKES; count += 1) sink.report(WRONG);
    expect(sink.all).toHaveLength(MAX_MISTAKES);
    expect(sink.all.at(-1)).toBe(WRONG);
    for (let count = 0; count < 3; count += 1) sink.report(WRONG);
    sink.report(ODD);
    expect(sink.all).toHaveLength(MAX_MISTAKES + 2);
    expect(sink.all.slice(-2)).toMatchObject([{ code: "too-many-mistakes", severity: "error" }, ODD]);
  });
});

describe("a suggestion", () => {
  it("is a property to spread where a name is near, and nothing where none is", () => {
    expect(suggestionFor("sed", ["seed"])).toEqual({ suggestion: "seed" });
    expect(suggestionFor("zzz", ["seed"])).toEqual({});
  });
});
