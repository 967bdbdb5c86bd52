// Whether volumes can be reached from nodes.

import { describe, expect, it } from "vitest";

import { VolumeReach } from "../../../src/scheduling/volumes/volume-reach.ts";
import { onlyWhere, volume } from "../../model/volumes/storage-objects.ts";
import { csiNode, VolumeCluster } from "./volume-cluster.ts";

const ZONE = "topology.kubernetes.io/zone";
const IN_ZONE_A = onlyWhere(ZONE, "a");

function reachFrom(cluster: VolumeCluster, wanted: ReturnType<typeof volume>) {
  const reach = new VolumeReach(cluster.objects);
  return cluster.byNode(({ record }) => reach.of(wanted, record));
}

describe("a volume", () => {
  it("is reached where its affinity says", () => {
    expect(reachFrom(new VolumeCluster(), volume("v", "1Gi", IN_ZONE_A))).toEqual({ n1: true, n2: false });
  });

  it("of a migrated plugin is reached where its driver says", () => {
    const cluster = new VolumeCluster().csiNodes(csiNode("n1", {}, ["kubernetes.io/cinder"]));
    const disk = volume("v", "1Gi", { ...IN_ZONE_A, cinder: { volumeID: "c" } });
    expect(reachFrom(cluster, disk)).toEqual({ n1: false, n2: false });
    expect(new VolumeReach(cluster.objects).asWritten(disk, { [ZONE]: "a" })).toBe(true);
  });

  it("that its driver cannot serve fails the cycle", () => {
    const cluster = new VolumeCluster().csiNodes(csiNode("n1", {}, ["kubernetes.io/azure-disk"]));
    const disk = volume("v", "1Gi", { azureDisk: { diskURI: "d", diskName: "d" } });
    const message = "could not translate pv: kind(Shared) is not supported in csi migration";
    expect(reachFrom(cluster, disk)).toEqual({ n1: message, n2: true });
  });
});
