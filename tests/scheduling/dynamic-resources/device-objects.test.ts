// What is kept of slices and claims until they change.

import { expect, it } from "vitest";

import { DeviceObjects } from "../../../src/scheduling/dynamic-resources/device-objects.ts";
import { node } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";
import { claim, devices, GPU_CLASS, slice, store } from "./devices.ts";

const { cluster } = new SmallCluster([node("n1", {}), node("n2", {})]);
const objects = new DeviceObjects(cluster.objects);

function poolsOf(name: string): readonly string[] {
  const gathered = objects.poolsOf(cluster.nodes.record(cluster.nodes.find(name)!));
  return gathered.kind === "pools" ? gathered.pools.map(({ id }) => id) : [gathered.message];
}

it("are the pools of each node, as the slices stand", () => {
  store(cluster, { kind: "ResourceSlice", object: slice("n1", devices(0)) });
  expect([poolsOf("n1"), poolsOf("n2")]).toEqual([["gpu.example.com/n1"], []]);
  store(cluster, { kind: "ResourceSlice", object: slice("all", devices(0), { allNodes: true }) });
  expect(poolsOf("n2")).toEqual(["gpu.example.com/all"]);
  store(cluster, { kind: "ResourceSlice", object: { ...slice("n1", devices(0)), metadata: { name: "second" } } });
  expect(poolsOf("n1")).toContain("gpu.example.com/n1");
});

it("are the devices that claims have, but for those that they only administer", () => {
  const results = [
    { request: "r", driver: "d", pool: "p", device: "x" },
    { request: "r", driver: "d", pool: "p", device: "y", adminAccess: true },
  ];
  expect(objects.allocated().size).toBe(0);
  store(cluster, GPU_CLASS, {
    kind: "ResourceClaim",
    object: { ...claim("a", []), status: { allocation: { devices: { results } } } },
  });
  expect([...objects.allocated()]).toEqual(["d/p/x"]);
  expect(objects.claim("default", "a")).toBeDefined();
  expect(objects.deviceClass("gpu")).toBeDefined();
});
