// What is wrong with limit ranges.

import { expect, it } from "vitest";

import type { LimitRangeItem } from "../../../../src/model/api/types/quota.ts";
import { validateLimitRange } from "../../../../src/model/api/validation/limit-range.ts";
import { errorLines } from "../error-lines.ts";

const METADATA = { name: "a", namespace: "b" };

function lines(...limits: readonly LimitRangeItem[]): readonly string[] {
  return errorLines(validateLimitRange({ metadata: METADATA, spec: { limits } }));
}

it("accepts items of each type", () => {
  const found = lines(
    { type: "Pod", max: { cpu: "2", "hugepages-2Mi": "2Mi" } },
    { type: "Container", max: { cpu: "2" }, default: { cpu: "1" }, defaultRequest: { cpu: "500m" } },
    { type: "PersistentVolumeClaim", min: { storage: "1Gi" } },
    { type: "example.com/x", max: { pods: "1" } },
  );
  expect(found).toEqual([]);
  expect(lines()).toEqual([]);
});

it.each<[LimitRangeItem, readonly string[]]>([
  [{ type: "Node" }, ['spec.limits[0].type: Invalid value: "Node": must be a standard limit type or fully qualified']],
  [
    { type: "Pod", default: { cpu: "1" }, defaultRequest: { cpu: "2" } },
    ["default", "defaultRequest"].map(
      (list) => `spec.limits[0].${list}: Forbidden: may not be specified when \`type\` is 'Pod'`,
    ),
  ],
  [
    { type: "PersistentVolumeClaim" },
    [
      "spec.limits[0].limits: Required value: either minimum or maximum storage value is required, but neither was provided",
    ],
  ],
  [
    { type: "Container", max: { pods: "1" } },
    ['spec.limits[0].max[pods]: Invalid value: "pods": must be a standard resource for containers'],
  ],
])("refuses %j", (item, expected) => {
  expect(lines(item)).toEqual(expected);
});

it("allows one item of each type, and names of types that are names", () => {
  expect(lines({ type: "Pod" }, { type: "Pod" })).toEqual(['spec.limits[1].type: Duplicate value: "Pod"']);
  expect(lines({}).join()).toContain('spec.limits[0].type: Invalid value: "": name part must be non-empty');
});
