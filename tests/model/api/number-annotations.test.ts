// Fields of old versions that are annotations now. The words of the problems are those of Go's strconv.

import { expect, it } from "vitest";

import {
  annotatedNumber,
  annotateNumber,
  annotationProblem,
  TEMPLATE_GENERATION,
  withoutAnnotation,
} from "../../../src/model/api/number-annotations.ts";

const holding = (text: string) => ({ name: "a", annotations: { b: "c", [TEMPLATE_GENERATION]: text } });

it.each([
  ["+7", 7n],
  ["-1", -1n],
  ["9223372036854775807", 9_223_372_036_854_775_807n],
  ["9223372036854775808", undefined],
  ["", undefined],
  ["0x1", undefined],
])("reads %j as an int64", (text, expected) => {
  expect(annotatedNumber(holding(text), TEMPLATE_GENERATION)).toBe(expected);
});

it.each([
  ["seven", 'strconv.ParseInt: parsing "seven": invalid syntax'],
  ["9223372036854775808", 'strconv.ParseInt: parsing "9223372036854775808": value out of range'],
])("says why %s is none", (text, message) => {
  expect(annotationProblem(holding(text), TEMPLATE_GENERATION)).toMatchObject({
    path: ["metadata", "annotations", TEMPLATE_GENERATION],
    message,
    final: true,
  });
});

it("writes a number without touching the map that was there", () => {
  const annotations = Object.freeze({ b: "c" });
  const object = { metadata: { annotations } };
  annotateNumber(object, TEMPLATE_GENERATION, 2n);
  expect(object.metadata.annotations).toEqual({ b: "c", [TEMPLATE_GENERATION]: "2" });
});

it("leaves the annotation out of the metadata that is validated", () => {
  expect(withoutAnnotation(holding("1"), TEMPLATE_GENERATION)).toEqual({ name: "a", annotations: { b: "c" } });
  expect(withoutAnnotation({ name: "a" }, TEMPLATE_GENERATION)).toEqual({ name: "a" });
});
