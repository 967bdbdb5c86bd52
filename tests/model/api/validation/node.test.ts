// What is wrong with nodes.

import { expect, it } from "vitest";

import type { Node } from "../../../../src/model/api/types/node.ts";
import { validateNode, validateNodeUpdate } from "../../../../src/model/api/validation/node.ts";
import { errorLines } from "../error-lines.ts";

const METADATA = { name: "n-1", resourceVersion: "1" };
const FEATURE_RULE = "must start with an UpperCamelCase segment, with subsequent segments separated by '/'";

it.each<Partial<Node>>([
  {},
  { spec: { podCIDRs: ["10.0.0.0/24", "2001:db8::/64"], taints: [{ key: "a", effect: "NoSchedule" }] } },
  { status: { capacity: { cpu: "4", "example.com/gpu": "2" }, declaredFeatures: ["A", "B/c"] } },
])("accepts %j", (parts) => {
  expect(validateNode({ metadata: METADATA, ...parts })).toEqual([]);
});

it.each<[Partial<Node>, readonly string[]]>([
  [{ spec: { taints: [{ key: "a" }] } }, ["metadata.taints[0].effect: Required value"]],
  [
    { status: { capacity: { cpu: "-1", pods: "1500m" }, allocatable: { "example.com/gpu": "500m" } } },
    [
      'status.allocatable.example.com/gpu: Invalid value: "500m": must be an integer',
      'status.capacity.cpu: Invalid value: "-1": must be greater than or equal to 0',
      'status.capacity.pods: Invalid value: "1500m": must be an integer',
    ],
  ],
  [
    { status: { nodeInfo: { swap: { capacity: 0 } } } },
    ["metadata.nodeSwapStatus.capacity: Invalid value: 0: must be greater than zero"],
  ],
  [
    { status: { declaredFeatures: ["B", "A", "A", "c"] } },
    [
      'status.declaredFeatures[1]: Invalid value: "A": list must be sorted alphabetically',
      'status.declaredFeatures[2]: Duplicate value: "A"',
      `status.declaredFeatures[3]: Invalid value: "c": invalid feature name "c": ${FEATURE_RULE}`,
    ],
  ],
  [{ status: { declaredFeatures: ["A".repeat(254)] } }, ["must be no more than 253 characters"]],
  [
    { spec: { podCIDRs: ["10.0.0.0/24", "10.0.1.0/24"] } },
    [
      'spec.podCIDRs: Invalid value: ["10.0.0.0/24","10.0.1.0/24"]: may specify no more than one CIDR for each IP family',
    ],
  ],
  [
    { spec: { podCIDRs: ["10.0.0.1/24"] } },
    ['spec.podCIDRs[0]: Invalid value: "10.0.0.1/24": must not have bits set beyond the prefix length'],
  ],
  [
    { spec: { podCIDRs: ["10.0.0.0/24", "x"] } },
    [
      "spec.podCIDRs: Internal error: invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR[1]: " +
        "<nil> (invalid CIDR address: x)",
      'spec.podCIDRs: Invalid value: ["10.0.0.0/24","x"]: may specify no more than one CIDR for each IP family',
      'spec.podCIDRs[1]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
  ],
])("refuses %j", (parts, lines) => {
  const found = errorLines(validateNode({ metadata: METADATA, ...parts }));
  expect(found).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) expect(found[index]).toContain(line);
});

it("lets an update add what was not there", () => {
  const spec = { podCIDRs: ["10.0.0.0/24"], providerID: "a" };
  expect(validateNodeUpdate({ metadata: METADATA, spec }, { metadata: METADATA })).toEqual([]);
});

it("keeps what controllers set once", () => {
  const spec = { podCIDRs: ["10.0.0.0/24"], providerID: "a", externalID: "b" };
  expect(errorLines(validateNodeUpdate({ metadata: METADATA }, { metadata: METADATA, spec }))).toEqual([
    "spec.externalID: Forbidden: may not be updated",
    'spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid',
    'spec.providerID: Forbidden: node updates may not change providerID except from "" to valid',
  ]);
});

it("allows each address once", () => {
  const address = { type: "InternalIP", address: "10.0.0.1" };
  const status = { addresses: [address, address, { ...address, type: "ExternalIP" }] };
  expect(errorLines(validateNodeUpdate({ metadata: METADATA, status }, { metadata: METADATA }))).toEqual([
    'status.addresses[1]: Duplicate value: {"type":"InternalIP","address":"10.0.0.1"}',
  ]);
});
