// Volumes as the API shows them, for the oracle: which nodes a pod's claims allow. Knows the cluster's objects alone, and only the
// forms that scripts write.

import type { PersistentVolume } from "../../../src/model/api/types/persistent-volume.ts";
import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import type { Node } from "../../../src/model/objects.ts";

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { LivePodView } from "../../../src/cluster/live-pods.ts";

const ZONE = "topology.kubernetes.io/zone";

export function claimNamesOf({ object }: LivePodView): readonly string[] {
  const volumes = (object.spec.volumes ?? []) as readonly { persistentVolumeClaim?: { claimName?: string } }[];
  return volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
}

/** Whether the pod's claims are there, and bound to what the node reaches or can be. */
export function volumesAllow({ objects }: ClusterState, pod: LivePodView, node: Node): boolean {
  return claimNamesOf(pod).every((name) => {
    const claim = objects.find("PersistentVolumeClaim", pod.namespace, name);
    if (claim === undefined || claim.metadata?.deletionTimestamp !== undefined) return false;
    const volume = volumeOf(claim);
    if (volume !== undefined) {
      const found = objects.find("PersistentVolume", "", volume);
      return found !== undefined && isReachedFrom(found, node);
    }
    if (claim.spec?.storageClassName === "made") return true;
    return [...objects.list("PersistentVolume")].some((free) => isFree(free) && isReachedFrom(free, node));
  });
}

/** The volume that it is bound to. */
export function volumeOf({ spec }: PersistentVolumeClaim): string | undefined {
  return spec?.volumeName === "" ? undefined : spec?.volumeName;
}

function isFree({ spec }: PersistentVolume): boolean {
  return spec?.storageClassName === "kept" && spec.claimRef === undefined;
}

/** Volumes of scripts say in which zone they are, or nothing. */
export function isReachedFrom({ spec }: PersistentVolume, node: Node): boolean {
  const terms = spec?.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const zones = terms.flatMap(({ matchExpressions = [] }) => matchExpressions.filter(({ key }) => key === ZONE));
  return zones.every(({ values }) => values?.includes(node.metadata.labels?.[ZONE] ?? "") === true);
}
