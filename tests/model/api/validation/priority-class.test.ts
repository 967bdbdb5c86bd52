// What is wrong with priority classes.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PriorityClass } from "../../../../src/model/api/types/policy.ts";
import {
  SYSTEM_PRIORITY_CLASSES,
  validatePreemptionPolicy,
  validatePriorityClass,
  validatePriorityClassUpdate,
} from "../../../../src/model/api/validation/priority-class.ts";
import { errorLines } from "../error-lines.ts";

const RESERVED =
  "metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only";

it.each<[string, Partial<PriorityClass>, readonly string[]]>([
  ["high", { value: 1_000_000_000, globalDefault: true, preemptionPolicy: "Never" }, []],
  ["low", { value: -2_147_483_648 }, []],
  ["zero", {}, []],
  ["system-node-critical", { value: 2_000_001_000 }, []],
  [
    "high",
    { value: 1_000_000_001 },
    ["value: Forbidden: maximum allowed value of a user defined priority is 1000000000"],
  ],
  ["system-mine", {}, [`${RESERVED}. error: system-mine is not a known system priority class`]],
  [
    "system-node-critical",
    { value: 5 },
    [`${RESERVED}. error: value of system-node-critical PriorityClass must be 2000001000`],
  ],
  [
    "system-cluster-critical",
    { value: 2_000_000_000, globalDefault: true },
    [`${RESERVED}. error: globalDefault of system-cluster-critical PriorityClass must be false`],
  ],
  ["high", { preemptionPolicy: "" }, ["preemptionPolicy: Required value"]],
  [
    "high",
    { preemptionPolicy: "Always" },
    ['preemptionPolicy: Unsupported value: "Always": supported values: "PreemptLowerPriority", "Never"'],
  ],
])("judges %s with %j", (name, parts, lines) => {
  expect(errorLines(validatePriorityClass({ metadata: { name }, ...parts }))).toEqual(lines);
});

it("knows the classes that every cluster has", () => {
  expect([...SYSTEM_PRIORITY_CLASSES.keys()]).toEqual(["system-node-critical", "system-cluster-critical"]);
  expect(validatePreemptionPolicy("PreemptLowerPriority", FieldPath.root("a"))).toEqual([]);
});

it("lets an update change words, but neither value nor policy", () => {
  const metadata = { name: "high", resourceVersion: "1" };
  const old = { metadata, value: 5, preemptionPolicy: "Never" };
  expect(validatePriorityClassUpdate({ ...old, description: "new" }, old)).toEqual([]);
  expect(errorLines(validatePriorityClassUpdate({ metadata, value: 6 }, old))).toEqual([
    "preemptionPolicy: Invalid value: null: field is immutable",
    "value: Forbidden: may not be changed in an update.",
  ]);
});
