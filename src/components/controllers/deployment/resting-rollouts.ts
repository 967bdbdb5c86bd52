// Deployments whose rollout is over and whose status says what their one ReplicaSet does: most news of a Deployment is its own
// controller's write coming back, and a look would work out the same status again. Kept by the object itself, so that nothing holds
// of another one; and a ReplicaSet that changes is another object, too. Knows the controllers' view.

import type { Deployment, ReplicaSet } from "../../../model/api/types/workload.ts";

import type { ControllerView } from "../controller.ts";
import { conditionOf, PROGRESSING, REASONS } from "./conditions.ts";
import { hasProgressDeadline } from "./progress.ts";

/** By Deployment: its only ReplicaSet. */
const RESTING = new WeakMap<Deployment, ReplicaSet>();

/** Whether a look would neither ask for anything nor be worth another one later. */
export function isResting(view: ControllerView, deployment: Deployment): boolean {
  const only = RESTING.get(deployment);
  if (only === undefined) return false;
  const { namespace = "default", uid = "" } = deployment.metadata ?? {};
  const own = view.controlledBy("ReplicaSet", namespace, uid);
  return own.length === 1 && own[0] === only && view.uncontrolled("ReplicaSet", namespace).length === 0;
}

/**
 * A look at `before` found its only ReplicaSet as it should be, and left the Deployment as `after`, whose status it worked out. A
 * rollout that is over never times out, and time changes nothing about it any more; what changes anything else is another object.
 */
export function noteResting(before: Deployment, after: Deployment, only: ReplicaSet): void {
  if (after.spec !== before.spec || after.metadata !== before.metadata) return;
  const isOver = conditionOf(after.status?.conditions, PROGRESSING)?.reason === REASONS.available;
  if (isOver || !hasProgressDeadline(after)) RESTING.set(after, only);
}
