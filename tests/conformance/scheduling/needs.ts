// What a recorded case needs that is not simulated yet; such cases are listed, never passed.

import type { Pod } from "../../../src/model/objects.ts";
import { isPod, type ExpectedStep, type KubernetesObject, type SchedulingRecord } from "./record.ts";

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

/** The first thing that the whole case needs, or undefined if all of it can be replayed. */
export function missingFor({ input }: SchedulingRecord): string | undefined {
  for (const object of allObjects(input)) {
    const missing = isPod(object) ? missingForPod(object) : missingForKind(object.kind);
    if (missing !== undefined) return missing;
  }
  return missingForConfiguration(input.config);
}

/** The recorded step's own need: preemption that chose victims. */
export function missingForStep({ preemption, triedFirst, hint }: ExpectedStep): string | undefined {
  if (preemption?.nominated !== undefined || preemption?.candidates !== undefined) return "preemption";
  return triedFirst !== undefined && hint !== true ? "nominated nodes" : undefined;
}

function allObjects(input: SchedulingRecord["input"]): readonly KubernetesObject[] {
  const inSteps = input.steps.flatMap(({ before = [], create }) => [
    ...before.flatMap((change) => ("create" in change ? [change.create] : "update" in change ? [change.update] : [])),
    ...(create === undefined ? [] : [{ kind: "Pod", ...create }]),
  ]);
  return [...input.objects, ...inSteps];
}

function missingForPod({ spec, status }: Pod): string | undefined {
  if (spec.affinity?.podAffinity !== undefined || spec.affinity?.podAntiAffinity !== undefined)
    return "InterPodAffinity";
  if ((spec.topologySpreadConstraints ?? []).length > 0) return "PodTopologySpread";
  if ((spec.volumes ?? []).some((volume) => SCHEDULED_VOLUMES.some((source) => source in volume))) return "volumes";
  if ((spec.resourceClaims ?? []).length > 0) return "DynamicResources";
  if (spec.priority !== undefined || spec.preemptionPolicy !== undefined) return "preemption";
  return status?.nominatedNodeName === undefined ? undefined : "nominated nodes";
}

function missingForKind(kind: string): string | undefined {
  switch (kind) {
    case "Service":
    case "ReplicaSet":
    case "ReplicationController":
    case "StatefulSet":
      return "PodTopologySpread";
    case "PodDisruptionBudget":
      return "preemption";
    default:
      return undefined;
  }
}

/** Profiles that switch single points of plugins on and off are the scheduler configuration's own issue. */
function missingForConfiguration(config: unknown): string | undefined {
  const { profiles = [] } = (config ?? {}) as { profiles?: readonly { plugins?: unknown }[] };
  return profiles.some(({ plugins }) => plugins !== undefined) ? "profiles" : undefined;
}
