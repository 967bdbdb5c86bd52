// What plimsoll does with the fields of workload objects whose controllers run: everything that a controller reads is kept as it
// is, and of the pods' templates the same is told as of pods.

import type { StructType } from "../../model/api/api-type.ts";
import { HORIZONTAL_POD_AUTOSCALER } from "../../model/api/types/autoscaling-v2.ts";
import { CONTROLLER_REVISION } from "../../model/api/types/controller-revision.ts";
import { CRON_JOB, CRON_JOB_SPEC, JOB, JOB_SPEC, JOB_TEMPLATE_SPEC } from "../../model/api/types/job.ts";
import { SERVICE } from "../../model/api/types/service.ts";
import {
  DAEMON_SET,
  DAEMON_SET_SPEC,
  DEPLOYMENT,
  DEPLOYMENT_SPEC,
  REPLICA_SET,
  REPLICA_SET_SPEC,
  REPLICATION_CONTROLLER,
  REPLICATION_CONTROLLER_SPEC,
  STATEFUL_SET,
  STATEFUL_SET_SPEC,
} from "../../model/api/types/workload.ts";

import type { StoredKind } from "../../cluster/object-store.ts";

import { usesOf, WHOLE, type Part, type UseTable } from "./field-uses.ts";
import { POD_TEMPLATE_USES } from "./pod-uses.ts";

/** All fields of a type, some by tables of their own. */
function all(type: StructType, special: Readonly<Record<string, Part>> = {}): UseTable {
  const parts = [...type.fields.keys()].map((name): [string, Part] => [
    name,
    Object.hasOwn(special, name) ? special[name]! : WHOLE,
  ]);
  return usesOf(type, Object.fromEntries(parts));
}

const OF_TEMPLATE = { template: POD_TEMPLATE_USES };

const JOB_SPEC_USES = all(JOB_SPEC, OF_TEMPLATE);

/** By kind. */
export const CONTROLLED_USES: ReadonlyMap<StoredKind, UseTable> = new Map([
  ["Deployment", all(DEPLOYMENT, { spec: all(DEPLOYMENT_SPEC, OF_TEMPLATE) })],
  ["ReplicaSet", all(REPLICA_SET, { spec: all(REPLICA_SET_SPEC, OF_TEMPLATE) })],
  ["ReplicationController", all(REPLICATION_CONTROLLER, { spec: all(REPLICATION_CONTROLLER_SPEC, OF_TEMPLATE) })],
  ["StatefulSet", all(STATEFUL_SET, { spec: all(STATEFUL_SET_SPEC, OF_TEMPLATE) })],
  ["DaemonSet", all(DAEMON_SET, { spec: all(DAEMON_SET_SPEC, OF_TEMPLATE) })],
  ["Job", all(JOB, { spec: JOB_SPEC_USES })],
  [
    "CronJob",
    all(CRON_JOB, { spec: all(CRON_JOB_SPEC, { jobTemplate: all(JOB_TEMPLATE_SPEC, { spec: JOB_SPEC_USES }) }) }),
  ],
  ["ControllerRevision", all(CONTROLLER_REVISION)],
  ["HorizontalPodAutoscaler", all(HORIZONTAL_POD_AUTOSCALER)],
  // Its ports stand in EndpointSlices.
  ["Service", all(SERVICE)],
]);
