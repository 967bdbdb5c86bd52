// What becomes of a claim and its volume on the way from being chosen for each other to being bound.
// Imitates staging component-helpers storage/volume/pv_helpers.go (GetBindVolumeToClaim), volumebinding/binder.go
// (AssumePodVolumes) and, in its simplest form, pkg/controller/volume/persistentvolume/pv_controller.go, v1.36, and the
// rescheduling of sig-storage-lib-external-provisioner controller/controller.go.

import type { NodeSelectorRequirement } from "../api/types/affinity.ts";
import type { PersistentVolumeClaim } from "../api/types/claim.ts";
import type { PersistentVolume } from "../api/types/persistent-volume.ts";
import type { StorageClass } from "../api/types/storage.ts";
import type { Labels } from "../objects.ts";
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, classOfClaim, isBoundTo, SELECTED_NODE } from "./claim-binding.ts";
import { inTreePluginNamed } from "./in-tree-sources.ts";

const PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

/** The volume as nobody else's: it names the claim. */
export function reservedFor(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  const { metadata, spec } = volume;
  const { namespace = "default", name = "", uid } = claim.metadata ?? {};
  const annotations = isBoundTo(volume, claim)
    ? metadata?.annotations
    : { ...metadata?.annotations, [BOUND_BY_CONTROLLER]: "yes" };
  return {
    ...volume,
    metadata: { ...metadata, ...(annotations === undefined ? {} : { annotations }) },
    spec: {
      ...spec,
      claimRef: {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        namespace,
        name,
        ...(uid === undefined ? {} : { uid }),
      },
    },
  };
}

/** The claim as its provisioner sees that a volume is wanted, and where. */
export function claimSelecting(nodeName: string, claim: PersistentVolumeClaim): PersistentVolumeClaim {
  const { metadata } = claim;
  return { ...claim, metadata: { ...metadata, annotations: { ...metadata?.annotations, [SELECTED_NODE]: nodeName } } };
}

/** The claim as one for which no node has been chosen yet. */
export function claimForAnyNode(claim: PersistentVolumeClaim): PersistentVolumeClaim {
  const { [SELECTED_NODE]: _, ...annotations } = claim.metadata?.annotations ?? {};
  return { ...claim, metadata: { ...claim.metadata, annotations } };
}

/** A volume that names its claim, as bound. */
export function boundVolume(volume: PersistentVolume): PersistentVolume {
  return { ...volume, status: { ...volume.status, phase: "Bound" } };
}

/** The claim as bound to the volume. */
export function boundClaim(claim: PersistentVolumeClaim, { metadata, spec }: PersistentVolume): PersistentVolumeClaim {
  const annotations = { ...claim.metadata?.annotations, [BIND_COMPLETED]: "yes", [BOUND_BY_CONTROLLER]: "yes" };
  return {
    ...claim,
    metadata: { ...claim.metadata, annotations },
    spec: { ...claim.spec, volumeName: metadata?.name ?? "" },
    status: {
      ...claim.status,
      phase: "Bound",
      accessModes: spec?.accessModes ?? [],
      capacity: spec?.capacity ?? {},
    },
  };
}

/** The CSI driver that makes volumes of the class. */
export function driverOf({ provisioner = "" }: StorageClass): string {
  return inTreePluginNamed(provisioner)?.driverName ?? provisioner;
}

/**
 * The volume that a provisioner makes for a claim near a node. `topologyKeys` are those of the driver on the node: its labels
 * of these keys say from where else the volume can be reached.
 */
export function provisionedVolume(
  claim: PersistentVolumeClaim,
  storageClass: StorageClass,
  nodeLabels: Labels,
  topologyKeys: readonly string[],
): PersistentVolume {
  const { provisioner = "", reclaimPolicy = "Delete" } = storageClass;
  const { namespace = "default", name = "", uid } = claim.metadata ?? {};
  const volumeName = `pvc-${uid ?? `${namespace}-${name}`}`;
  const { accessModes = [], resources, volumeMode = "Filesystem" } = claim.spec ?? {};
  const matchExpressions = topologyKeys.flatMap((key): readonly NodeSelectorRequirement[] =>
    Object.hasOwn(nodeLabels, key) ? [{ key, operator: "In", values: [nodeLabels[key]!] }] : [],
  );
  const made: PersistentVolume = {
    metadata: { name: volumeName, annotations: { [PROVISIONED_BY]: provisioner } },
    spec: {
      accessModes,
      capacity: { storage: resources?.requests?.["storage"] ?? "0" },
      csi: { driver: driverOf(storageClass), volumeHandle: volumeName },
      persistentVolumeReclaimPolicy: reclaimPolicy,
      storageClassName: classOfClaim(claim),
      volumeMode,
      ...(matchExpressions.length === 0
        ? {}
        : { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } } }),
    },
  };
  return boundVolume(reservedFor(made, claim));
}
