// That a volume has exactly one source.

import { expect, it } from "vitest";

import { invalid } from "../../../../src/model/api/field-error.ts";
import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { requiring, sourceRule, validateSources } from "../../../../src/model/api/validation/volume-source-rule.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("v");
const RULES = [
  requiring("a", "x", "y"),
  { ...sourceRule("b", (_source, path) => [invalid(path, 1, "wrong")]), refusedAt: "B", judgedAt: "bee" },
  { ...requiring("c", "x"), refusedAt: undefined },
];

it.each([
  [{ a: { x: "1", y: "2" } }, "a", []],
  [{}, undefined, ["v: Required value: must specify a volume type"]],
  [{ a: { x: "1" }, b: {} }, "a", ["v.B: Forbidden: may not specify more than 1 volume type", "v.a.y: Required value"]],
  [{ b: {} }, "b", ["v.bee: Invalid value: 1: wrong"]],
  [{ b: {}, c: {} }, "b", ["v.bee: Invalid value: 1: wrong", "v.c.x: Required value"]],
])("says of %j what is wrong, having looked into %s", (volume, judged, lines) => {
  const verdict = validateSources(volume, RULES, PATH);
  expect(verdict.judged).toBe(judged);
  expect(errorLines(verdict.errors)).toEqual(lines);
});
