// The CSI drivers of nodes.

import { expect, it } from "vitest";

import type { CsiNodeDriver } from "../../../../src/model/api/types/storage.ts";
import { validateCsiNode, validateCsiNodeUpdate } from "../../../../src/model/api/validation/csi-node.ts";
import { errorLines } from "../error-lines.ts";

const GOOD: CsiNodeDriver = { name: "csi.example.com", nodeID: "n1", topologyKeys: ["example.com/zone"] };

function node(...drivers: readonly CsiNodeDriver[]) {
  return { metadata: { name: "n1" }, spec: { drivers } };
}

it("accepts drivers, and a node without any", () => {
  expect(validateCsiNode(node({ ...GOOD, allocatable: { count: 0 } }))).toEqual([]);
  expect(validateCsiNode({ metadata: { name: "n1" } })).toEqual([]);
});

it("asks each driver for a name of its own and for the node's", () => {
  expect(errorLines(validateCsiNode(node({}, GOOD, GOOD)))).toEqual([
    "spec.drivers[0].name: Required value",
    "spec.drivers[0].nodeID: Required value",
    'spec.drivers[2].name: Duplicate value: "csi.example.com"',
  ]);
});

it("limits names of nodes and counts of volumes", () => {
  const nodeID = "n".repeat(257);
  expect(errorLines(validateCsiNode(node({ ...GOOD, nodeID, allocatable: { count: -1 } })))).toEqual([
    "spec.drivers[0].allocatable.count: Invalid value: -1: must be greater than or equal to 0",
    `spec.drivers[0].nodeID: Invalid value: "${nodeID}": must be 256 characters or less`,
  ]);
});

it("names the driver where its keys are wrong", () => {
  const lines = errorLines(validateCsiNode(node({ ...GOOD, topologyKeys: ["zone", "zone", ""] })));
  expect(lines).toContain('spec.drivers[0]: Duplicate value: "zone"');
  expect(lines).toContain("spec.drivers[0]: Required value");
  expect(lines).toHaveLength(4);
});

it("lets drivers come and go, and only their counts change", () => {
  const old = node({ ...GOOD, allocatable: { count: 1 } }, { ...GOOD, name: "old.example.com" });
  expect(validateCsiNodeUpdate(node({ ...GOOD, allocatable: { count: 2 } }), old)).toEqual([]);
  const [line = ""] = errorLines(validateCsiNodeUpdate(node({ ...GOOD, nodeID: "n2" }), old));
  expect(line).toMatch(/^spec\.drivers: Invalid value: \{.*"nodeID":"n2".*\}: field is immutable$/);
});
