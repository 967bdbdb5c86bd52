// Random storage: few claims, volumes and classes, so that pods often meet the same ones.

import type { StoredObject } from "../../src/cluster/object-store.ts";
import type { Volume } from "../../src/model/objects.ts";
import type { RandomObjects } from "./random-objects.ts";

const CLAIMS = ["c0", "c1", "c2", "c3", "c4"];
const VOLUMES = ["v0", "v1", "v2", "v3"];
const CLASSES = ["by-hand", "made"];
const SIZES = ["1Gi", "2Gi", "5Gi"];
const ZONES = ["a", "b", "c"];
const ZONE = "topology.kubernetes.io/zone";
const DRIVER = "csi.example.com";

/** Volumes of a pod; now and then some that fail the cycle. */
export function randomPodVolumes(draw: RandomObjects): readonly Volume[] {
  return [0, 1].slice(draw.index(2)).map((index): Volume => {
    const name = `v${index}`;
    if (draw.chance(65)) return { name, persistentVolumeClaim: { claimName: draw.pick(CLAIMS) } };
    if (draw.chance(5)) return { name, ephemeral: {} };
    if (draw.chance(10)) return { name, azureDisk: { diskURI: "d", kind: draw.pick(["Managed", "Shared"]) } };
    if (draw.chance(30)) return { name, cinder: { volumeID: draw.pick(["x", "y"]) } };
    return { name, gcePersistentDisk: { pdName: draw.pick(["x", "y"]), readOnly: draw.chance(50) } };
  });
}

/** Any object of storage, in the place of the one of its name. */
export function randomStorage(draw: RandomObjects, nodes: readonly string[]): StoredObject {
  switch (draw.index(10)) {
    case 0:
      return { kind: "StorageClass", object: randomClass(draw) };
    case 1:
    case 2:
      return { kind: "CSINode", object: randomCsiNode(draw, nodes) };
    case 3:
      return { kind: "VolumeAttachment", object: randomAttachment(draw, nodes) };
    case 4:
      return { kind: "CSIDriver", object: { metadata: { name: DRIVER }, spec: { storageCapacity: draw.chance(50) } } };
    case 5:
      return { kind: "CSIStorageCapacity", object: randomCapacity(draw) };
    case 6:
    case 7:
      return { kind: "PersistentVolume", object: randomVolume(draw) };
    default:
      return { kind: "PersistentVolumeClaim", object: randomClaim(draw, nodes) };
  }
}

function randomClass(draw: RandomObjects) {
  const name = draw.pick(CLASSES);
  const provisioner = name === "made" ? draw.pick([DRIVER, "kubernetes.io/cinder"]) : "kubernetes.io/no-provisioner";
  const allowed = [{ matchLabelExpressions: [{ key: ZONE, values: [draw.pick(ZONES)] }] }];
  return {
    metadata: { name },
    provisioner,
    volumeBindingMode: draw.chance(90) ? "WaitForFirstConsumer" : "Immediate",
    allowedTopologies: draw.chance(20) ? allowed : [],
  };
}

function randomCsiNode(draw: RandomObjects, nodes: readonly string[]) {
  const limit = (name: string) => ({ name, ...(draw.chance(80) ? { allocatable: { count: draw.index(4) } } : {}) });
  const migrated = draw.some(["kubernetes.io/cinder", "kubernetes.io/azure-disk", "kubernetes.io/gce-pd"], 50).join();
  return {
    metadata: {
      name: draw.pick([...nodes, "ghost"]),
      annotations: { "storage.alpha.kubernetes.io/migrated-plugins": migrated },
    },
    spec: { drivers: [DRIVER, "cinder.csi.openstack.org", "pd.csi.storage.gke.io"].map(limit) },
  };
}

function randomAttachment(draw: RandomObjects, nodes: readonly string[]) {
  const nodeName = draw.pick([...nodes, "ghost"]);
  const persistentVolumeName = draw.pick(VOLUMES);
  return {
    metadata: { name: draw.pick(["a0", "a1"]) },
    spec: { attacher: DRIVER, nodeName, source: { persistentVolumeName } },
  };
}

function randomCapacity(draw: RandomObjects) {
  return {
    metadata: { name: draw.pick(["k0", "k1"]), namespace: "default" },
    storageClassName: "made",
    capacity: draw.pick(SIZES),
    nodeTopology: draw.chance(50) ? {} : { matchLabels: { [ZONE]: draw.pick(ZONES) } },
  };
}

function randomVolume(draw: RandomObjects) {
  const name = draw.pick(VOLUMES);
  const matchExpressions = [
    { key: draw.pick([ZONE, "disk"]), operator: "In", values: draw.pick([["a", "b"], ["ssd"]]) },
  ];
  const labels = { [draw.pick([ZONE, "failure-domain.beta.kubernetes.io/zone"])]: draw.pick(["a", "b__c"]) };
  return {
    metadata: { name, labels: draw.chance(30) ? labels : {} },
    spec: {
      accessModes: ["ReadWriteOnce"],
      capacity: { storage: draw.pick(SIZES) },
      storageClassName: "by-hand",
      ...(draw.chance(60)
        ? { csi: { driver: DRIVER, volumeHandle: name } }
        : { cinder: { volumeID: draw.pick(["x", name]) } }),
      ...(draw.chance(50) ? { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } } } : {}),
      ...(draw.chance(20) ? { claimRef: { namespace: "default", name: draw.pick(CLAIMS) } } : {}),
    },
    status: { phase: draw.chance(90) ? "Available" : "Released" },
  };
}

function randomClaim(draw: RandomObjects, nodes: readonly string[]) {
  const isBound = draw.chance(50);
  const annotations = {
    ...(isBound ? { "pv.kubernetes.io/bind-completed": "yes" } : {}),
    ...(draw.chance(10) ? { "volume.kubernetes.io/selected-node": draw.pick([...nodes, "ghost"]) } : {}),
  };
  return {
    metadata: { name: draw.pick(CLAIMS), namespace: draw.pick(["default", "other"]), annotations },
    spec: {
      accessModes: [draw.chance(20) ? "ReadWriteOncePod" : "ReadWriteOnce"],
      storageClassName: draw.pick(CLASSES),
      resources: { requests: { storage: draw.pick(SIZES) } },
      ...(isBound ? { volumeName: draw.pick([...VOLUMES, "ghost"]) } : {}),
    },
    status: { phase: isBound ? "Bound" : "Pending" },
  };
}
