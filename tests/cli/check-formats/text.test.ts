// What check found, for people.

import { expect, it } from "vitest";

import { TEXT_CHECK_FORMAT } from "../../../src/cli/check-formats/text.ts";
import { CHECKED, VIEW } from "./sample.ts";

it("shows mistakes with their lines, then notes, then how much was looked at", () => {
  expect(TEXT_CHECK_FORMAT.render(CHECKED, VIEW)).toBe(
    `a.yaml:2:3: error: wrong [invalid-value]
  2 | kind: Pod
    |   ^^
  expected: right
  did you mean rite?

a.yaml:1:1: warning: odd

2 files, 3 objects judged (Node 1, Pod 2): 1 mistake, 1 warning
`,
  );
});

it("shows mistakes only where it is to be quiet", () => {
  const text = TEXT_CHECK_FORMAT.render(CHECKED, { ...VIEW, quiet: true });
  expect(text).toContain("error: wrong");
  expect(text).not.toContain("odd");
  expect(text).not.toContain("2 files");
});
