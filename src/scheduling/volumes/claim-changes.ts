// What the plans for a pod's claims make of the cluster's objects: at once, so that nobody else takes the volumes, and when
// the binding is over.
// Imitates pkg/scheduler/framework/plugins/volumebinding/binder.go (AssumePodVolumes, BindPodVolumes), v1.36. The PV
// controller and provisioners are there in their simplest form: what was planned succeeds.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { PersistentVolume } from "../../model/api/types/persistent-volume.ts";
import {
  boundClaim,
  boundVolume,
  claimForAnyNode,
  claimSelecting,
  driverOf,
  provisionedVolume,
  reservedFor,
} from "../../model/volumes/bind-claim.ts";
import { classOfClaim } from "../../model/volumes/claim-binding.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";
import type { StoredObject } from "../../cluster/object-store.ts";

import type { ClaimPlan } from "../framework/decision.ts";
import { VolumeObjects } from "./volume-objects.ts";

/** The objects as they are while the binding is under way. */
export function plannedObjects(plans: readonly ClaimPlan[], nodeName: string): readonly StoredObject[] {
  return plans.map(({ claim, volume }) =>
    volume === undefined ? claimObject(claimSelecting(nodeName, claim)) : volumeObject(reservedFor(volume, claim)),
  );
}

/** The objects as they are when the binding is over. Claims, volumes and classes that are gone by then stay so. */
export function boundObjects(
  plans: readonly ClaimPlan[],
  node: NodeRecord,
  cluster: ClusterState,
): readonly StoredObject[] {
  const objects = new VolumeObjects(cluster.objects);
  return plans.flatMap((plan) => {
    const { namespace = "default", name = "" } = plan.claim.metadata ?? {};
    const claim = objects.claim(namespace, name);
    const volume = claim === undefined ? undefined : volumeFor(plan, claim, node, objects);
    return claim === undefined || volume === undefined
      ? []
      : [volumeObject(volume), claimObject(boundClaim(claim, volume))];
  });
}

/** Claims for which no volume can be made, as the node for which they were to be is gone: they may be for another one. */
export function freedClaims(plans: readonly ClaimPlan[], cluster: ClusterState): readonly StoredObject[] {
  const objects = new VolumeObjects(cluster.objects);
  return plans.flatMap((plan) => {
    const { namespace = "default", name = "" } = plan.claim.metadata ?? {};
    const claim = objects.claim(namespace, name);
    return claim === undefined || plan.volume !== undefined ? [] : [claimObject(claimForAnyNode(claim))];
  });
}

function volumeFor(
  plan: ClaimPlan,
  claim: PersistentVolumeClaim,
  node: NodeRecord,
  objects: VolumeObjects,
): PersistentVolume | undefined {
  if (plan.volume !== undefined) {
    const volume = objects.volume(plan.volume.metadata?.name ?? "");
    return volume === undefined ? undefined : boundVolume(volume);
  }
  const storageClass = objects.storageClass(classOfClaim(claim));
  if (storageClass === undefined) return undefined;
  const driver = driverOf(storageClass);
  const drivers = objects.csiNode(node.name)?.spec?.drivers ?? [];
  const keys = drivers.find(({ name }) => name === driver)?.topologyKeys ?? [];
  return provisionedVolume(claim, storageClass, node.labels, keys);
}

function claimObject(object: PersistentVolumeClaim): StoredObject {
  return { kind: "PersistentVolumeClaim", object };
}

function volumeObject(object: PersistentVolume): StoredObject {
  return { kind: "PersistentVolume", object };
}
