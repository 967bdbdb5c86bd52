// What plimsoll does with the fields of the objects that stand for many pods.

import type { StructType } from "../../model/api/api-type.ts";
import { JOB, JOB_SPEC } from "../../model/api/types/job.ts";
import {
  DEPLOYMENT,
  DEPLOYMENT_SPEC,
  REPLICA_SET,
  REPLICA_SET_SPEC,
  REPLICATION_CONTROLLER,
  REPLICATION_CONTROLLER_SPEC,
  STATEFUL_SET,
  STATEFUL_SET_SPEC,
} from "../../model/api/types/workload.ts";

import { usesOf, WHOLE, type Part, type UseTable } from "./field-uses.ts";
import { METADATA_USES, POD_TEMPLATE_USES, TYPE } from "./pod-uses.ts";

function workload(
  type: StructType,
  specType: StructType,
  read: Readonly<Record<string, Part>>,
  ignored: string,
): UseTable {
  const spec = usesOf(specType, { template: POD_TEMPLATE_USES, ...read }, ignored);
  return usesOf(type, { metadata: METADATA_USES, spec, status: WHOLE }, TYPE);
}

export const DEPLOYMENT_USES = workload(
  DEPLOYMENT,
  DEPLOYMENT_SPEC,
  { replicas: WHOLE },
  "minReadySeconds paused progressDeadlineSeconds revisionHistoryLimit selector strategy",
);

export const REPLICA_SET_USES = workload(
  REPLICA_SET,
  REPLICA_SET_SPEC,
  { replicas: WHOLE },
  "minReadySeconds selector",
);

export const REPLICATION_CONTROLLER_USES = workload(
  REPLICATION_CONTROLLER,
  REPLICATION_CONTROLLER_SPEC,
  { replicas: WHOLE },
  "minReadySeconds selector",
);

export const STATEFUL_SET_USES = workload(
  STATEFUL_SET,
  STATEFUL_SET_SPEC,
  { replicas: WHOLE, ordinals: WHOLE, volumeClaimTemplates: WHOLE },
  "minReadySeconds persistentVolumeClaimRetentionPolicy podManagementPolicy revisionHistoryLimit selector " +
    "serviceName updateStrategy",
);

export const JOB_USES = workload(
  JOB,
  JOB_SPEC,
  { parallelism: WHOLE, completions: WHOLE, suspend: WHOLE, completionMode: WHOLE },
  "activeDeadlineSeconds backoffLimit backoffLimitPerIndex managedBy manualSelector maxFailedIndexes " +
    "podFailurePolicy podReplacementPolicy selector successPolicy ttlSecondsAfterFinished",
);
