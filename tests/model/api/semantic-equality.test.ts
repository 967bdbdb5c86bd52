// When two values mean the same: the table follows the equalities that Kubernetes registers for its types.

import fc from "fast-check";
import { expect, it } from "vitest";

import { INT_OR_STRING, QUANTITY, STRING, STRING_LIST, STRING_MAP, RAW } from "../../../src/model/api/api-type.ts";
import { areSemanticallyEqual } from "../../../src/model/api/semantic-equality.ts";
import { RESOURCE_REQUIREMENTS } from "../../../src/model/api/types/container.ts";
import { LABEL_SELECTOR, OBJECT_META } from "../../../src/model/api/types/object-meta.ts";
import { POD_TEMPLATE_SPEC } from "../../../src/model/api/types/pod.ts";
import { parseQuantity } from "../../../src/model/quantity/parse-quantity.ts";
import { areEqualQuantities } from "../../../src/model/quantity/quantity.ts";

it.each([
  ["an absent list and an empty one", undefined, [], STRING_LIST, true],
  ["lists in another order", ["a", "b"], ["b", "a"], STRING_LIST, false],
  ["maps in another order", { a: "1", b: "2" }, { b: "2", a: "1" }, STRING_MAP, true],
  ["a key that every object inherits", { constructor: "1" }, {}, STRING_MAP, false],
  ["maps with other keys", { a: "1" }, { b: "1" }, STRING_MAP, false],
  ["an absent text behind a pointer and an empty one", undefined, "", STRING, false],
  ["a number and its text", 1, "1", INT_OR_STRING, false],
  ["amounts written otherwise", { limits: { cpu: "1000m" } }, { limits: { cpu: "1" } }, RESOURCE_REQUIREMENTS, true],
  ["other amounts", { limits: { cpu: "1000m" } }, { limits: { cpu: "2" } }, RESOURCE_REQUIREMENTS, false],
  ["an absent selector and an empty one", undefined, {}, LABEL_SELECTOR, false],
  ["empty expressions", { matchExpressions: [] }, {}, LABEL_SELECTOR, true],
  ["a zero that is written", { generation: 0 }, {}, OBJECT_META, true],
  ["a zero behind a pointer", { deletionGracePeriodSeconds: 0 }, {}, OBJECT_META, false],
  ["an empty struct that is no pointer", { metadata: {}, spec: {} }, {}, POD_TEMPLATE_SPEC, true],
  ["an empty struct behind a pointer", { spec: { securityContext: {} } }, { spec: {} }, POD_TEMPLATE_SPEC, false],
  ["any JSON", { a: [1] }, { a: [1] }, RAW, true],
])("compares %s", (_, left, right, type, expected) => {
  expect(areSemanticallyEqual(left, right, type)).toBe(expected);
  expect(areSemanticallyEqual(right, left, type)).toBe(expected);
});

it("compares amounts as quantities are compared, however they are written", () => {
  const digits = fc.oneof(
    fc.constantFrom("", "0", "00", "1", "01", "1000", "2000", "999999999999", "9999999999999999"),
    fc.nat(3000).map(String),
  );
  const amount = fc
    .tuple(
      fc.constantFrom("", "", "-", "+"),
      digits,
      fc.constantFrom("", ".0", ".5"),
      fc.constantFrom("", "m", "k", "Ki"),
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(amount, amount, (left, right) => {
      const [a, b] = [parseQuantity(left), parseQuantity(right)];
      const areEqual = left === right || (a !== undefined && b !== undefined && areEqualQuantities(a, b));
      expect(areSemanticallyEqual(left, right, QUANTITY)).toBe(areEqual);
    }),
    { seed: 20261123, numRuns: 2000 },
  );
});
