// Tolerations, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Toleration } from "../../../../src/model/api/types/affinity.ts";
import { validateTolerations } from "../../../../src/model/api/validation/toleration.ts";
import { errorLines } from "../error-lines.ts";

function mistakes(toleration: Toleration): readonly string[] {
  return errorLines(validateTolerations([toleration], FieldPath.root("t")));
}

it.each<[string, Toleration, readonly string[]]>([
  ["of everything", { operator: "Exists" }, []],
  ["of a value", { key: "a", value: "b", effect: "NoSchedule" }, []],
  ["for a time", { key: "a", operator: "Exists", effect: "NoExecute", tolerationSeconds: 0 }, []],
  [
    "of nothing in particular",
    {},
    [
      't[0].operator: Invalid value: "": operator must be Exists when `key` is empty, which means "match all values and all keys"',
    ],
  ],
  [
    "for a time, of an effect that does not end",
    { key: "a", effect: "NoSchedule", tolerationSeconds: 5 },
    [`t[0].effect: Invalid value: "NoSchedule": effect must be 'NoExecute' when \`tolerationSeconds\` is set`],
  ],
  [
    "of any value and one",
    { key: "a", operator: "Exists", value: "b" },
    [`t[0].operator: Invalid value: "b": value must be empty when \`operator\` is 'Exists'`],
  ],
  [
    "by an unknown operator",
    { key: "a", operator: "Has" },
    ['t[0].operator: Unsupported value: "Has": supported values: "Equal", "Exists"'],
  ],
  [
    "by comparison, which waits for a feature that is off",
    { key: "a", operator: "Gt", value: "5" },
    ['t[0].operator: Unsupported value: "Gt": supported values: "Equal", "Exists", "Lt", "Gt"'],
  ],
  [
    "of an unknown effect",
    { key: "a", effect: "Bad" },
    ['t[0].effect: Unsupported value: "Bad": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"'],
  ],
])("a toleration %s", (_what, toleration, lines) => {
  expect(mistakes(toleration)).toEqual(lines);
});

it("has a key and a value of labels", () => {
  expect(mistakes({ key: "a b", value: "c d" })).toEqual([
    expect.stringContaining('t[0].key: Invalid value: "a b": name part must consist of'),
    expect.stringContaining('t[0].operator: Invalid value: "c d": a valid label must be an empty string'),
  ]);
});
