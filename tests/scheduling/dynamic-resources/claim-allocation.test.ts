// What is written into a claim that gets its devices.

import { expect, it } from "vitest";

import type { ResourceSliceSpec } from "../../../src/model/api/types/resource-slice.ts";
import { allocationOf } from "../../../src/scheduling/dynamic-resources/claim-allocation.ts";
import { demandsOf } from "../../../src/scheduling/dynamic-resources/device-requests.ts";
import { PublishedSlice } from "../../../src/scheduling/dynamic-resources/published-devices.ts";
import { claim, devices, slice } from "./devices.ts";

const [[demand]] = demandsOf(
  claim("a", [{ name: "r", firstAvailable: [{ name: "s", deviceClassName: "gpu", tolerations: [{ key: "k" }] }] }]),
  () => undefined,
) as [[never]];

function allocated(...specs: readonly Partial<ResourceSliceSpec>[]) {
  const taken = specs.map((spec, index) => {
    const [device] = new PublishedSlice(slice(`p${index}`, devices(0), spec)).devices;
    return { demand, device: device! };
  });
  return allocationOf(taken, "n1");
}

const ZONE = { key: "zone", operator: "In", values: ["a"] };

it("names request, alternative and device", () => {
  expect(allocated({ allNodes: true })).toEqual({
    devices: {
      results: [{ request: "r/s", driver: "gpu.example.com", pool: "p0", device: "d0", tolerations: [{ key: "k" }] }],
    },
  });
});

it("binds to the node if any device is its own", () => {
  expect(allocated({ allNodes: true }, {}).nodeSelector).toEqual({
    nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: ["n1"] }] }],
  });
});

it("asks of nodes what all devices ask, each thing once", () => {
  const nodeSelector = { nodeSelectorTerms: [{ matchExpressions: [ZONE] }] };
  const rack = { key: "rack", operator: "Exists" };
  const other = { nodeSelectorTerms: [{ matchExpressions: [{ ...ZONE }, rack] }] };
  expect(allocated({ nodeSelector }, { nodeSelector: other }).nodeSelector).toEqual({
    nodeSelectorTerms: [{ matchExpressions: [ZONE, rack] }],
  });
});
