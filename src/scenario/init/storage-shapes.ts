// What is kept of volumes and of the objects behind them: what limits where a pod may go. Attributes and parameters
// of drivers, and the secrets that they use, are left out.

import {
  PERSISTENT_VOLUME_CLAIM,
  PERSISTENT_VOLUME_CLAIM_SPEC,
  PERSISTENT_VOLUME_CLAIM_STATUS,
  VOLUME_RESOURCE_REQUIREMENTS,
} from "../../model/api/types/claim.ts";
import {
  CSI_PERSISTENT_VOLUME_SOURCE,
  LOCAL_VOLUME_SOURCE,
  PERSISTENT_VOLUME,
  PERSISTENT_VOLUME_SPEC,
  PERSISTENT_VOLUME_STATUS,
  VOLUME_NODE_AFFINITY,
} from "../../model/api/types/persistent-volume.ts";
import {
  CSI_DRIVER,
  CSI_DRIVER_SPEC,
  CSI_NODE,
  CSI_NODE_DRIVER,
  CSI_NODE_SPEC,
  CSI_STORAGE_CAPACITY,
  STORAGE_CLASS,
  VOLUME_ATTACHMENT,
  VOLUME_ATTACHMENT_SOURCE,
  VOLUME_ATTACHMENT_SPEC,
  VOLUME_NODE_RESOURCES,
} from "../../model/api/types/storage.ts";
import {
  CSI_VOLUME_SOURCE,
  EPHEMERAL_VOLUME_SOURCE,
  IMAGE_VOLUME_SOURCE,
  PERSISTENT_VOLUME_CLAIM_TEMPLATE,
  PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE,
  VOLUME,
} from "../../model/api/types/volume.ts";
import {
  AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE,
  AZURE_DISK_VOLUME_SOURCE,
  GCE_PERSISTENT_DISK_VOLUME_SOURCE,
  HOST_PATH_VOLUME_SOURCE,
  NFS_VOLUME_SOURCE,
} from "../../model/api/types/volume-disks.ts";

import { METADATA, NODES_SELECTED, REFERENCE, SELECTOR, TOPOLOGIES } from "./metadata-shapes.ts";
import { AMOUNTS, listOf, NAME, shapeOf, text, type Shape } from "./shape.ts";

const TYPE = "apiVersion kind";

const CLAIM_SPEC = shapeOf(PERSISTENT_VOLUME_CLAIM_SPEC, "accessModes volumeMode", {
  storageClassName: NAME,
  volumeName: NAME,
  volumeAttributesClassName: NAME,
  selector: SELECTOR,
  resources: shapeOf(VOLUME_RESOURCE_REQUIREMENTS, "", { requests: AMOUNTS, limits: AMOUNTS }),
});

const CLAIM_SEEN = shapeOf(PERSISTENT_VOLUME_CLAIM_STATUS, "phase accessModes", { capacity: AMOUNTS });

export const CLAIM_SHAPE = shapeOf(PERSISTENT_VOLUME_CLAIM, TYPE, {
  metadata: METADATA,
  spec: CLAIM_SPEC,
  status: CLAIM_SEEN,
});

const EPHEMERAL = shapeOf(EPHEMERAL_VOLUME_SOURCE, "", {
  volumeClaimTemplate: shapeOf(PERSISTENT_VOLUME_CLAIM_TEMPLATE, "", { metadata: METADATA, spec: CLAIM_SPEC }),
});

/** Disks that can be attached to so many nodes at once, and so many of which fit on a node. */
const DISKS: Readonly<Record<string, Shape>> = {
  awsElasticBlockStore: shapeOf(AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE, "partition readOnly", { volumeID: NAME }),
  azureDisk: shapeOf(AZURE_DISK_VOLUME_SOURCE, "kind cachingMode readOnly", { diskName: NAME, diskURI: NAME }),
  gcePersistentDisk: shapeOf(GCE_PERSISTENT_DISK_VOLUME_SOURCE, "partition readOnly", { pdName: NAME }),
};

const POD_SOURCES: Readonly<Record<string, Shape>> = {
  persistentVolumeClaim: shapeOf(PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE, "readOnly", { claimName: NAME }),
  ephemeral: EPHEMERAL,
  csi: shapeOf(CSI_VOLUME_SOURCE, "readOnly", { driver: text("driver") }),
  image: shapeOf(IMAGE_VOLUME_SOURCE, "", { reference: text("image") }),
  ...DISKS,
};

/** A pod's volume; those of the node itself, of secrets and of configuration hold a pod nowhere. */
export const POD_VOLUME = shapeOf(VOLUME, "", { name: NAME, ...POD_SOURCES }, Object.keys(POD_SOURCES));

const VOLUME_SOURCES: Readonly<Record<string, Shape>> = {
  csi: shapeOf(CSI_PERSISTENT_VOLUME_SOURCE, "readOnly", { driver: text("driver"), volumeHandle: NAME }),
  local: shapeOf(LOCAL_VOLUME_SOURCE, "", { path: text("path") }),
  hostPath: shapeOf(HOST_PATH_VOLUME_SOURCE, "type", { path: text("path") }),
  nfs: shapeOf(NFS_VOLUME_SOURCE, "readOnly", { server: NAME, path: text("path") }),
  ...DISKS,
};

const VOLUME_SPEC = shapeOf(
  PERSISTENT_VOLUME_SPEC,
  "accessModes persistentVolumeReclaimPolicy volumeMode",
  {
    capacity: AMOUNTS,
    storageClassName: NAME,
    volumeAttributesClassName: NAME,
    claimRef: REFERENCE,
    nodeAffinity: shapeOf(VOLUME_NODE_AFFINITY, "", { required: NODES_SELECTED }),
    ...VOLUME_SOURCES,
  },
  Object.keys(VOLUME_SOURCES),
);

export const VOLUME_SHAPE = shapeOf(
  PERSISTENT_VOLUME,
  TYPE,
  { metadata: METADATA, spec: VOLUME_SPEC, status: shapeOf(PERSISTENT_VOLUME_STATUS, "phase") },
  ["spec"],
);

export const STORAGE_CLASS_SHAPE = shapeOf(
  STORAGE_CLASS,
  `${TYPE} reclaimPolicy volumeBindingMode allowVolumeExpansion`,
  { metadata: METADATA, provisioner: text("driver"), allowedTopologies: TOPOLOGIES },
);

const NODE_DRIVER = shapeOf(CSI_NODE_DRIVER, "", {
  name: text("driver"),
  nodeID: NAME,
  topologyKeys: listOf(text("label-key")),
  allocatable: shapeOf(VOLUME_NODE_RESOURCES, "count"),
});

export const CSI_NODE_SHAPE = shapeOf(CSI_NODE, TYPE, {
  metadata: METADATA,
  spec: shapeOf(CSI_NODE_SPEC, "", { drivers: listOf(NODE_DRIVER) }),
});

export const CSI_DRIVER_SHAPE = shapeOf(CSI_DRIVER, TYPE, {
  metadata: METADATA,
  spec: shapeOf(
    CSI_DRIVER_SPEC,
    "attachRequired podInfoOnMount storageCapacity volumeLifecycleModes fsGroupPolicy requiresRepublish seLinuxMount",
  ),
});

export const STORAGE_CAPACITY_SHAPE = shapeOf(CSI_STORAGE_CAPACITY, `${TYPE} capacity maximumVolumeSize`, {
  metadata: METADATA,
  nodeTopology: SELECTOR,
  storageClassName: NAME,
});

/** One that holds its volume itself is left out: it counts against no limit. */
export const VOLUME_ATTACHMENT_SHAPE = shapeOf(
  VOLUME_ATTACHMENT,
  TYPE,
  {
    metadata: METADATA,
    spec: shapeOf(
      VOLUME_ATTACHMENT_SPEC,
      "",
      {
        attacher: text("driver"),
        nodeName: NAME,
        source: shapeOf(VOLUME_ATTACHMENT_SOURCE, "", { persistentVolumeName: NAME }, ["persistentVolumeName"]),
      },
      ["source"],
    ),
  },
  ["spec"],
);
