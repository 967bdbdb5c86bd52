// Problems and their places.

import { describe, expect, it } from "vitest";

import { duplicate, invalid, notSupported } from "../../../src/model/api/field-error.ts";
import { FieldPath } from "../../../src/model/api/field-path.ts";
import {
  aggregated,
  besides,
  fieldProblem,
  unknownPlugin,
} from "../../../src/scheduling/configuration/configuration-problem.ts";

const PATH = FieldPath.root("a").index(1).child("b").key("c");

describe("a problem", () => {
  it("says the server's path and stands at its steps", () => {
    expect(fieldProblem(invalid(PATH, 1, "no"))).toEqual({
      stage: "validate",
      place: ["a", 1, "b", "c"],
      message: "a[1].b[c]: Invalid value: 1: no",
    });
  });

  it("proposes the nearest of the values that are supported", () => {
    expect(fieldProblem(notSupported(PATH, "Sistem", ["System", "List"])).suggestion).toBe("System");
    expect(unknownPlugin(["x"], "m", "NodeNam", ["NodeName", "NodePorts"]).suggestion).toBe("NodeName");
  });

  it("is told once where several checks say the same", () => {
    expect(aggregated([duplicate(PATH, "x"), duplicate(PATH, "x"), duplicate(PATH, "y")])).toHaveLength(2);
  });
});

describe("problems of a later stage", () => {
  it("are left out inside and around what is known to be wrong", () => {
    const at = (...place: readonly (string | number)[]) => ({ place });
    const later = [at("a"), at("a", 0, "b", "c"), at("a", 1), at("d")];
    expect(besides(later, [at("a", 0, "b")])).toEqual([at("a", 1), at("d")]);
    expect(besides(later, [])).toEqual(later);
  });
});
