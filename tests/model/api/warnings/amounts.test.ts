// Warnings of parts of bytes.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { fractionalAmountWarning, fractionalBytesWarnings } from "../../../../src/model/api/warnings/amounts.ts";

const path = FieldPath.root("spec").child("overhead");

it("minds parts of bytes, not parts of CPUs", () => {
  const amounts = { cpu: "100m", memory: "100m", "ephemeral-storage": "1500m" };
  expect(fractionalBytesWarnings(amounts, path)).toEqual([
    'spec.overhead[memory]: fractional byte value "100m" is invalid, must be an integer',
    'spec.overhead[ephemeral-storage]: fractional byte value "1500m" is invalid, must be an integer',
  ]);
});

it("has nothing to say of whole amounts and of none", () => {
  expect(fractionalBytesWarnings({ memory: "1Gi", "ephemeral-storage": "0" }, path)).toEqual([]);
  expect(fractionalBytesWarnings(undefined, path)).toEqual([]);
  expect(fractionalAmountWarning({ storage: "1" }, "storage", path)).toEqual([]);
});
