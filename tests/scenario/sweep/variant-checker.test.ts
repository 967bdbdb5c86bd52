// Variants loaded to hear what is wrong with them.

import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../../src/base/diagnostic.ts";
import { AssignmentPlaces } from "../../../src/scenario/sweep/assignment-places.ts";
import {
  assignmentsOfLevels,
  checkEachLevel,
  VariantChecker,
  type VariantLoader,
} from "../../../src/scenario/sweep/variant-checker.ts";
import { betweenAxis, listedAxis, madeOptions } from "../../experiment/design/made-options.ts";

const WRONG: Diagnostic = { code: "a-b", severity: "error", message: "it is wrong" };
const NOTE: Diagnostic = { code: "c-d", severity: "warning", message: "it is odd" };

/** Every variant is wrong, and odd. */
const LOADER: VariantLoader = {
  loadVariant: (_assignments, sink) => {
    sink.report(WRONG);
    sink.report(NOTE);
    return undefined;
  },
};

describe("a checker of variants", () => {
  it("tells each thing once, mistakes with the point at which they came up", () => {
    const sink = new DiagnosticSink();
    const checker = new VariantChecker(LOADER, new AssignmentPlaces(), sink);
    checker.check([], " (at a = 1)");
    checker.check([], " (at a = 2)");
    expect(sink.all).toEqual([{ ...WRONG, message: "it is wrong (at a = 1)" }, NOTE]);
    expect(checker.failed).toBe(2);
  });

  it("does not repeat what was told before", () => {
    const sink = new DiagnosticSink();
    sink.report(NOTE);
    new VariantChecker(LOADER, new AssignmentPlaces(), sink).check([], "");
    expect(sink.all).toEqual([NOTE, WRONG]);
  });

  it("tries each level by itself, and not without end", () => {
    const tried: unknown[] = [];
    const loader: VariantLoader = {
      loadVariant: (assignments) => {
        tried.push(assignments);
        return undefined;
      },
    };
    const levels = Array.from({ length: 5_000 }, (_, level) => level);
    const axes = [listedAxis("b", "x"), listedAxis("a", ...levels), betweenAxis("c", 1, 2)];
    checkEachLevel(loader, madeOptions({ axes }), new AssignmentPlaces(), new DiagnosticSink());
    expect(tried).toHaveLength(200);
    expect(tried.slice(0, 2)).toEqual([[{ path: "b", value: "x" }], [{ path: "a", value: 0 }]]);
  });
});

describe("the levels of an axis", () => {
  it("set all its paths", () => {
    const levels = [[1, "x"]];
    const pair = { name: "pair", paths: ["a", "b"], values: { kind: "listed", levels } } as const;
    expect(assignmentsOfLevels(pair)).toEqual([
      [
        { path: "a", value: 1 },
        { path: "b", value: "x" },
      ],
    ]);
    expect(assignmentsOfLevels(betweenAxis("a", 1, 2))).toEqual([]);
  });
});
