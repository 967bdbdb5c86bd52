// Which mistakes are the same one elsewhere.

import { describe, expect, it } from "vitest";

import type { Diagnostic } from "../../src/base/diagnostic.ts";

import { gatherAlike } from "../../src/cli/alike-mistakes.ts";

function mistake(message: string, path = "spec.replicas"): Diagnostic {
  return { code: "invalid-value", severity: "error", message, path };
}

/** How many are alike behind each that is shown. */
function counts(...mistakes: readonly Diagnostic[]): readonly number[] {
  return gatherAlike(mistakes).map(({ alike }) => alike.length);
}

describe("mistakes", () => {
  it("of objects with different names are one", () => {
    const named = ["a", 'b "c"', "d", "e", "f"].map((name) =>
      mistake(`The Pod ${JSON.stringify(name)} is invalid: spec.replicas: Invalid value: -1`),
    );
    expect(counts(...named)).toEqual([0, 0, 2]);
  });

  it("in different items of a list are one", () => {
    const items = [0, 1, 2, 13].map((index) => mistake(`a[${index}].b is wrong`, `a[${index}].b`));
    expect(counts(...items)).toEqual([0, 0, 1]);
  });

  it.each([
    ["another kind", mistake('The Node "a" is invalid: x')],
    ["other words", mistake('The Pod "a" is invalid: y')],
    ["another path", mistake('The Pod "a" is invalid: x', "spec")],
    ["another code", { ...mistake('The Pod "a" is invalid: x'), code: "too-long" }],
  ])("of %s are another one", (_, other) => {
    const same = Array.from({ length: 4 }, () => mistake('The Pod "a" is invalid: x'));
    expect(counts(...same, other)).toEqual([0, 0, 1, 0]);
  });

  it("stay in their order, those between others as well", () => {
    const [a, b] = [mistake("a"), mistake("b")];
    const gathered = gatherAlike([a, b, a, b, a, b, a, b, b]);
    expect(gathered.map(({ mistake: { message }, alike }) => `${message}${alike.length}`)).toEqual([
      "a0",
      "b0",
      "a0",
      "b0",
      "a1",
      "b2",
    ]);
  });
});
