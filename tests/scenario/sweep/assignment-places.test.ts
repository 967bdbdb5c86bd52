// Where the values of a sweep stand.

import { describe, expect, it } from "vitest";

import { withAssignments, type AssignedValue } from "../../../src/scenario/assignments.ts";
import { AssignmentPlaces, toldToUser, variedDocument } from "../../../src/scenario/sweep/assignment-places.ts";
import { sweepDocument } from "./written-sweep.ts";

const DOCUMENT = sweepDocument("    parameters: { cluster: [{ nodePools: [] }], horizon: [2h] }\n");
const CLUSTER = { path: "cluster", value: { nodePools: [] } };
const PLACES = new AssignmentPlaces();
const KEY = ["spec", "sweep", "parameters", "cluster"];
PLACES.note(CLUSTER, { kind: "document", key: KEY, value: [...KEY, 0] });
PLACES.note({ path: "horizon", value: "2h" }, { kind: "argument", option: "--vary" });

function varied(assignment: { readonly path: string; readonly value: unknown }) {
  const assigned = withAssignments(DOCUMENT.value, [assignment]) as AssignedValue;
  return variedDocument(DOCUMENT, assigned, [assignment], PLACES);
}

describe("a value that was put into a scenario", () => {
  it("stands with its parts where the sweep has it, and its key where the sweep has the path", () => {
    const document = varied(CLUSTER);
    expect(document.positionOf(["spec", "cluster"])).toMatchObject({ line: 10, column: 29 });
    expect(document.positionOf(["spec", "cluster", "nodePools"])).toMatchObject({ line: 10, column: 42 });
    expect(document.positionOfKey(["spec", "cluster", "nodePools"])).toMatchObject({ line: 10, column: 31 });
    expect(document.positionOfKey(["spec", "cluster"])).toMatchObject({ line: 10, column: 19 });
    expect(document.positionOf(["spec", "horizon"])).toMatchObject({ line: 5 });
  });

  it("of an argument has no place, and is told with it", () => {
    const position = varied({ path: "horizon", value: "2h" }).positionOf(["spec", "horizon"]);
    const diagnostic = { code: "a-b", severity: "error", message: "it is wrong", position } as const;
    expect(toldToUser(diagnostic)).toEqual({
      code: "a-b",
      severity: "error",
      message: "--vary horizon=2h: it is wrong",
    });
    expect(PLACES.areAt(position)).toBe(true);
  });

  it("is told as it is where it stands in a file", () => {
    const position = DOCUMENT.positionOf(["spec"]);
    const diagnostic = { code: "a-b", severity: "error", message: "it is wrong", position } as const;
    expect(toldToUser(diagnostic)).toBe(diagnostic);
    expect(PLACES.areAt(position)).toBe(false);
  });

  it("that was drawn from a range stands where its path was first noted", () => {
    expect(PLACES.of({ path: "cluster", value: "drawn" })).toMatchObject({ kind: "document" });
    expect(PLACES.of({ path: "other", value: 1 })).toBeUndefined();
  });
});
