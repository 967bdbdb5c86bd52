// Taints of nodes.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { validateNodeTaints, validateTaintEffect } from "../../../../src/model/api/validation/taints.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("taints");
const EFFECTS = 'supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"';
const TAINT = { key: "a", value: "b", effect: "NoExecute" };

it("accepts taints of one key with different effects", () => {
  expect(
    validateNodeTaints([TAINT, { ...TAINT, effect: "NoSchedule" }, { key: "b", effect: "NoExecute" }], PATH),
  ).toEqual([]);
});

it("allows a key and an effect once, whatever the value", () => {
  expect(errorLines(validateNodeTaints([TAINT, { ...TAINT, value: "c" }], PATH))).toEqual([
    'taints[1]: Duplicate value: {"key":"a","value":"c","effect":"NoExecute"}: ' +
      "taints must be unique by key and effect pair",
  ]);
});

it("checks key, value and effect", () => {
  const found = errorLines(validateNodeTaints([{ value: "a b" }], PATH));
  expect(found).toHaveLength(4);
  expect(found[0]).toBe("taints[0].effect: Required value");
  expect(found[1]).toBe('taints[0].key: Invalid value: "": name part must be non-empty');
  expect(found[2]).toContain('taints[0].key: Invalid value: "": name part must consist of');
  expect(found[3]).toContain('taints[0].value: Invalid value: "a b"');
  expect(errorLines(validateTaintEffect("Never", PATH))).toEqual([`taints: Unsupported value: "Never": ${EFFECTS}`]);
});
