// Sources of volumes that CSI drivers serve today.

import { describe, expect, it } from "vitest";

import { inTreePluginNamed, inTreeSourceOf } from "../../../src/model/volumes/in-tree-sources.ts";

describe("an in-tree source", () => {
  it("is found by its field", () => {
    const source = inTreeSourceOf({ name: "v", cinder: { volumeID: "a" } });
    expect(source?.plugin.driverName).toBe("cinder.csi.openstack.org");
    expect(source?.value).toEqual({ volumeID: "a" });
  });

  it("is none where another kind is named", () => {
    expect(inTreeSourceOf({ name: "v", emptyDir: {} })).toBeUndefined();
    expect(inTreeSourceOf({ csi: { driver: "x", volumeHandle: "y" } })).toBeUndefined();
  });
});

describe("a provisioner", () => {
  it("may be an in-tree plugin, which the scheduler translates or not", () => {
    expect(inTreePluginNamed("kubernetes.io/aws-ebs")?.migrates).toBe(true);
    expect(inTreePluginNamed("kubernetes.io/vsphere-volume")?.migrates).toBe(false);
    expect(inTreePluginNamed("csi.example.com")).toBeUndefined();
  });
});
