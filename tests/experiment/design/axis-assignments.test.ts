// Values of axes.

import { describe, expect, it } from "vitest";

import { chooserOf } from "../../../src/experiment/design/axis-assignments.ts";
import { listedAxis } from "./made-options.ts";

describe("an axis", () => {
  it("gives each level an equal part of its extent", () => {
    const choose = chooserOf(listedAxis("a", "x", "y", "z"));
    const values = [0, 0.3, 0.34, 0.5, 0.67, 0.999_999].map((share) => choose(share)[0]!.value);
    expect(values).toEqual(["x", "x", "y", "y", "z", "z"]);
  });

  it("gives each whole number an equal part, and every value its unit", () => {
    const range = { from: 1, to: 4, unit: "Gi", scale: "linear", isWhole: true } as const;
    const choose = chooserOf({ name: "a", paths: ["a"], values: { kind: "between", range } });
    const values = [0, 0.24, 0.26, 0.5, 0.76, 0.999_999].map((share) => choose(share)[0]!.value);
    expect(values).toEqual(["1Gi", "1Gi", "2Gi", "3Gi", "4Gi", "4Gi"]);
  });
});
