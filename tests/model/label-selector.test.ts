// Label selectors of objects: what they select, how they are written, why they are refused.

import { describe, expect, it } from "vitest";

import type { LabelSelector } from "../../src/model/api/types/object-meta.ts";
import {
  compileLabelSelector,
  compileLabelSet,
  formatLabelSelector,
  isEmptySelector,
  SELECTS_EVERYTHING,
  SELECTS_NOTHING,
  selectorText,
  selectsLabels,
  type CompiledLabelSelector,
} from "../../src/model/label-selector.ts";

function compiled(selector: LabelSelector | null | undefined): CompiledLabelSelector {
  const result = compileLabelSelector(selector);
  if (result.kind === "invalid") throw new Error(result.message);
  return result;
}

describe("a label selector", () => {
  const web = { app: "web", tier: "front" };

  it.each<[string, LabelSelector | null | undefined, boolean]>([
    ["absent, selects nothing", undefined, false],
    ["null, selects nothing", null, false],
    ["empty, selects everything", {}, true],
    ["with empty parts, selects everything", { matchLabels: {}, matchExpressions: [] }, true],
    ["of labels that are there", { matchLabels: { app: "web", tier: "front" } }, true],
    ["of a label that is not there", { matchLabels: { app: "web", zone: "a" } }, false],
    ["of an expression", { matchExpressions: [{ key: "tier", operator: "NotIn", values: ["back"] }] }, true],
    [
      "of labels and an expression against it",
      { matchLabels: { app: "web" }, matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] },
      false,
    ],
    ["of a key that every object inherits", { matchExpressions: [{ key: "constructor", operator: "Exists" }] }, false],
  ])("%s", (_sentence, selector, expected) => {
    expect(selectsLabels(compiled(selector), web)).toBe(expected);
  });

  it("asks objects without labels, too", () => {
    expect(selectsLabels(compiled({}), undefined)).toBe(true);
    expect(selectsLabels(compiled({ matchExpressions: [{ key: "a", operator: "DoesNotExist" }] }), undefined)).toBe(
      true,
    );
    expect(selectsLabels(compiled({ matchLabels: { a: "" } }), undefined)).toBe(false);
  });

  it.each<[string, LabelSelector | null, string]>([
    ["sorted by key, labels first", { matchLabels: { b: "1" }, matchExpressions: both() }, "!a,b=1,b in (1,2)"],
    ["of nothing", null, "<none>"],
    ["of everything", {}, "<none>"],
    ["that is wrong", { matchExpressions: [{ key: "a", operator: "Lt", values: ["1"] }] }, "<error>"],
  ])("is formatted %s", (_sentence, selector, text) => {
    expect(formatLabelSelector(selector)).toBe(text);
  });

  function both(): NonNullable<LabelSelector["matchExpressions"]> {
    return [
      { key: "b", operator: "In", values: ["2", "1"] },
      { key: "a", operator: "DoesNotExist" },
    ];
  }

  it.each<[string, LabelSelector, string]>([
    [
      "an operator",
      { matchExpressions: [{ key: "a", operator: "Gt" }] },
      '"Gt" is not a valid label selector operator',
    ],
    ["no operator", { matchExpressions: [{ key: "a" }] }, '"" is not a valid label selector operator'],
    ["a value", { matchLabels: { a: "b c" } }, 'values[0][a]: Invalid value: "b c": a valid label must be'],
    ["a key", { matchLabels: { "a b": "c" } }, 'key: Invalid value: "a b": name part must consist'],
    [
      "no values",
      { matchExpressions: [{ key: "a", operator: "In", values: [] }] },
      "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty",
    ],
    [
      "several things",
      { matchExpressions: [{ key: "/", operator: "In" }] },
      '[key: Invalid value: "/": prefix part must be non-empty; name part must be non-empty;',
    ],
  ])("is refused for %s", (_sentence, selector, beginning) => {
    const result = compileLabelSelector(selector);
    expect(result.kind === "invalid" ? result.message : "").toContain(beginning);
  });
});

describe("a set of labels as selector", () => {
  it("wants all of them, and none where there are none", () => {
    const selector = compileLabelSet({ b: "2", a: "1" });
    expect(selectorText(selector)).toBe("a=1,b=2");
    expect(selectsLabels(selector, { a: "1", b: "2", c: "3" })).toBe(true);
    expect(selectsLabels(selector, { a: "1" })).toBe(false);
    expect(isEmptySelector(compileLabelSet(undefined))).toBe(true);
  });
});

describe("the two ends", () => {
  it("are everything and nothing, both without a text", () => {
    expect(selectsLabels(SELECTS_EVERYTHING, { a: "" })).toBe(true);
    expect(selectsLabels(SELECTS_NOTHING, {})).toBe(false);
    expect([SELECTS_EVERYTHING, SELECTS_NOTHING].map(selectorText)).toEqual(["", ""]);
    expect([SELECTS_EVERYTHING, SELECTS_NOTHING].map(isEmptySelector)).toEqual([true, false]);
  });
});
