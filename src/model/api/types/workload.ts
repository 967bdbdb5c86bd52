// Objects that keep a number of pods: Deployment, ReplicaSet, StatefulSet, DaemonSet, ReplicationController.
// Source: k8s.io/api/apps/v1/types.go, api/core/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  INT64,
  INT_OR_STRING,
  STRING,
  STRING_MAP,
  TIME,
  always,
  alwaysPointer,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { PERSISTENT_VOLUME_CLAIM } from "./claim.ts";
import { LABEL_SELECTOR, OBJECT_META } from "./object-meta.ts";
import { POD_TEMPLATE_SPEC } from "./pod.ts";

export const REPLICATION_CONTROLLER_SPEC = struct("v1.ReplicationControllerSpec", {
  replicas: pointer(INT32),
  minReadySeconds: INT32,
  selector: STRING_MAP,
  template: pointer(POD_TEMPLATE_SPEC),
});
export type ReplicationControllerSpec = ValueOf<typeof REPLICATION_CONTROLLER_SPEC>;

const REPLICATION_CONTROLLER_CONDITION = struct("v1.ReplicationControllerCondition", {
  type: always(named("v1.ReplicationControllerConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

export const REPLICATION_CONTROLLER_STATUS = struct("v1.ReplicationControllerStatus", {
  replicas: always(INT32),
  fullyLabeledReplicas: INT32,
  readyReplicas: INT32,
  availableReplicas: INT32,
  observedGeneration: INT64,
  conditions: list(REPLICATION_CONTROLLER_CONDITION),
});

export const REPLICATION_CONTROLLER = struct("v1.ReplicationController", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: REPLICATION_CONTROLLER_SPEC,
  status: REPLICATION_CONTROLLER_STATUS,
});
export type ReplicationController = ValueOf<typeof REPLICATION_CONTROLLER>;

export const ROLLING_UPDATE_DEPLOYMENT = struct("v1.RollingUpdateDeployment", {
  maxUnavailable: pointer(INT_OR_STRING),
  maxSurge: pointer(INT_OR_STRING),
});
export type RollingUpdateDeployment = ValueOf<typeof ROLLING_UPDATE_DEPLOYMENT>;

export const DEPLOYMENT_STRATEGY = struct("v1.DeploymentStrategy", {
  type: named("v1.DeploymentStrategyType"),
  rollingUpdate: pointer(ROLLING_UPDATE_DEPLOYMENT),
});
export type DeploymentStrategy = ValueOf<typeof DEPLOYMENT_STRATEGY>;

export const DEPLOYMENT_SPEC = struct("v1.DeploymentSpec", {
  replicas: pointer(INT32),
  selector: alwaysPointer(LABEL_SELECTOR),
  template: POD_TEMPLATE_SPEC,
  strategy: DEPLOYMENT_STRATEGY,
  minReadySeconds: INT32,
  revisionHistoryLimit: pointer(INT32),
  paused: BOOLEAN,
  progressDeadlineSeconds: pointer(INT32),
});
export type DeploymentSpec = ValueOf<typeof DEPLOYMENT_SPEC>;

const DEPLOYMENT_CONDITION = struct("v1.DeploymentCondition", {
  type: always(named("v1.DeploymentConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastUpdateTime: always(TIME),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

export const DEPLOYMENT_STATUS = struct("v1.DeploymentStatus", {
  observedGeneration: INT64,
  replicas: INT32,
  updatedReplicas: INT32,
  readyReplicas: INT32,
  availableReplicas: INT32,
  unavailableReplicas: INT32,
  terminatingReplicas: pointer(INT32),
  conditions: list(DEPLOYMENT_CONDITION),
  collisionCount: pointer(INT32),
});

export const DEPLOYMENT = struct("v1.Deployment", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: DEPLOYMENT_SPEC,
  status: DEPLOYMENT_STATUS,
});
export type Deployment = ValueOf<typeof DEPLOYMENT>;

export const REPLICA_SET_SPEC = struct("v1.ReplicaSetSpec", {
  replicas: pointer(INT32),
  minReadySeconds: INT32,
  selector: alwaysPointer(LABEL_SELECTOR),
  template: POD_TEMPLATE_SPEC,
});
export type ReplicaSetSpec = ValueOf<typeof REPLICA_SET_SPEC>;

const REPLICA_SET_CONDITION = struct("v1.ReplicaSetCondition", {
  type: always(named("v1.ReplicaSetConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

export const REPLICA_SET_STATUS = struct("v1.ReplicaSetStatus", {
  replicas: always(INT32),
  fullyLabeledReplicas: INT32,
  readyReplicas: INT32,
  availableReplicas: INT32,
  terminatingReplicas: pointer(INT32),
  observedGeneration: INT64,
  conditions: list(REPLICA_SET_CONDITION),
});

export const REPLICA_SET = struct("v1.ReplicaSet", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: REPLICA_SET_SPEC,
  status: REPLICA_SET_STATUS,
});
export type ReplicaSet = ValueOf<typeof REPLICA_SET>;

export const ROLLING_UPDATE_STATEFUL_SET_STRATEGY = struct("v1.RollingUpdateStatefulSetStrategy", {
  partition: pointer(INT32),
  maxUnavailable: pointer(INT_OR_STRING),
});
export type RollingUpdateStatefulSetStrategy = ValueOf<typeof ROLLING_UPDATE_STATEFUL_SET_STRATEGY>;

export const STATEFUL_SET_UPDATE_STRATEGY = struct("v1.StatefulSetUpdateStrategy", {
  type: named("v1.StatefulSetUpdateStrategyType"),
  rollingUpdate: pointer(ROLLING_UPDATE_STATEFUL_SET_STRATEGY),
});
export type StatefulSetUpdateStrategy = ValueOf<typeof STATEFUL_SET_UPDATE_STRATEGY>;

export const STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY = struct(
  "v1.StatefulSetPersistentVolumeClaimRetentionPolicy",
  {
    whenDeleted: named("v1.PersistentVolumeClaimRetentionPolicyType"),
    whenScaled: named("v1.PersistentVolumeClaimRetentionPolicyType"),
  },
);
export type StatefulSetPersistentVolumeClaimRetentionPolicy = ValueOf<
  typeof STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY
>;

export const STATEFUL_SET_ORDINALS = struct("v1.StatefulSetOrdinals", {
  start: always(INT32),
});

export const STATEFUL_SET_SPEC = struct("v1.StatefulSetSpec", {
  replicas: pointer(INT32),
  selector: alwaysPointer(LABEL_SELECTOR),
  template: POD_TEMPLATE_SPEC,
  volumeClaimTemplates: list(PERSISTENT_VOLUME_CLAIM),
  serviceName: always(STRING),
  podManagementPolicy: named("v1.PodManagementPolicyType"),
  updateStrategy: STATEFUL_SET_UPDATE_STRATEGY,
  revisionHistoryLimit: pointer(INT32),
  minReadySeconds: INT32,
  persistentVolumeClaimRetentionPolicy: pointer(STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY),
  ordinals: pointer(STATEFUL_SET_ORDINALS),
});
export type StatefulSetSpec = ValueOf<typeof STATEFUL_SET_SPEC>;

const STATEFUL_SET_CONDITION = struct("v1.StatefulSetCondition", {
  type: always(named("v1.StatefulSetConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

export const STATEFUL_SET_STATUS = struct("v1.StatefulSetStatus", {
  observedGeneration: INT64,
  replicas: always(INT32),
  readyReplicas: INT32,
  currentReplicas: INT32,
  updatedReplicas: INT32,
  currentRevision: STRING,
  updateRevision: STRING,
  collisionCount: pointer(INT32),
  conditions: list(STATEFUL_SET_CONDITION),
  availableReplicas: always(INT32),
});

export const STATEFUL_SET = struct("v1.StatefulSet", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: STATEFUL_SET_SPEC,
  status: STATEFUL_SET_STATUS,
});
export type StatefulSet = ValueOf<typeof STATEFUL_SET>;

export const ROLLING_UPDATE_DAEMON_SET = struct("v1.RollingUpdateDaemonSet", {
  maxUnavailable: pointer(INT_OR_STRING),
  maxSurge: pointer(INT_OR_STRING),
});
export type RollingUpdateDaemonSet = ValueOf<typeof ROLLING_UPDATE_DAEMON_SET>;

export const DAEMON_SET_UPDATE_STRATEGY = struct("v1.DaemonSetUpdateStrategy", {
  type: named("v1.DaemonSetUpdateStrategyType"),
  rollingUpdate: pointer(ROLLING_UPDATE_DAEMON_SET),
});
export type DaemonSetUpdateStrategy = ValueOf<typeof DAEMON_SET_UPDATE_STRATEGY>;

export const DAEMON_SET_SPEC = struct("v1.DaemonSetSpec", {
  selector: alwaysPointer(LABEL_SELECTOR),
  template: POD_TEMPLATE_SPEC,
  updateStrategy: DAEMON_SET_UPDATE_STRATEGY,
  minReadySeconds: INT32,
  revisionHistoryLimit: pointer(INT32),
});
export type DaemonSetSpec = ValueOf<typeof DAEMON_SET_SPEC>;

const DAEMON_SET_CONDITION = struct("v1.DaemonSetCondition", {
  type: always(named("v1.DaemonSetConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

export const DAEMON_SET_STATUS = struct("v1.DaemonSetStatus", {
  currentNumberScheduled: always(INT32),
  numberMisscheduled: always(INT32),
  desiredNumberScheduled: always(INT32),
  numberReady: always(INT32),
  observedGeneration: INT64,
  updatedNumberScheduled: INT32,
  numberAvailable: INT32,
  numberUnavailable: INT32,
  collisionCount: pointer(INT32),
  conditions: list(DAEMON_SET_CONDITION),
});

export const DAEMON_SET = struct("v1.DaemonSet", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: DAEMON_SET_SPEC,
  status: DAEMON_SET_STATUS,
});
export type DaemonSet = ValueOf<typeof DAEMON_SET>;
