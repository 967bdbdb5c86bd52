// What plimsoll does with the fields of objects that scheduling looks up: services, budgets, claims, volumes and their classes,
// namespaces, and the workload objects that own pods.

import type { StructType } from "../../model/api/api-type.ts";
import { PERSISTENT_VOLUME_CLAIM } from "../../model/api/types/claim.ts";
import { OBJECT_META } from "../../model/api/types/object-meta.ts";
import { PERSISTENT_VOLUME } from "../../model/api/types/persistent-volume.ts";
import { POD_DISRUPTION_BUDGET } from "../../model/api/types/policy.ts";
import { NAMESPACE } from "../../model/api/types/quota.ts";
import { RESOURCE_CLAIM, RESOURCE_CLAIM_TEMPLATE } from "../../model/api/types/resource-claim.ts";
import { DEVICE_CLASS, RESOURCE_SLICE } from "../../model/api/types/resource-slice.ts";
import { SERVICE, SERVICE_SPEC } from "../../model/api/types/service.ts";
import {
  CSI_DRIVER,
  CSI_NODE,
  CSI_STORAGE_CAPACITY,
  STORAGE_CLASS,
  VOLUME_ATTACHMENT,
} from "../../model/api/types/storage.ts";
import {
  REPLICA_SET,
  REPLICA_SET_SPEC,
  REPLICATION_CONTROLLER,
  REPLICATION_CONTROLLER_SPEC,
  STATEFUL_SET,
  STATEFUL_SET_SPEC,
} from "../../model/api/types/workload.ts";

import type { StoredKind } from "../../cluster/object-store.ts";

import { usesOf, WHOLE, type Part, type UseTable } from "./field-uses.ts";
import { TYPE } from "./pod-uses.ts";

/** Claims and volumes find each other by uid, and terminating objects bind nothing. */
const METADATA = usesOf(
  OBJECT_META,
  {
    name: WHOLE,
    namespace: WHOLE,
    uid: WHOLE,
    labels: WHOLE,
    annotations: WHOLE,
    creationTimestamp: WHOLE,
    deletionTimestamp: WHOLE,
    ownerReferences: WHOLE,
  },
  "generateName deletionGracePeriodSeconds finalizers generation managedFields resourceVersion selfLink",
);

/** An object of which all is kept but what every object has. */
function whole(type: StructType, names: string, ignored = ""): UseTable {
  const read = Object.fromEntries(names.split(" ").map((name): [string, Part] => [name, WHOLE]));
  return usesOf(type, { metadata: METADATA, ...read }, `${TYPE} ${ignored}`);
}

/** A workload object of which only the selector is looked up, and how many pods it wants. */
function owner(type: StructType, specType: StructType): UseTable {
  const ignored = [...specType.fields.keys()].filter((name) => name !== "selector" && name !== "replicas").join(" ");
  return usesOf(
    type,
    { metadata: METADATA, spec: usesOf(specType, { selector: WHOLE, replicas: WHOLE }, ignored) },
    `${TYPE} status`,
  );
}

const SERVICE_USES = usesOf(
  SERVICE,
  {
    metadata: METADATA,
    spec: usesOf(
      SERVICE_SPEC,
      { selector: WHOLE },
      "allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName externalTrafficPolicy " +
        "healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy loadBalancerClass loadBalancerIP " +
        "loadBalancerSourceRanges ports publishNotReadyAddresses sessionAffinity sessionAffinityConfig " +
        "trafficDistribution type",
    ),
  },
  `${TYPE} status`,
);

/** By kind. */
export const STORED_USES: Readonly<Partial<Record<StoredKind, UseTable>>> = Object.freeze({
  Namespace: usesOf(NAMESPACE, { metadata: METADATA }, `${TYPE} spec status`),
  Service: SERVICE_USES,
  ReplicationController: owner(REPLICATION_CONTROLLER, REPLICATION_CONTROLLER_SPEC),
  ReplicaSet: owner(REPLICA_SET, REPLICA_SET_SPEC),
  StatefulSet: owner(STATEFUL_SET, STATEFUL_SET_SPEC),
  PodDisruptionBudget: whole(POD_DISRUPTION_BUDGET, "spec status"),
  PersistentVolume: whole(PERSISTENT_VOLUME, "spec status"),
  PersistentVolumeClaim: whole(PERSISTENT_VOLUME_CLAIM, "spec status"),
  StorageClass: whole(
    STORAGE_CLASS,
    "provisioner parameters reclaimPolicy volumeBindingMode allowedTopologies",
    "mountOptions allowVolumeExpansion",
  ),
  CSINode: whole(CSI_NODE, "spec"),
  CSIDriver: whole(CSI_DRIVER, "spec"),
  CSIStorageCapacity: whole(CSI_STORAGE_CAPACITY, "nodeTopology storageClassName capacity maximumVolumeSize"),
  VolumeAttachment: whole(VOLUME_ATTACHMENT, "spec", "status"),
  ResourceClaim: whole(RESOURCE_CLAIM, "spec status"),
  ResourceClaimTemplate: whole(RESOURCE_CLAIM_TEMPLATE, "spec"),
  ResourceSlice: whole(RESOURCE_SLICE, "spec"),
  DeviceClass: whole(DEVICE_CLASS, "spec"),
});
