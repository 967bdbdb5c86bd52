// The kinds of objects that go into a scenario made from a dump, with what is kept of each. What is not simulated yet
// but says how the cluster behaves (autoscalers, disruption budgets, quotas) is among them.

import {
  LIMIT_RANGE_SHAPE,
  NAMESPACE_SHAPE,
  NODE_SHAPE,
  PRIORITY_CLASS_SHAPE,
  RESOURCE_QUOTA_SHAPE,
  RUNTIME_CLASS_SHAPE,
  SERVICE_SHAPE,
} from "./cluster-shapes.ts";
import {
  DEVICE_CLASS_SHAPE,
  RESOURCE_CLAIM_SHAPE,
  RESOURCE_CLAIM_TEMPLATE_SHAPE,
  RESOURCE_SLICE_SHAPE,
} from "./device-shapes.ts";
import { POD_SHAPE } from "./pod-shapes.ts";
import type { ObjectShape } from "./shape.ts";
import {
  CLAIM_SHAPE,
  CSI_DRIVER_SHAPE,
  CSI_NODE_SHAPE,
  STORAGE_CAPACITY_SHAPE,
  STORAGE_CLASS_SHAPE,
  VOLUME_ATTACHMENT_SHAPE,
  VOLUME_SHAPE,
} from "./storage-shapes.ts";
import {
  AUTOSCALER_V1_SHAPE,
  AUTOSCALER_V2_SHAPE,
  CONTROLLER_REVISION_SHAPE,
  CRON_JOB_SHAPE,
  DAEMON_SET_SHAPE,
  DEPLOYMENT_SHAPE,
  DISRUPTION_BUDGET_SHAPE,
  JOB_SHAPE,
  REPLICA_SET_SHAPE,
  REPLICATION_CONTROLLER_SHAPE,
  STATEFUL_SET_SHAPE,
} from "./workload-shapes.ts";

const KEPT_KINDS: ReadonlyMap<string, ObjectShape> = new Map([
  ["v1 Node", NODE_SHAPE],
  ["v1 Namespace", NAMESPACE_SHAPE],
  ["scheduling.k8s.io/v1 PriorityClass", PRIORITY_CLASS_SHAPE],
  ["node.k8s.io/v1 RuntimeClass", RUNTIME_CLASS_SHAPE],
  ["v1 LimitRange", LIMIT_RANGE_SHAPE],
  ["v1 ResourceQuota", RESOURCE_QUOTA_SHAPE],
  ["storage.k8s.io/v1 StorageClass", STORAGE_CLASS_SHAPE],
  ["storage.k8s.io/v1 CSIDriver", CSI_DRIVER_SHAPE],
  ["storage.k8s.io/v1 CSINode", CSI_NODE_SHAPE],
  ["storage.k8s.io/v1 CSIStorageCapacity", STORAGE_CAPACITY_SHAPE],
  ["storage.k8s.io/v1 VolumeAttachment", VOLUME_ATTACHMENT_SHAPE],
  ["v1 PersistentVolume", VOLUME_SHAPE],
  ["v1 PersistentVolumeClaim", CLAIM_SHAPE],
  ["resource.k8s.io/v1 DeviceClass", DEVICE_CLASS_SHAPE],
  ["resource.k8s.io/v1 ResourceSlice", RESOURCE_SLICE_SHAPE],
  ["resource.k8s.io/v1 ResourceClaim", RESOURCE_CLAIM_SHAPE],
  ["resource.k8s.io/v1 ResourceClaimTemplate", RESOURCE_CLAIM_TEMPLATE_SHAPE],
  ["v1 Service", SERVICE_SHAPE],
  ["policy/v1 PodDisruptionBudget", DISRUPTION_BUDGET_SHAPE],
  ["autoscaling/v1 HorizontalPodAutoscaler", AUTOSCALER_V1_SHAPE],
  ["autoscaling/v2 HorizontalPodAutoscaler", AUTOSCALER_V2_SHAPE],
  ["apps/v1 ControllerRevision", CONTROLLER_REVISION_SHAPE],
  ["apps/v1 DaemonSet", DAEMON_SET_SHAPE],
  ["apps/v1 Deployment", DEPLOYMENT_SHAPE],
  ["apps/v1 ReplicaSet", REPLICA_SET_SHAPE],
  ["apps/v1 StatefulSet", STATEFUL_SET_SHAPE],
  ["v1 ReplicationController", REPLICATION_CONTROLLER_SHAPE],
  ["batch/v1 CronJob", CRON_JOB_SHAPE],
  ["batch/v1 Job", JOB_SHAPE],
  ["v1 Pod", POD_SHAPE],
]);

/** What is kept of objects of the kind, or undefined if they are left out. */
export function shapeOfKind(apiVersion: string, kind: string): ObjectShape | undefined {
  return KEPT_KINDS.get(`${apiVersion} ${kind}`);
}
