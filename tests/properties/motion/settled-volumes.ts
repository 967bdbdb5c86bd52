// What must hold of claims and volumes once nothing is left to happen: each volume is of one claim, which knows it; pods run where
// their volumes are; claims that a set should have kept or let go are there or not. Knows the API's objects alone.

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { LivePodView } from "../../../src/cluster/live-pods.ts";

import { isOver, nodeOf } from "./api-objects.ts";
import { claimNamesOf, isReachedFrom, volumeOf } from "./volumes.ts";

type Complaints = readonly string[];

export function aboutVolumes(cluster: ClusterState, pods: readonly LivePodView[]): Complaints {
  return [...aboutClaims(cluster), ...pods.flatMap((pod) => aboutPod(cluster, pod))];
}

function aboutClaims({ objects }: ClusterState): Complaints {
  const taken = new Map<string, string>();
  return [...objects.list("PersistentVolumeClaim")].flatMap((claim) => {
    const { name = "", uid } = claim.metadata ?? {};
    const volume = volumeOf(claim);
    if (volume === undefined) return [];
    const other = taken.get(volume);
    taken.set(volume, name);
    const reference = objects.find("PersistentVolume", "", volume)?.spec?.claimRef;
    return [
      ...(other === undefined ? [] : [`the claims ${other} and ${name} have one volume, ${volume}`]),
      ...(reference?.name === name && (reference.uid === undefined || reference.uid === uid)
        ? []
        : [`the claim ${name} has the volume ${volume}, which is of ${reference?.name ?? "nobody"}`]),
    ];
  });
}

/** A pod on a node has all its claims, bound to volumes that the node reaches. */
function aboutPod(cluster: ClusterState, pod: LivePodView): Complaints {
  const node = nodeOf(cluster, pod.nodeName);
  if (node === undefined || isOver(pod)) return [];
  return claimNamesOf(pod).flatMap((name) => {
    const claim = cluster.objects.find("PersistentVolumeClaim", pod.namespace, name);
    if (claim === undefined) return [];
    const volume = cluster.objects.find("PersistentVolume", "", volumeOf(claim) ?? "");
    if (volume === undefined) return [`${pod.name} runs without a volume for ${name}`];
    return isReachedFrom(volume, node) ? [] : [`${pod.name} runs on ${pod.nodeName}, out of reach of ${name}`];
  });
}
