// The kinds of objects that are read as the API server reads them, in the order of their groups.

import type { ApiKind } from "./api-kind.ts";
import { CRON_JOB_KIND } from "./kinds/cron-job.ts";
import { CSI_DRIVER_KIND } from "./kinds/csi-driver.ts";
import { CSI_NODE_KIND } from "./kinds/csi-node.ts";
import { CSI_STORAGE_CAPACITY_KIND } from "./kinds/csi-storage-capacity.ts";
import { DAEMON_SET_KIND } from "./kinds/daemon-set.ts";
import { DEPLOYMENT_KIND } from "./kinds/deployment.ts";
import { DEVICE_CLASS_KIND } from "./kinds/device-class.ts";
import { ENDPOINT_SLICE_KIND } from "./kinds/endpoint-slice.ts";
import { HORIZONTAL_POD_AUTOSCALER_V1_KIND } from "./kinds/horizontal-pod-autoscaler-v1.ts";
import { HORIZONTAL_POD_AUTOSCALER_KIND } from "./kinds/horizontal-pod-autoscaler.ts";
import { JOB_KIND } from "./kinds/job.ts";
import { LEASE_KIND } from "./kinds/lease.ts";
import { LIMIT_RANGE_KIND } from "./kinds/limit-range.ts";
import { NAMESPACE_KIND } from "./kinds/namespace.ts";
import { NODE_KIND } from "./kinds/node.ts";
import { PERSISTENT_VOLUME_CLAIM_KIND } from "./kinds/persistent-volume-claim.ts";
import { PERSISTENT_VOLUME_KIND } from "./kinds/persistent-volume.ts";
import { POD_DISRUPTION_BUDGET_KIND } from "./kinds/pod-disruption-budget.ts";
import { POD_KIND } from "./kinds/pod.ts";
import { PRIORITY_CLASS_KIND } from "./kinds/priority-class.ts";
import { REPLICA_SET_KIND } from "./kinds/replica-set.ts";
import { REPLICATION_CONTROLLER_KIND } from "./kinds/replication-controller.ts";
import { RESOURCE_CLAIM_TEMPLATE_KIND } from "./kinds/resource-claim-template.ts";
import { RESOURCE_CLAIM_KIND } from "./kinds/resource-claim.ts";
import { RESOURCE_QUOTA_KIND } from "./kinds/resource-quota.ts";
import { RESOURCE_SLICE_KIND } from "./kinds/resource-slice.ts";
import { RUNTIME_CLASS_KIND } from "./kinds/runtime-class.ts";
import { SERVICE_KIND } from "./kinds/service.ts";
import { STATEFUL_SET_KIND } from "./kinds/stateful-set.ts";
import { STORAGE_CLASS_KIND } from "./kinds/storage-class.ts";
import { VOLUME_ATTACHMENT_KIND } from "./kinds/volume-attachment.ts";

export const API_KINDS: readonly ApiKind[] = Object.freeze([
  CRON_JOB_KIND,
  CSI_DRIVER_KIND,
  CSI_NODE_KIND,
  CSI_STORAGE_CAPACITY_KIND,
  DAEMON_SET_KIND,
  DEPLOYMENT_KIND,
  DEVICE_CLASS_KIND,
  ENDPOINT_SLICE_KIND,
  HORIZONTAL_POD_AUTOSCALER_KIND,
  HORIZONTAL_POD_AUTOSCALER_V1_KIND,
  JOB_KIND,
  LEASE_KIND,
  LIMIT_RANGE_KIND,
  NAMESPACE_KIND,
  NODE_KIND,
  PERSISTENT_VOLUME_CLAIM_KIND,
  PERSISTENT_VOLUME_KIND,
  POD_DISRUPTION_BUDGET_KIND,
  POD_KIND,
  PRIORITY_CLASS_KIND,
  REPLICATION_CONTROLLER_KIND,
  REPLICA_SET_KIND,
  RESOURCE_CLAIM_KIND,
  RESOURCE_CLAIM_TEMPLATE_KIND,
  RESOURCE_QUOTA_KIND,
  RESOURCE_SLICE_KIND,
  RUNTIME_CLASS_KIND,
  SERVICE_KIND,
  STATEFUL_SET_KIND,
  STORAGE_CLASS_KIND,
  VOLUME_ATTACHMENT_KIND,
]);

const BY_NAME: ReadonlyMap<string, ApiKind> = new Map(
  API_KINDS.map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind]),
);

const STORED_BY_NAME: ReadonlyMap<string, ApiKind> = new Map(API_KINDS.toReversed().map((kind) => [kind.kind, kind]));

/** The kind of that name in the version in which objects are kept: of several, the one that stands first in the list. */
export function storedApiKindOf(kind: string): ApiKind | undefined {
  return STORED_BY_NAME.get(kind);
}

/** The kind of that name, or undefined if objects of it are not read. */
export function apiKindOf(apiVersion: string, kind: string): ApiKind | undefined {
  return BY_NAME.get(`${apiVersion} ${kind}`);
}
