// ReplicaSets whose counts stand in their status already: most news of a ReplicaSet is its own controller's write coming back, and
// a look would only count again. Nothing is kept but what follows from the counts and the object, and while both are the same.
// Knows how a view tells counts: the same list stands for the same counts.

import type { ControllerView, PodTally } from "../controller.ts";
import { isStatusChanged, statusOf, type ReplicaSetFigures } from "./replica-set-status.ts";
import type { Replicated, ReplicatedObject } from "./replicated.ts";

type Tallies = readonly PodTally[];

/** By the counts: the object that says so. */
const SETTLED = new WeakMap<Tallies, ReplicatedObject>();

/** Whether a look would neither make or end a pod nor write a status. */
export function isSettled(view: ControllerView, { metadata, object }: Replicated): boolean {
  const { namespace = "default", uid = "" } = metadata;
  const tallies = view.tallies?.(namespace, uid);
  return tallies !== undefined && SETTLED.get(tallies) === object && view.orphans(namespace).length === 0;
}

/** Notes the object as it is after a look with these counts, if another look would find nothing to do. */
export function noteSettled(tallies: Tallies, replicated: Replicated, counted: ReplicaSetFigures): void {
  if (counted.active !== replicated.replicas || replicated.metadata.deletionTimestamp !== undefined) return;
  const status = statusOf(replicated, counted);
  if (!isStatusChanged(replicated, status)) SETTLED.set(tallies, replicated.object);
}
