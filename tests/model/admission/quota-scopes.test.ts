// Which objects a ResourceQuota is about.

import { describe, expect, it } from "vitest";

import {
  matchReferredNames,
  scopeMatch,
  scopesOf,
  scopeText,
  type QuotaScope,
} from "../../../src/model/admission/quota-scopes.ts";

function classScope(operator: string, ...values: readonly string[]): QuotaScope {
  return { scopeName: "PriorityClass", operator, ...(values.length === 0 ? {} : { values }) };
}

describe("the scopes of a quota", () => {
  it("are those by name and those by expression", () => {
    const scoped = classScope("In", "high");
    expect(scopesOf({ scopes: ["BestEffort"], scopeSelector: { matchExpressions: [scoped] } })).toEqual([
      { scopeName: "BestEffort", operator: "Exists" },
      scoped,
    ]);
    expect(scopesOf({})).toEqual([]);
  });
});

describe("a scope of names", () => {
  it.each([
    [classScope("Exists"), ["high"], "in"],
    [classScope("Exists"), [], "outside"],
    [classScope("DoesNotExist"), [], "in"],
    [classScope("DoesNotExist"), ["high"], "outside"],
    [classScope("In", "high", "low"), ["low"], "in"],
    [classScope("In", "high"), [], "outside"],
    [classScope("NotIn", "high"), [], "in"],
    [classScope("NotIn", "high"), ["high", "low"], "in"],
    [classScope("NotIn", "high"), ["high"], "outside"],
    // Nobody looks at values that make no sense there.
    [classScope("Exists", "high"), ["low"], "in"],
  ])("%o and the names %o: %s", (scope, names, kind) => {
    expect(matchReferredNames(scope, names)).toEqual(scopeMatch(kind === "in"));
  });

  it.each([
    [classScope("Is", "a"), '"Is" is not a valid scope selector operator'],
    [classScope("In"), "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty"],
  ])("%o cannot be told", (scope, why) => {
    expect(matchReferredNames(scope, ["high"])).toEqual({
      kind: "undecidable",
      message: `failed to parse and convert selector: ${why}`,
    });
  });

  it("is printed as Go prints the structure", () => {
    expect(scopeText(classScope("In", "a", "b"))).toBe("{PriorityClass In [a b]}");
    expect(scopeText({})).toBe("{  []}");
  });
});
