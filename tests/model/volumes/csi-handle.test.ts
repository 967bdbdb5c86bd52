// Handles of disks as CSI drivers know them.

import { describe, expect, it } from "vitest";

import type { PersistentVolumeSpec } from "../../../src/model/api/types/persistent-volume.ts";
import { inlineHandle, volumeHandle } from "../../../src/model/volumes/csi-handle.ts";
import { inTreeSourceOf } from "../../../src/model/volumes/in-tree-sources.ts";
import { volume } from "./storage-objects.ts";

/** The handle, or what is wrong. */
function handleOf(spec: PersistentVolumeSpec, labels: Readonly<Record<string, string>> = {}): string {
  const found = volumeHandle(inTreeSourceOf(spec)!, volume("v", "1Gi", spec, labels));
  return found.kind === "handle" ? found.handle : found.message;
}

const ZONE = "topology.kubernetes.io/zone";
const gce = { gcePersistentDisk: { pdName: "disk" } };
const aws = (volumeID: string) => ({ awsElasticBlockStore: { volumeID } });

describe("the handle of a volume", () => {
  it.each([
    [
      "names the zone of a Google disk",
      gce,
      { [ZONE]: "us-east1-b" },
      "projects/UNSPECIFIED/zones/us-east1-b/disks/disk",
    ],
    ["says that nobody knows the zone", gce, {}, "projects/UNSPECIFIED/zones/UNSPECIFIED/disks/disk"],
    [
      "names the region of a disk in two zones",
      gce,
      { [ZONE]: "us-east1-b__us-east1-c" },
      "projects/UNSPECIFIED/regions/us-east1/disks/disk",
    ],
    [
      "cannot be made of zones without a region",
      gce,
      { [ZONE]: "a__b" },
      "failed to get region from zones: zone in unexpected format, expected: {locale}-{region}-{zone}, got: a",
    ],
    [
      "cannot be made of zones of two regions",
      gce,
      { [ZONE]: "us-east1-b__us-west1-b" },
      "failed to get region from zones: multiple or no regions gotten from zones, got: map[us-east1:{} us-west1:{}]",
    ],
    ["is Amazon's number as it is", aws("vol-1"), {}, "vol-1"],
    ["is Amazon's number at the end of an address", aws("aws://zone/vol-1"), {}, "vol-1"],
    [
      "is not to be had of another address",
      aws("aws://zone/disk"),
      {},
      "failed to translate Kubernetes ID to EBS Volume ID Invalid format for AWS volume (aws://zone/disk)",
    ],
    ["is the address of a managed Azure disk", { azureDisk: { diskURI: "/d", kind: "managed" } }, {}, "/d"],
    [
      "is not to be had of other Azure disks, which they are by default",
      { azureDisk: { diskURI: "/d" } },
      {},
      "kind(Shared) is not supported in csi migration",
    ],
    ["is Cinder's number", { cinder: { volumeID: "c" } }, {}, "c"],
  ])("%s", (_sentence, spec, labels, expected) => {
    expect(handleOf(spec, labels)).toBe(expected);
  });
});

describe("the handle of a disk that a pod names", () => {
  it("knows no zone", () => {
    const source = inTreeSourceOf({ name: "v", ...gce })!;
    expect(inlineHandle(source)).toEqual({
      kind: "handle",
      handle: "projects/UNSPECIFIED/zones/UNSPECIFIED/disks/disk",
    });
  });

  it("is otherwise that of a volume", () => {
    const source = inTreeSourceOf({ name: "v", portworxVolume: { volumeID: "p" } })!;
    expect(inlineHandle(source)).toEqual({ kind: "handle", handle: "p" });
  });
});
