// The pools that a node can use.

import { expect, it } from "vitest";

import type { ResourceSlice } from "../../../src/model/api/types/resource-slice.ts";
import { gatherPools } from "../../../src/scheduling/dynamic-resources/device-pools.ts";
import { PublishedSlice } from "../../../src/scheduling/dynamic-resources/published-devices.ts";
import { devices, slice } from "./devices.ts";

const NODE = { name: "n1", labels: { zone: "a" } };

function gathered(...objects: readonly ResourceSlice[]): string {
  const slices = objects.map((object) => new PublishedSlice(object));
  const outcome = gatherPools(slices, slices, NODE);
  if (outcome.kind === "error") return outcome.message;
  return outcome.pools
    .map(({ id, isIncomplete, isInvalid, devices: own }) => {
      const state = isIncomplete ? " incomplete" : isInvalid ? " invalid" : "";
      return `${id}${state}: ${own.map(({ device }) => device.name).join(" ")}`;
    })
    .join("; ");
}

function inZone(zone: string) {
  return { nodeSelectorTerms: [{ matchExpressions: [{ key: "zone", operator: "In", values: [zone] }] }] };
}

it("are those of the node, of its zone and of all nodes, by name", () => {
  expect(
    gathered(
      slice("zonal", devices(0), { nodeSelector: inZone("a") }),
      slice("far", devices(0), { nodeSelector: inZone("b") }),
      slice("n2", devices(0)),
      slice("n1", devices(0, 0)),
      slice("everywhere", devices(0), { allNodes: true }),
    ),
  ).toBe("gpu.example.com/everywhere: d0; gpu.example.com/n1: d0 d1; gpu.example.com/zonal: d0");
});

it("may say of each device where it is", () => {
  const own = [
    { name: "a", nodeName: "n1" },
    { name: "b", nodeName: "n2" },
  ];
  expect(gathered(slice("mixed", own, { perDeviceNodeSelection: true }))).toBe("gpu.example.com/mixed: a b");
  expect(gathered(slice("mixed", own.slice(1), { perDeviceNodeSelection: true }))).toBe("");
});

it("are incomplete until every slice is there, somewhere", () => {
  const pool = { name: "p", generation: 1, resourceSliceCount: 2 };
  const here = slice("n1", devices(0), { pool });
  expect(gathered(here)).toBe("gpu.example.com/p incomplete: ");
  expect(gathered(here, slice("n2", devices(0), { pool }))).toBe("gpu.example.com/p: d0");
});

it("are of the latest generation", () => {
  const pool = { name: "p", generation: 2, resourceSliceCount: 1 };
  const old = slice("n1", devices(0, 0), { pool: { ...pool, generation: 1 } });
  const latest = { ...slice("n1", devices(0), { pool }), metadata: { name: "next" } };
  expect(gathered(old, latest)).toBe("gpu.example.com/p: d0");
  expect(gathered(latest, old)).toBe("gpu.example.com/p: d0");
  const elsewhere = { ...slice("n2", devices(0), { pool }), metadata: { name: "next" } };
  const half = slice("n1", devices(0), { pool: { name: "p", generation: 1, resourceSliceCount: 2 } });
  expect(gathered(half, elsewhere)).toBe("");
});

it("come last where devices have to be made ready, and are invalid where two have one name", () => {
  const slow = slice("a", [{ name: "d0", bindingConditions: ["ready"] }], { allNodes: true });
  expect(gathered(slow, slice("b", devices(0), { allNodes: true }))).toBe(
    "gpu.example.com/b: d0; gpu.example.com/a: d0",
  );
  expect(gathered(slice("n1", [...devices(0), ...devices(0)]))).toBe("gpu.example.com/n1 invalid: ");
});

it("cannot be told where a selector cannot be parsed", () => {
  const wrong = { nodeSelectorTerms: [{ matchExpressions: [{ key: "zone", operator: "Near" }] }] };
  expect(gathered(slice("s", devices(0), { nodeSelector: wrong }))).toContain(
    "gather pool information: failed to perform node selection for slice s",
  );
});
