// Labels whose values are compared as numbers.

import { expect, it } from "vitest";

import { comparedKeys } from "../../../src/scenario/init/compared-keys.ts";

it("comparedKeys finds them wherever they stand", () => {
  const spec = { terms: [{ matchExpressions: [{ key: "a", operator: "Gt", values: ["1"] }] }] };
  const tolerations = [
    { key: "b", operator: "Lt", value: "3" },
    { key: "c", operator: "Exists" },
  ];
  expect([...comparedKeys([{ spec }, { spec: { tolerations } }])]).toEqual(["a", "b"]);
});
