// What check found, for programs.

import { expect, it } from "vitest";

import { JSON_CHECK_FORMAT } from "../../../src/cli/check-formats/json.ts";
import { CHECKED, VIEW } from "./sample.ts";

it("is one object with a version, kinds in order and every finding", () => {
  const text = JSON_CHECK_FORMAT.render(CHECKED, VIEW);
  expect(text.endsWith("}\n")).toBe(true);
  expect(JSON.parse(text)).toEqual({
    apiVersion: "plimsoll/v1alpha1",
    kind: "CheckResult",
    passed: false,
    files: ["a.yaml", "b.yaml"],
    objects: { Node: 1, Pod: 2 },
    diagnostics: CHECKED.diagnostics,
  });
});

it("holds mistakes only where it is to be quiet", () => {
  const text = JSON_CHECK_FORMAT.render(CHECKED, { ...VIEW, quiet: true });
  expect((JSON.parse(text) as { diagnostics: readonly unknown[] }).diagnostics).toHaveLength(1);
});
