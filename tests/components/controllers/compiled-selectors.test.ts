// Selectors of objects, compiled once.

import { describe, expect, it } from "vitest";

import { mayWant, selectionBy, selectorOf } from "../../../src/components/controllers/compiled-selectors.ts";
import { compileLabelSet } from "../../../src/model/label-selector.ts";

const WEB = { matchLabels: { app: "web" } };

it("compiles a selector once, and says why one cannot be compiled", () => {
  expect(selectorOf(WEB)).toBe(selectorOf(WEB));
  expect(selectorOf({ matchExpressions: [{ key: "a", operator: "Like" }] }).kind).toBe("invalid");
  expect(selectorOf(undefined).kind).toBe("nothing");
});

describe("an owner", () => {
  it("may want an orphan with labels that it selects", () => {
    expect(mayWant(WEB, { app: "web" })).toBe(true);
    expect(mayWant(WEB, { app: "db" })).toBe(false);
  });

  it("wants nothing by an empty selector or one that is wrong, and nothing without labels", () => {
    expect(mayWant({}, { app: "web" })).toBe(false);
    expect(mayWant({ matchExpressions: [{ key: "a", operator: "Like" }] }, { app: "web" })).toBe(false);
    expect(mayWant({ matchExpressions: [{ key: "a", operator: "DoesNotExist" }] }, {})).toBe(false);
  });
});

it("answers for each set of labels, also for those of pods that share them", () => {
  const selects = selectionBy(compileLabelSet({ app: "web" }));
  const web = { app: "web" };
  expect([web, web, { app: "db" }, undefined, web].map(selects)).toEqual([true, true, false, false, true]);
});
