// The fields of the objects that stand for many pods. Source: k8s.io/api apps/v1, batch/v1 and core/v1, v1.36.

import { METADATA, POD_TEMPLATE, TYPE } from "./pod-shapes.ts";
import { ANYTHING, BOOLEAN, INT32_MAX, integer, list, object, TEXT, type ObjectShape, type Shape } from "./shape.ts";

const COUNT = integer(0, INT32_MAX);

function workload(kind: string, read: Readonly<Record<string, Shape>>, ignored: string): ObjectShape {
  const spec = object(`${kind} spec`, ["template"], { template: POD_TEMPLATE, ...read }, ignored);
  return object(kind, ["spec"], { ...TYPE, metadata: METADATA, spec, status: STATUS });
}

const STATUS = object(
  "status",
  [],
  {
    conditions: list(
      object(
        "condition",
        ["type", "status"],
        { type: TEXT, status: TEXT },
        "lastProbeTime lastTransitionTime lastUpdateTime message reason",
      ),
    ),
  },
  "active availableReplicas collisionCount completedIndexes completionTime currentReplicas currentRevision failed " +
    "failedIndexes fullyLabeledReplicas observedGeneration ready readyReplicas replicas startTime succeeded " +
    "terminating terminatingReplicas unavailableReplicas uncountedTerminatedPods updateRevision updatedReplicas",
);

export const DEPLOYMENT = workload(
  "Deployment",
  { replicas: COUNT },
  "minReadySeconds paused progressDeadlineSeconds revisionHistoryLimit selector strategy",
);

export const REPLICA_SET = workload("ReplicaSet", { replicas: COUNT }, "minReadySeconds selector");

export const REPLICATION_CONTROLLER = workload(
  "ReplicationController",
  { replicas: COUNT },
  "minReadySeconds selector",
);

export const STATEFUL_SET = workload(
  "StatefulSet",
  {
    replicas: COUNT,
    ordinals: object("ordinals", [], { start: COUNT }),
    volumeClaimTemplates: list(ANYTHING),
  },
  "minReadySeconds persistentVolumeClaimRetentionPolicy podManagementPolicy revisionHistoryLimit selector " +
    "serviceName updateStrategy",
);

export const JOB = workload(
  "Job",
  { parallelism: COUNT, completions: COUNT, suspend: BOOLEAN, completionMode: TEXT },
  "activeDeadlineSeconds backoffLimit backoffLimitPerIndex managedBy manualSelector maxFailedIndexes " +
    "podFailurePolicy podReplacementPolicy selector successPolicy ttlSecondsAfterFinished",
);
