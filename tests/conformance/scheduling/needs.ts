// What a recorded case needs that is not simulated yet; such cases are listed, never passed.

import type { Pod } from "../../../src/model/objects.ts";
import { IN_TREE_PLUGINS } from "../../../src/scheduling/plugins/in-tree-plugins.ts";
import { isPod, type KubernetesObject, type SchedulingRecord } from "./record.ts";

/** Volume sources that VolumeBinding, VolumeZone, VolumeRestrictions or NodeVolumeLimits look at. */
const SCHEDULED_VOLUMES = [
  "persistentVolumeClaim",
  "ephemeral",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "azureDisk",
  "cinder",
  "csi",
  "iscsi",
  "rbd",
  "portworxVolume",
  "vsphereVolume",
];

/** Plugins that are there; what they decide can be replayed. */
const THERE: ReadonlySet<string> = new Set(IN_TREE_PLUGINS.map(({ name }) => name));

/** The first thing that the whole case needs, or undefined if all of it can be replayed. */
export function missingFor({ input }: SchedulingRecord): string | undefined {
  for (const object of allObjects(input)) {
    const missing = isPod(object) ? missingForPod(object) : missingForKind(object.kind);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function allObjects(input: SchedulingRecord["input"]): readonly KubernetesObject[] {
  const inSteps = input.steps.flatMap(({ before = [], create }) => [
    ...before.flatMap((change) => ("create" in change ? [change.create] : "update" in change ? [change.update] : [])),
    ...(create === undefined ? [] : [{ kind: "Pod", ...create }]),
  ]);
  return [...input.objects, ...inSteps];
}

function missingForPod({ spec }: Pod): string | undefined {
  const { affinity, topologySpreadConstraints = [], volumes = [] } = spec;
  if (affinity?.podAffinity !== undefined || affinity?.podAntiAffinity !== undefined) {
    if (!THERE.has("InterPodAffinity")) return "InterPodAffinity";
  }
  if (topologySpreadConstraints.length > 0 && !THERE.has("PodTopologySpread")) return "PodTopologySpread";
  if (volumes.some((volume) => SCHEDULED_VOLUMES.some((source) => source in volume)) && !THERE.has("VolumeBinding")) {
    return "volumes";
  }
  return undefined;
}

function missingForKind(kind: string): string | undefined {
  switch (kind) {
    case "Service":
    case "ReplicaSet":
    case "ReplicationController":
    case "StatefulSet":
      return THERE.has("PodTopologySpread") ? undefined : "PodTopologySpread";
    default:
      return undefined;
  }
}
