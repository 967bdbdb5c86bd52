// The index of selectors beside a look through all of them.

import fc from "fast-check";
import { expect, it } from "vitest";

import { compileLabelSelector, selectsLabels, SELECTS_NOTHING } from "../../src/model/label-selector.ts";
import { SelectorIndex } from "../../src/model/selector-index.ts";

const KEY = fc.constantFrom("app", "tier", "constructor");
const VALUE = fc.constantFrom("web", "db", "");
const LABELS = fc.dictionary(KEY, VALUE);
const SELECTOR = fc.record(
  {
    matchLabels: LABELS,
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key: KEY,
          operator: fc.constantFrom("In" as const, "NotIn" as const),
          values: fc.array(VALUE, { minLength: 1, maxLength: 3 }),
        }),
        fc.record({ key: KEY, operator: fc.constantFrom("Exists" as const, "DoesNotExist" as const) }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

it("finds what a look through all selectors finds, in the same order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(SELECTOR), { maxLength: 12 }),
      fc.array(LABELS, { maxLength: 6 }),
      (wishes, objects) => {
        const selectors = wishes.map((wish) => compileLabelSelector(wish)).filter((each) => each.kind !== "invalid");
        const index = new SelectorIndex<number>();
        for (const [number, selector] of selectors.entries()) index.add(selector, number);
        for (const labels of objects) {
          const expected = [...selectors.keys()].filter((number) => selectsLabels(selectors[number]!, labels));
          expect(index.selecting(labels)).toEqual(expected);
        }
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});

it("finds nothing for a selector that selects nothing, and what selects everything also for no labels", () => {
  const index = new SelectorIndex<string>();
  index.add(SELECTS_NOTHING, "nothing");
  index.add({ kind: "requirements", requirements: [] }, "everything");
  expect(index.selecting({})).toEqual(["everything"]);
});
