// Texts that must be one of a few words.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  duplicateWord,
  unsupportedWord,
  validateChoice,
  validateOptionalChoice,
} from "../../../../src/model/api/validation/choices.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("policy");
const WORDS = ["Always", "Never"];

it("accepts the words, and nothing only where the field may be missing", () => {
  expect(validateChoice("Never", WORDS, PATH)).toEqual([]);
  expect(validateOptionalChoice(undefined, WORDS, PATH)).toEqual([]);
  expect(errorLines(validateChoice(undefined, WORDS, PATH))).toEqual(["policy: Required value"]);
  expect(errorLines(validateChoice("", WORDS, PATH))).toEqual(["policy: Required value"]);
});

it("lists the words to whoever writes another, or an empty one", () => {
  const supported = 'supported values: "Always", "Never"';
  expect(errorLines(validateChoice("never", WORDS, PATH))).toEqual([
    `policy: Unsupported value: "never": ${supported}`,
  ]);
  expect(errorLines(validateOptionalChoice("", WORDS, PATH))).toEqual([`policy: Unsupported value: "": ${supported}`]);
});

it("shows the word as JSON, and keeps it to look for the nearest one", () => {
  const error = unsupportedWord(PATH, "<a>", WORDS);
  expect(error.message).toContain(String.raw`"\u003ca\u003e"`);
  expect(error.value).toBe("<a>");
});

it("shows a repeated word in the same way", () => {
  expect(duplicateWord(PATH, "<a>").message).toBe(String.raw`Duplicate value: "\u003ca\u003e"`);
});
