// Nodes on their way into the API server.

import { expect, it } from "vitest";

import { NODE_KIND } from "../../../../src/model/api/kinds/node.ts";
import { changeMistakes, create, created, update } from "../kind-outcomes.ts";

it("stores what may be used as all that there is, unless it is said, and rounds amounts", () => {
  expect(created(NODE_KIND, { status: { capacity: { cpu: "1.0001", pods: 110 } } })).toMatchObject({
    status: { capacity: { cpu: "1001m", pods: "110" }, allocatable: { cpu: "1001m", pods: "110" } },
  });
  const allocatable = { cpu: "500m" };
  expect(created(NODE_KIND, { status: { capacity: { cpu: 1 }, allocatable } })).toMatchObject({
    status: { allocatable },
  });
});

it.each([
  [{ podCIDR: "10.0.0.0/24" }, { podCIDR: "10.0.0.0/24", podCIDRs: ["10.0.0.0/24"] }],
  [{ podCIDRs: ["10.0.0.0/24"] }, { podCIDR: "10.0.0.0/24", podCIDRs: ["10.0.0.0/24"] }],
  [
    { podCIDR: "10.0.1.0/24", podCIDRs: ["10.0.0.0/24"] },
    { podCIDR: "10.0.1.0/24", podCIDRs: ["10.0.1.0/24"] },
  ],
])("completes the blocks of addresses in %j", (spec, expected) => {
  expect(created(NODE_KIND, { spec })).toMatchObject({ spec: expected });
});

it("warns of what nobody uses", () => {
  expect(create(NODE_KIND, { spec: { externalID: "x", configSource: {} } })).toMatchObject({
    warnings: ["spec.externalID: this field is deprecated, and is unused by Kubernetes"],
  });
});

it("leaves the status to the node itself", () => {
  const old = { status: { capacity: { cpu: 1 } } };
  const changed = update(NODE_KIND, old, { spec: { unschedulable: true }, status: { capacity: { cpu: 9 } } });
  expect(changed).toMatchObject({ object: { spec: { unschedulable: true }, status: { capacity: { cpu: "1" } } } });
});

it("tells what an update may not change", () => {
  const old = { spec: { providerID: "a", podCIDR: "10.0.0.0/24" } };
  expect(changeMistakes(NODE_KIND, old, { spec: { providerID: "b", podCIDR: "10.0.0.0/24" } })).toEqual([
    'spec.providerID: Forbidden: node updates may not change providerID except from "" to valid',
  ]);
});
