// What one sync of a Deployment works on, and how its requests end.
// Imitates the deep copy that syncDeployment of pkg/controller/deployment/deployment_controller.go changes as it goes, v1.36.

import type { Deployment, ReplicaSet } from "../../../model/api/types/workload.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView, Write, WriteResult } from "../controller.ts";

export type DeploymentStatus = NonNullable<Deployment["status"]>;
export type DeploymentCondition = NonNullable<DeploymentStatus["conditions"]>[number];

/** The sync's own copy of a Deployment: its annotations and status may be ahead of what is stored. */
export interface DeploymentWork {
  readonly view: ControllerView;
  deployment: Deployment;
}

export type Refusal = Extract<WriteResult, { kind: "refused" }>;

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "refused";
}

export const NO_STATUS: DeploymentStatus = Object.freeze({});

/** The present moment as the API writes it. */
export function timestampOf({ view }: DeploymentWork): string {
  return view.clock.timestampAt(view.clock.nowUs);
}

export function* writeStatus({ deployment }: DeploymentWork): Requests<WriteResult> {
  return yield { verb: "updateStatus", stored: { kind: "Deployment", object: deployment } };
}

/** The ReplicaSet as it stands then. */
export function* updateReplicaSet(replicaSet: ReplicaSet): Requests<ReplicaSet | Refusal> {
  const answer: WriteResult = yield { verb: "update", stored: { kind: "ReplicaSet", object: replicaSet } };
  return answer.kind === "refused" ? answer : ((answer.stored?.object as ReplicaSet | undefined) ?? replicaSet);
}

export function eventOf(
  { deployment }: DeploymentWork,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
): Write {
  const { namespace = "default", name = "" } = deployment.metadata ?? {};
  return { verb: "event", kind: "Deployment", namespace, name, type, reason, message };
}
