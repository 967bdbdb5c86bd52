// The controllers of kube-controller-manager that are simulated, in the order in which they are started.
// Source: cmd/kube-controller-manager/app/controllermanager.go, v1.36.

import type { ControllerDefinition } from "./controller.ts";
import { CRON_JOB_CONTROLLER } from "./cron-job/cron-job-controller.ts";
import { DAEMON_SET_CONTROLLER } from "./daemon-set/daemon-set-controller.ts";
import { DEPLOYMENT_CONTROLLER } from "./deployment/deployment-controller.ts";
import { DISRUPTION_CONTROLLER } from "./disruption/disruption-controller.ts";
import { ENDPOINT_SLICE_CONTROLLER } from "./endpoint-slice/endpoint-slice-controller.ts";
import { GARBAGE_COLLECTOR } from "./garbage-collector/garbage-collector-controller.ts";
import { HORIZONTAL_POD_AUTOSCALER_CONTROLLER } from "./horizontal-pod-autoscaler/horizontal-pod-autoscaler-controller.ts";
import { JOB_CONTROLLER } from "./job/job-controller.ts";
import { REPLICA_SET_CONTROLLER, REPLICATION_CONTROLLER_CONTROLLER } from "./replica-set/replica-set-controller.ts";
import { RESOURCE_QUOTA_CONTROLLER } from "./resource-quota/resource-quota-controller.ts";
import { STATEFUL_SET_CONTROLLER } from "./stateful-set/stateful-set-controller.ts";
import { TTL_AFTER_FINISHED_CONTROLLER } from "./ttl-after-finished/ttl-after-finished-controller.ts";

export const CONTROLLERS: readonly ControllerDefinition[] = Object.freeze([
  ENDPOINT_SLICE_CONTROLLER,
  REPLICATION_CONTROLLER_CONTROLLER,
  RESOURCE_QUOTA_CONTROLLER,
  GARBAGE_COLLECTOR,
  DAEMON_SET_CONTROLLER,
  JOB_CONTROLLER,
  DEPLOYMENT_CONTROLLER,
  REPLICA_SET_CONTROLLER,
  HORIZONTAL_POD_AUTOSCALER_CONTROLLER,
  DISRUPTION_CONTROLLER,
  STATEFUL_SET_CONTROLLER,
  CRON_JOB_CONTROLLER,
  TTL_AFTER_FINISHED_CONTROLLER,
]);
