// How objects of storage are looked up, and missed.

import { describe, expect, it } from "vitest";

import {
  claimNotFound,
  hasMigrated,
  storageClassNotFound,
  volumeNotFound,
} from "../../../src/scheduling/volumes/volume-objects.ts";
import { claim, storageClass, volume } from "../../model/volumes/storage-objects.ts";
import { csiNode, VolumeCluster } from "./volume-cluster.ts";

describe("objects of storage", () => {
  it("are found by their names", () => {
    const { objects } = new VolumeCluster()
      .claims(claim("c"))
      .volumes(volume("v", "1Gi"))
      .classes(storageClass("slow", "x"))
      .csiNodes(csiNode("n1", {}))
      .store(
        { kind: "CSIDriver", object: { metadata: { name: "x" } } },
        { kind: "CSIStorageCapacity", object: { metadata: { name: "k" }, capacity: "1Gi" } },
      );
    expect(objects.claim("default", "c")?.metadata?.name).toBe("c");
    expect(objects.claim("other", "c")).toBeUndefined();
    expect(objects.volume("v")?.metadata?.name).toBe("v");
    expect([...objects.volumes()]).toHaveLength(1);
    expect(objects.storageClass("slow")?.provisioner).toBe("x");
    expect(objects.csiNode("n1")?.metadata?.name).toBe("n1");
    expect(objects.driver("x")?.metadata?.name).toBe("x");
    expect([...objects.capacities()].map(({ capacity }) => capacity)).toEqual(["1Gi"]);
  });

  it("are missed in the API's words", () => {
    expect(claimNotFound("c")).toBe('persistentvolumeclaim "c" not found');
    expect(volumeNotFound("v")).toBe('persistentvolume "v" not found');
    expect(storageClassNotFound("s")).toBe('storageclass.storage.k8s.io "s" not found');
  });
});

describe("a node", () => {
  it("has migrated the plugins that its CSINode lists", () => {
    const listed = csiNode("n1", {}, ["kubernetes.io/aws-ebs", "kubernetes.io/gce-pd"]);
    expect(hasMigrated(listed, "kubernetes.io/gce-pd")).toBe(true);
    expect(hasMigrated(listed, "kubernetes.io/cinder")).toBe(false);
    expect(hasMigrated(undefined, "kubernetes.io/gce-pd")).toBe(false);
  });
});
