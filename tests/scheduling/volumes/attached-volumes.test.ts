// Volumes that pods have nodes attach.

import { describe, expect, it } from "vitest";

import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Volume } from "../../../src/model/objects.ts";
import {
  isPlainClaim,
  VolumeAttachments,
  type AttachedVolumes,
} from "../../../src/scheduling/volumes/attached-volumes.ts";
import { pod } from "../../model/build-objects.ts";
import { claim, claiming, claimOf, storageClass, volume } from "../../model/volumes/storage-objects.ts";
import { csiNode, VolumeCluster } from "./volume-cluster.ts";

const PLAIN = csiNode("n1", {});
const CINDER: Volume = { name: "v", cinder: { volumeID: "c" } };
const VSPHERE: Volume = { name: "v", vsphereVolume: { volumePath: "/a" } };
const DEDICATED: Volume = { name: "v", azureDisk: { diskURI: "d", kind: "Dedicated" } };

/** Volumes by `driver/handle`, or what they come to instead. */
function attached(volumes: readonly Volume[], version: KubernetesVersion = "1.36", node = PLAIN) {
  const cluster = new VolumeCluster([], version)
    .classes(storageClass("slow", "csi.example.com"), storageClass("old", "kubernetes.io/gce-pd"))
    .claims(
      claimOf("csi"),
      claimOf("disk"),
      claimOf("nfs"),
      claimOf("gone"),
      claim("unbound"),
      claim("classless", { storageClassName: "" }),
      claim("old", { storageClassName: "old" }),
    )
    .volumes(
      volume("csi", "1Gi", { csi: { driver: "d", volumeHandle: "h" } }),
      volume("disk", "1Gi", { gcePersistentDisk: { pdName: "p" } }),
      volume("nfs", "1Gi", { nfs: { server: "s", path: "/" } }),
    );
  const attachments = new VolumeAttachments(cluster.objects, cluster.cluster.behaviour);
  const to: AttachedVolumes = new Map();
  const problem = attachments.addNew(cluster.pod(pod({ volumes })), node, to);
  return problem === undefined ? [...to.keys()] : `${problem.code}: ${problem.reasons.join()}`;
}

describe("a claim's volume", () => {
  it.each([
    ["is its CSI source", "claim-of-csi", ["d/h"]],
    [
      "is the CSI disk of an in-tree source",
      "claim-of-disk",
      ["pd.csi.storage.gke.io/projects/UNSPECIFIED/zones/UNSPECIFIED/disks/p"],
    ],
    ["is not attached if it is neither", "claim-of-nfs", []],
    [
      "is the class' driver's while it is not there",
      "claim-of-gone",
      ["csi.example.com/to be made-default/claim-of-gone"],
    ],
    ["is the class' driver's while it is to be made", "unbound", ["csi.example.com/to be made-default/unbound"]],
    ["is the driver's in the place of an in-tree class", "old", ["pd.csi.storage.gke.io/to be made-default/old"]],
    ["is none of a claim without class", "classless", []],
  ])("%s", (_sentence, name, expected) => {
    expect(attached(claiming(name))).toEqual(expected);
  });

  it("of Portworx counts before 1.36 only where the plugin was migrated", () => {
    const portworx: Volume = { name: "v", portworxVolume: { volumeID: "p" } };
    expect(attached([portworx], "1.35")).toEqual([]);
    expect(attached([portworx], "1.35", csiNode("n1", {}, ["kubernetes.io/portworx-volume"]))).toHaveLength(1);
    expect(attached([portworx])).toHaveLength(1);
    expect(attached(claiming("old"), "1.35")).toHaveLength(1);
  });
});

describe("a pod", () => {
  it("attaches disks that it names itself, if a driver does that", () => {
    expect(attached([CINDER])).toEqual(["cinder.csi.openstack.org/c"]);
    expect(attached([VSPHERE])).toEqual([]);
  });

  it.each([
    [
      "whose claim is missing cannot go anywhere",
      claiming("missing"),
      'UnschedulableAndUnresolvable: looking up PVC default/missing: persistentvolumeclaim "missing" not found',
    ],
    [
      "with a disk that cannot be translated fails",
      [DEDICATED],
      "Error: converting volume(v) from inline to csi: kind(Dedicated) is not supported in csi migration",
    ],
    ["with a claim without a name fails", claiming(""), "Error: PersistentVolumeClaim had no name"],
  ])("%s", (_sentence, volumes, expected) => {
    expect(attached(volumes)).toBe(expected);
  });

  it("on a node is passed over where its claim is missing, but not if it uses another pod's", () => {
    const cluster = new VolumeCluster().claims(claim("pod-scratch"));
    const attachments = new VolumeAttachments(cluster.objects, cluster.cluster.behaviour);
    const add = (volumes: readonly Volume[]) => attachments.addPlaced(cluster.pod(pod({ volumes })), PLAIN, new Map());
    expect(add(claiming("missing"))).toBeUndefined();
    expect(add([{ name: "scratch", ephemeral: {} }])?.code).toBe("Error");
  });
});

it("only a claim with a name can be counted without a look at it", () => {
  expect(isPlainClaim({ kind: "claim", claimName: "c" })).toBe(true);
  expect(isPlainClaim({ kind: "claim", claimName: "" })).toBe(false);
  expect(isPlainClaim({ kind: "ephemeral", volumeName: "v" })).toBe(false);
});
