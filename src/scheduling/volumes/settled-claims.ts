// What the PV controller and provisioners have done about claims and volumes before the first pod is looked at: claims that
// wait for no pod are bound, and volumes that nobody has are available.
// Imitates, in its simplest form, pkg/controller/volume/persistentvolume/pv_controller.go (syncClaim, syncVolume), v1.36.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { PersistentVolume } from "../../model/api/types/persistent-volume.ts";
import { boundClaim, boundVolume, provisionedVolume, reservedFor } from "../../model/volumes/bind-claim.ts";
import { classOfClaim, isBoundTo, isFullyBound } from "../../model/volumes/claim-binding.ts";
import { volumesMatching } from "../../model/volumes/matching-volumes.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";

import { VolumeObjects } from "./volume-objects.ts";

/** The provisioner of classes whose volumes are made by hand. */
const NO_PROVISIONER = "kubernetes.io/no-provisioner";

/** Claims and volumes that look otherwise when all that can be bound without a pod is bound. */
export function settledObjects(cluster: ClusterState): readonly StoredObject[] {
  const objects = new VolumeObjects(cluster.objects);
  const volumes = new Map<string, PersistentVolume>();
  const changed = new Map<string, StoredObject>();
  const keep = (volume: PersistentVolume, isNew: boolean) => {
    const name = volume.metadata?.name ?? "";
    volumes.set(name, volume);
    if (isNew) changed.set(`volume ${name}`, { kind: "PersistentVolume", object: volume });
  };
  for (const volume of objects.volumes()) {
    const phase = volume.status?.phase ?? "Pending";
    if (phase === "Pending") keep({ ...volume, status: { ...volume.status, phase: "Available" } }, true);
    else keep(volume, false);
  }
  for (const claim of cluster.objects.list("PersistentVolumeClaim")) {
    if (isFullyBound(claim) || claim.metadata?.deletionTimestamp) continue;
    const volume = volumeFor(claim, volumes, objects, cluster.behaviour.volumeAttributesClasses);
    if (volume === undefined) continue;
    const bound = boundVolume(reservedFor(volume, claim));
    keep(bound, true);
    const { namespace = "default", name = "" } = claim.metadata ?? {};
    changed.set(`claim ${namespace}/${name}`, { kind: "PersistentVolumeClaim", object: boundClaim(claim, bound) });
  }
  return [...changed.values()];
}

/** The same for one claim that has come: the claim and its volume as bound, or nothing if it waits. */
export function settledClaim(claim: PersistentVolumeClaim, cluster: ClusterState): readonly StoredObject[] {
  const objects = new VolumeObjects(cluster.objects);
  const volumes = new Map([...objects.volumes()].map((volume) => [volume.metadata?.name ?? "", volume]));
  const volume = volumeFor(claim, volumes, objects, cluster.behaviour.volumeAttributesClasses);
  if (volume === undefined) return [];
  const bound = boundVolume(reservedFor(volume, claim));
  return [
    { kind: "PersistentVolume", object: bound },
    { kind: "PersistentVolumeClaim", object: boundClaim(claim, bound) },
  ];
}

/** The volume that the claim is bound to without waiting for a pod; undefined: it waits. */
function volumeFor(
  claim: PersistentVolumeClaim,
  volumes: ReadonlyMap<string, PersistentVolume>,
  objects: VolumeObjects,
  volumeAttributesClasses: boolean,
): PersistentVolume | undefined {
  const { volumeName } = claim.spec ?? {};
  if (volumeName) {
    const volume = volumes.get(volumeName);
    return volume?.spec?.claimRef === undefined || isBoundTo(volume, claim) ? volume : undefined;
  }
  const matches = volumesMatching(claim, volumes.values(), volumeAttributesClasses);
  if (matches.kind === "failed") return undefined;
  const [own] = matches.prebound;
  if (own !== undefined) return own;
  const storageClass = objects.storageClass(classOfClaim(claim));
  if (storageClass?.volumeBindingMode === "WaitForFirstConsumer") return undefined;
  const [smallest] = matches.available;
  if (smallest !== undefined || storageClass === undefined) return smallest;
  const { provisioner = "" } = storageClass;
  return provisioner === "" || provisioner === NO_PROVISIONER
    ? undefined
    : provisionedVolume(claim, storageClass, {}, []);
}
