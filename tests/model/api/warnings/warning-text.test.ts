// The form of warnings.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { warningAt } from "../../../../src/model/api/warnings/warning-text.ts";

it("names the field first", () => {
  expect(warningAt(FieldPath.root("spec").child("ports").index(0), "is odd")).toBe("spec.ports[0]: is odd");
});
