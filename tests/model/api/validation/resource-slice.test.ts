// What the API server says of published devices.

import { expect, it } from "vitest";

import { RESOURCE_SLICE_KIND } from "../../../../src/model/api/kinds/resource-slice.ts";
import { mistakes } from "../kind-outcomes.ts";

const GOOD = {
  driver: "gpu.example.com",
  pool: { name: "p", generation: 1, resourceSliceCount: 1 },
  nodeName: "n1",
  devices: [{ name: "d0" }],
};

it.each([
  [{}, undefined],
  [{ driver: "" }, "spec.driver: Required value"],
  [{ pool: { name: "", generation: 1, resourceSliceCount: 1 } }, "spec.pool.name: Required value"],
  [{ pool: { name: "p", generation: 1 } }, "spec.pool.resourceSliceCount: Invalid value: 0: must be greater than zero"],
  [{ nodeName: null }, "spec: Required value: exactly one of `nodeName`"],
  [{ allNodes: true }, "but multiple fields are set"],
  [{ devices: [{}] }, "spec.devices[0].name: Required value"],
  [{ devices: [{ name: "d" }, { name: "d" }] }, 'spec.devices[1].name: Duplicate value: "d"'],
])("of a slice with %j it says %s", (change, message) => {
  const lines = mistakes(RESOURCE_SLICE_KIND, { spec: { ...GOOD, ...change } });
  expect(lines).toHaveLength(message === undefined ? 0 : 1);
  if (message !== undefined) expect(lines[0]).toContain(message);
});
