// What a DaemonSet says of itself: nodes that should run its pods, and those that do.
// Imitates pkg/controller/daemon/daemon_controller.go (updateDaemonSetStatus, storeDaemonSetStatus), v1.36.

import type { DaemonSet } from "../../../model/api/types/workload.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView } from "../controller.ts";
import type { DaemonLook, Problem } from "./daemon-sync.ts";
import { AVAILABLE, CURRENT, DESIRED, MISSCHEDULED, READY, UPDATED } from "./place-state.ts";

const ATTEMPTS = 2;

type Status = NonNullable<DaemonSet["status"]>;
/** Nodes by what of the set is on them. */
export type NodeCounts = Record<Exclude<keyof Status, "observedGeneration" | "collisionCount" | "conditions">, number>;

/** The nodes counted; of several pods on one, the first by age stands for it. */
export function countNodes({ places }: DaemonLook): NodeCounts {
  const desiredNumberScheduled = places.count(DESIRED);
  const numberAvailable = places.count(AVAILABLE);
  return {
    desiredNumberScheduled,
    currentNumberScheduled: places.count(CURRENT),
    numberMisscheduled: places.count(MISSCHEDULED),
    numberReady: places.count(READY),
    updatedNumberScheduled: places.count(UPDATED),
    numberAvailable,
    numberUnavailable: desiredNumberScheduled - numberAvailable,
  };
}

/** Writes the status where it says something else than before; `generation`: which of the set it speaks of. */
export function* writeStatus(
  view: ControllerView,
  look: DaemonLook,
  counts: NodeCounts,
  generation: number,
): Requests<Problem> {
  const { set } = look;
  if (saysTheSame(set, counts)) return undefined;
  let object: DaemonSet | undefined = set;
  let problem: Problem;
  for (let attempt = 0; attempt < ATTEMPTS && object !== undefined; attempt += 1) {
    const status = statusWith(object.status ?? {}, counts, generation);
    const answer = yield { verb: "updateStatus", stored: { kind: "DaemonSet", object: { ...object, status } } };
    if (answer.kind === "done") return undefined;
    problem = `error storing status for daemon set: ${answer.message}`;
    object = view.find("DaemonSet", set.metadata?.namespace ?? "default", set.metadata?.name ?? "");
  }
  return problem;
}

function saysTheSame({ metadata, status = {} }: DaemonSet, counts: NodeCounts): boolean {
  if ((status.observedGeneration ?? 0) < (metadata?.generation ?? 0)) return false;
  return Object.entries(counts).every(([field, value]) => (status[field as keyof NodeCounts] ?? 0) === value);
}

/** Counts of none are absent, as decoded objects have it; what else is said stays. */
function statusWith(before: Status, counts: NodeCounts, observedGeneration: number): Status {
  const { collisionCount, conditions } = before;
  const said = Object.entries({ ...counts, observedGeneration }).filter(([, value]) => value !== 0);
  return {
    ...Object.fromEntries(said),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(conditions === undefined ? {} : { conditions }),
  };
}
