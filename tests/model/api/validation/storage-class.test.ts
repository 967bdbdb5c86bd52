// Storage classes.

import { expect, it } from "vitest";

import type { StorageClass } from "../../../../src/model/api/types/storage.ts";
import {
  validateStorageClass,
  validateStorageClassUpdate,
} from "../../../../src/model/api/validation/storage-class.ts";
import { errorLines } from "../error-lines.ts";

const GOOD: StorageClass = {
  metadata: { name: "fast", resourceVersion: "1" },
  provisioner: "example.com/Disk",
  volumeBindingMode: "Immediate",
};

function told(parts: StorageClass): readonly string[] {
  return errorLines(validateStorageClass({ ...GOOD, ...parts }));
}

function inZones(...values: readonly string[]) {
  return { matchLabelExpressions: [{ key: "zone", values }] };
}

it.each<StorageClass>([
  {},
  { reclaimPolicy: "Retain", parameters: { type: "ssd" }, volumeBindingMode: "WaitForFirstConsumer" },
  { reclaimPolicy: "", allowedTopologies: [inZones("a", "b"), inZones("a")] },
])("accepts %j", (parts) => {
  expect(told(parts)).toEqual([]);
});

it.each<[StorageClass, readonly string[]]>([
  [{ provisioner: "" }, ["provisioner: Required value"]],
  [{ reclaimPolicy: "Recycle" }, ['reclaimPolicy: Unsupported value: "Recycle": supported values: "Delete", "Retain"']],
  [
    { volumeBindingMode: "" },
    ['volumeBindingMode: Unsupported value: "": supported values: "Immediate", "WaitForFirstConsumer"'],
  ],
  [{ parameters: { "": "a" } }, ['parameters: Invalid value: "": field can not be empty.']],
  [{ parameters: { a: "x".repeat(256 * 1024) } }, ["parameters: Too long: may not be more than 262144 bytes"]],
  [
    { parameters: Object.fromEntries(Array.from({ length: 513 }, (_, index) => [`k${index}`, ""])) },
    ["parameters: Too long: may not be more than 512 bytes"],
  ],
])("refuses %j", (parts, lines) => {
  expect(told(parts)).toEqual(lines);
});

it("asks for a provisioner and a mode, and judges the provisioner in lower case", () => {
  expect(errorLines(validateStorageClass({ metadata: { name: "fast" } }))).toEqual([
    "provisioner: Required value",
    "volumeBindingMode: Required value",
  ]);
  expect(told({ provisioner: "A B" })[0]).toMatch(/^provisioner: Invalid value: "a b": name part must consist/);
});

it("judges expressions of topologies", () => {
  const matchLabelExpressions = [{ key: "zone" }, { key: "zone", values: ["a", "a"] }];
  const place = "allowedTopologies[0].matchLabelExpressions";
  expect(told({ allowedTopologies: [{ matchLabelExpressions }] })).toEqual([
    `${place}[0].values: Required value`,
    `${place}[1].key: Duplicate value: "zone"`,
    `${place}[1].values[1]: Duplicate value: "a"`,
  ]);
});

it("tells topologies that mean the same, and an empty one for each of the list", () => {
  expect(told({ allowedTopologies: [inZones("a", "b"), inZones("b", "a")] })).toEqual([
    'allowedTopologies[1].matchLabelExpressions: Duplicate value: ""',
  ]);
  const line = 'allowedTopologies[1].matchLabelExpressions: Duplicate value: ""';
  expect(told({ allowedTopologies: [inZones("a"), {}] })).toEqual([line, line]);
});

it("keeps what volumes were made by", () => {
  const changed = {
    provisioner: "b",
    parameters: { a: "b" },
    reclaimPolicy: "Retain",
    volumeBindingMode: "WaitForFirstConsumer",
  };
  const old = { ...GOOD, reclaimPolicy: "Delete" };
  expect(validateStorageClassUpdate({ ...old, allowVolumeExpansion: true, parameters: {} }, old)).toEqual([]);
  expect(errorLines(validateStorageClassUpdate({ ...old, ...changed }, old))).toEqual([
    'parameters: Invalid value: {"a":"b"}: field is immutable',
    'provisioner: Invalid value: "b": field is immutable',
    'reclaimPolicy: Invalid value: "Retain": field is immutable',
    'volumeBindingMode: Invalid value: "WaitForFirstConsumer": field is immutable',
  ]);
});
