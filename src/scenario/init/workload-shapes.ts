// What is kept of the objects that stand for pods, and of those that scale and protect them.

import type { StructType } from "../../model/api/api-type.ts";
import * as V1 from "../../model/api/types/autoscaling-v1.ts";
import * as V2 from "../../model/api/types/autoscaling-v2.ts";
import { CONTROLLER_REVISION } from "../../model/api/types/controller-revision.ts";
import {
  CRON_JOB,
  CRON_JOB_SPEC,
  CRON_JOB_STATUS,
  JOB,
  JOB_CONDITION,
  JOB_SPEC,
  JOB_STATUS,
  JOB_TEMPLATE_SPEC,
  POD_FAILURE_POLICY,
  POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT,
  POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN,
  POD_FAILURE_POLICY_RULE,
  SUCCESS_POLICY,
  SUCCESS_POLICY_RULE,
} from "../../model/api/types/job.ts";
import {
  POD_DISRUPTION_BUDGET,
  POD_DISRUPTION_BUDGET_SPEC,
  POD_DISRUPTION_BUDGET_STATUS,
} from "../../model/api/types/policy.ts";
import {
  DAEMON_SET,
  DAEMON_SET_SPEC,
  DAEMON_SET_STATUS,
  DAEMON_SET_UPDATE_STRATEGY,
  DEPLOYMENT,
  DEPLOYMENT_SPEC,
  DEPLOYMENT_STATUS,
  DEPLOYMENT_STRATEGY,
  REPLICA_SET,
  REPLICA_SET_SPEC,
  REPLICA_SET_STATUS,
  REPLICATION_CONTROLLER,
  REPLICATION_CONTROLLER_SPEC,
  REPLICATION_CONTROLLER_STATUS,
  ROLLING_UPDATE_DAEMON_SET,
  ROLLING_UPDATE_DEPLOYMENT,
  ROLLING_UPDATE_STATEFUL_SET_STRATEGY,
  STATEFUL_SET,
  STATEFUL_SET_ORDINALS,
  STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY,
  STATEFUL_SET_SPEC,
  STATEFUL_SET_STATUS,
  STATEFUL_SET_UPDATE_STRATEGY,
} from "../../model/api/types/workload.ts";

import { METADATA, SELECTOR, WORKLOAD_METADATA } from "./metadata-shapes.ts";
import { TEMPLATE } from "./pod-shapes.ts";
import { LABELS, listOf, NAME, PLAIN, shapeOf, text, type ObjectShape, type Shape } from "./shape.ts";
import { CLAIM_SHAPE } from "./storage-shapes.ts";

const TYPE = "apiVersion kind";

function workload(type: StructType, spec: Shape, status: Shape): ObjectShape {
  return shapeOf(type, TYPE, { metadata: WORKLOAD_METADATA, spec, status });
}

/** How an update goes on: its type, and numbers. */
function strategy(type: StructType, rollingUpdate: StructType): Shape {
  return shapeOf(type, "type", { rollingUpdate: shapeOf(rollingUpdate, [...rollingUpdate.fields.keys()].join(" ")) });
}

export const DEPLOYMENT_SHAPE = workload(
  DEPLOYMENT,
  shapeOf(DEPLOYMENT_SPEC, "replicas minReadySeconds paused progressDeadlineSeconds revisionHistoryLimit", {
    selector: SELECTOR,
    strategy: strategy(DEPLOYMENT_STRATEGY, ROLLING_UPDATE_DEPLOYMENT),
    template: TEMPLATE,
  }),
  shapeOf(DEPLOYMENT_STATUS, "replicas updatedReplicas readyReplicas availableReplicas collisionCount"),
);

export const REPLICA_SET_SHAPE = workload(
  REPLICA_SET,
  shapeOf(REPLICA_SET_SPEC, "replicas minReadySeconds", { selector: SELECTOR, template: TEMPLATE }),
  shapeOf(REPLICA_SET_STATUS, "replicas readyReplicas availableReplicas"),
);

export const REPLICATION_CONTROLLER_SHAPE = workload(
  REPLICATION_CONTROLLER,
  shapeOf(REPLICATION_CONTROLLER_SPEC, "replicas minReadySeconds", { selector: LABELS, template: TEMPLATE }),
  shapeOf(REPLICATION_CONTROLLER_STATUS, "replicas readyReplicas availableReplicas"),
);

export const STATEFUL_SET_SHAPE = workload(
  STATEFUL_SET,
  shapeOf(STATEFUL_SET_SPEC, "replicas minReadySeconds podManagementPolicy revisionHistoryLimit", {
    serviceName: NAME,
    selector: SELECTOR,
    ordinals: shapeOf(STATEFUL_SET_ORDINALS, "start"),
    persistentVolumeClaimRetentionPolicy: shapeOf(
      STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY,
      "whenDeleted whenScaled",
    ),
    updateStrategy: strategy(STATEFUL_SET_UPDATE_STRATEGY, ROLLING_UPDATE_STATEFUL_SET_STRATEGY),
    template: TEMPLATE,
    volumeClaimTemplates: listOf(CLAIM_SHAPE),
  }),
  shapeOf(
    STATEFUL_SET_STATUS,
    "observedGeneration replicas readyReplicas currentReplicas updatedReplicas availableReplicas collisionCount",
    { currentRevision: NAME, updateRevision: NAME },
  ),
);

export const DAEMON_SET_SHAPE = workload(
  DAEMON_SET,
  shapeOf(DAEMON_SET_SPEC, "minReadySeconds revisionHistoryLimit", {
    selector: SELECTOR,
    updateStrategy: strategy(DAEMON_SET_UPDATE_STRATEGY, ROLLING_UPDATE_DAEMON_SET),
    template: TEMPLATE,
  }),
  shapeOf(
    DAEMON_SET_STATUS,
    "observedGeneration currentNumberScheduled numberMisscheduled desiredNumberScheduled numberReady " +
      "updatedNumberScheduled numberAvailable numberUnavailable collisionCount",
  ),
);

/** A revision holds a template, of which as much is kept as of the one of its owner: so they still compare. */
const REVISION_DATA: ObjectShape = {
  kind: "object",
  fields: new Map([
    [
      "spec",
      {
        kind: "object",
        fields: new Map<string, Shape>([
          ["template", { ...TEMPLATE, fields: new Map([...TEMPLATE.fields, ["$patch", PLAIN]]) }],
        ]),
        needsOneOf: [],
      },
    ],
  ]),
  needsOneOf: [],
};

export const CONTROLLER_REVISION_SHAPE = shapeOf(CONTROLLER_REVISION, `${TYPE} revision`, {
  metadata: METADATA,
  data: REVISION_DATA,
});

const FAILURE_RULE = shapeOf(POD_FAILURE_POLICY_RULE, "action", {
  onExitCodes: shapeOf(POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT, "operator values", { containerName: NAME }),
  onPodConditions: listOf(shapeOf(POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN, "status", { type: text("condition") })),
});

const JOB_SPEC_KEPT = shapeOf(
  JOB_SPEC,
  "parallelism completions completionMode suspend activeDeadlineSeconds backoffLimit backoffLimitPerIndex " +
    "maxFailedIndexes manualSelector podReplacementPolicy ttlSecondsAfterFinished",
  {
    selector: SELECTOR,
    managedBy: text("label-key"),
    podFailurePolicy: shapeOf(POD_FAILURE_POLICY, "", { rules: listOf(FAILURE_RULE) }),
    successPolicy: shapeOf(SUCCESS_POLICY, "", {
      rules: listOf(shapeOf(SUCCESS_POLICY_RULE, "succeededIndexes succeededCount")),
    }),
    template: TEMPLATE,
  },
);

export const JOB_SHAPE = workload(
  JOB,
  JOB_SPEC_KEPT,
  shapeOf(JOB_STATUS, "startTime completionTime active ready succeeded failed completedIndexes failedIndexes", {
    conditions: listOf(shapeOf(JOB_CONDITION, "status lastTransitionTime", { type: text("condition") })),
  }),
);

export const CRON_JOB_SHAPE = workload(
  CRON_JOB,
  shapeOf(
    CRON_JOB_SPEC,
    "schedule timeZone suspend concurrencyPolicy startingDeadlineSeconds successfulJobsHistoryLimit " +
      "failedJobsHistoryLimit",
    { jobTemplate: shapeOf(JOB_TEMPLATE_SPEC, "", { metadata: METADATA, spec: JOB_SPEC_KEPT }) },
  ),
  shapeOf(CRON_JOB_STATUS, "lastScheduleTime lastSuccessfulTime"),
);

export const DISRUPTION_BUDGET_SHAPE = workload(
  POD_DISRUPTION_BUDGET,
  shapeOf(POD_DISRUPTION_BUDGET_SPEC, "minAvailable maxUnavailable unhealthyPodEvictionPolicy", { selector: SELECTOR }),
  shapeOf(POD_DISRUPTION_BUDGET_STATUS, "disruptionsAllowed currentHealthy desiredHealthy expectedPods"),
);

function target(type: StructType): Shape {
  return shapeOf(type, "", { apiVersion: text("api-version"), kind: text("kind"), name: NAME });
}

export const AUTOSCALER_V1_SHAPE = workload(
  V1.HORIZONTAL_POD_AUTOSCALER,
  shapeOf(V1.HORIZONTAL_POD_AUTOSCALER_SPEC, "minReplicas maxReplicas targetCPUUtilizationPercentage", {
    scaleTargetRef: target(V1.CROSS_VERSION_OBJECT_REFERENCE),
  }),
  shapeOf(V1.HORIZONTAL_POD_AUTOSCALER_STATUS, "currentReplicas desiredReplicas lastScaleTime"),
);

const METRIC_TARGET = shapeOf(V2.METRIC_TARGET, "type value averageValue averageUtilization");
const METRIC = shapeOf(V2.METRIC_IDENTIFIER, "", { name: NAME, selector: SELECTOR });
const RESOURCE = text("resource");

const METRIC_SPEC = shapeOf(V2.METRIC_SPEC, "type", {
  resource: shapeOf(V2.RESOURCE_METRIC_SOURCE, "", { name: RESOURCE, target: METRIC_TARGET }),
  containerResource: shapeOf(V2.CONTAINER_RESOURCE_METRIC_SOURCE, "", {
    name: RESOURCE,
    container: NAME,
    target: METRIC_TARGET,
  }),
  pods: shapeOf(V2.PODS_METRIC_SOURCE, "", { metric: METRIC, target: METRIC_TARGET }),
  object: shapeOf(V2.OBJECT_METRIC_SOURCE, "", {
    describedObject: target(V2.CROSS_VERSION_OBJECT_REFERENCE),
    metric: METRIC,
    target: METRIC_TARGET,
  }),
  external: shapeOf(V2.EXTERNAL_METRIC_SOURCE, "", { metric: METRIC, target: METRIC_TARGET }),
});

const SCALING = shapeOf(V2.HPA_SCALING_RULES, "stabilizationWindowSeconds selectPolicy tolerance", {
  policies: listOf(shapeOf(V2.HPA_SCALING_POLICY, "type value periodSeconds")),
});

export const AUTOSCALER_V2_SHAPE = workload(
  V2.HORIZONTAL_POD_AUTOSCALER,
  shapeOf(V2.HORIZONTAL_POD_AUTOSCALER_SPEC, "minReplicas maxReplicas", {
    scaleTargetRef: target(V2.CROSS_VERSION_OBJECT_REFERENCE),
    metrics: listOf(METRIC_SPEC),
    behavior: shapeOf(V2.HORIZONTAL_POD_AUTOSCALER_BEHAVIOR, "", { scaleUp: SCALING, scaleDown: SCALING }),
  }),
  // Conditions say since when, and whether it was the autoscaler that scaled to nothing; their messages may name what is theirs.
  shapeOf(V2.HORIZONTAL_POD_AUTOSCALER_STATUS, "currentReplicas desiredReplicas lastScaleTime", {
    conditions: listOf(
      shapeOf(V2.HORIZONTAL_POD_AUTOSCALER_CONDITION, "status lastTransitionTime reason", { type: text("condition") }),
    ),
  }),
);
