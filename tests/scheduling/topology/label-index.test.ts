// Finding who may select whom: never too few, and each once.

import fc from "fast-check";
import { expect, it } from "vitest";

import type { LabelSelector } from "../../../src/model/api/types/object-meta.ts";
import { compileLabelSelector, selectsLabels, type CompiledLabelSelector } from "../../../src/model/label-selector.ts";
import { LabelIndex, SelectorIndex } from "../../../src/scheduling/topology/label-index.ts";

const KEYS = fc.constantFrom("app", "constructor");
const VALUES = fc.constantFrom("a", "b", "c");
const EXPRESSION = fc.oneof(
  fc.record({ key: KEYS, operator: fc.constantFrom("In", "NotIn"), values: fc.array(VALUES, { minLength: 1 }) }),
  fc.record({ key: KEYS, operator: fc.constantFrom("Exists", "DoesNotExist") }),
);
const SELECTOR: fc.Arbitrary<LabelSelector | undefined> = fc.option(
  fc.record({ matchLabels: fc.dictionary(KEYS, VALUES), matchExpressions: fc.array(EXPRESSION, { maxLength: 2 }) }),
  { nil: undefined },
);
const LABELS = fc.option(fc.dictionary(KEYS, VALUES), { nil: undefined });

function compile(selector: LabelSelector | undefined): CompiledLabelSelector {
  const compiled = compileLabelSelector(selector);
  if (compiled.kind === "invalid") throw new Error(compiled.message);
  return compiled;
}

it("all that select some labels are among the candidates, and all labels that are selected", () => {
  fc.assert(
    fc.property(fc.array(SELECTOR, { maxLength: 6 }), fc.array(LABELS, { maxLength: 6 }), (written, labels) => {
      const selectors = written.map(compile);
      const bySelector = new SelectorIndex<number>();
      const byLabel = new LabelIndex<number>();
      for (const [index, selector] of selectors.entries()) bySelector.add(selector, index);
      for (const [index, some] of labels.entries()) byLabel.add(some, index);
      for (const some of labels) {
        const found = [...bySelector.candidates(some)];
        expect(new Set(found).size).toBe(found.length);
        for (const [index, selector] of selectors.entries())
          if (selectsLabels(selector, some)) expect(found).toContain(index);
      }
      for (const selector of selectors) {
        const found = [...byLabel.candidates(selector)];
        expect(new Set(found).size).toBe(found.length);
        for (const [index, some] of labels.entries()) if (selectsLabels(selector, some)) expect(found).toContain(index);
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});

it("a selector that asks for a value finds those that have it, and no others", () => {
  const index = new LabelIndex<string>();
  index.add({ app: "a" }, "first");
  index.add({ app: "b" }, "second");
  expect([...index.candidates(compile({ matchLabels: { app: "b" } }))]).toEqual(["second"]);
  expect([...index.candidates(compile(undefined))]).toEqual([]);
});
