// A pod that waits, as the hints of plugins see it, what they may look up, and the hint that need not look.

import type { RequiredNodeAffinity } from "../../model/node-selector.ts";
import type { SpreadConstraint } from "../../model/topology-spread.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { PodId } from "../../cluster/pod-table.ts";

export interface WaitingPod {
  readonly id: PodId;
  readonly name: string;
  readonly podClass: SchedulingClass;
  /** Node affinity that its profile adds. */
  readonly addedAffinity: RequiredNodeAffinity;
  /** What it must be spread by; undefined where the constraints cannot be had, which makes every event worth a try. */
  readonly spread: readonly SpreadConstraint[] | undefined;
}

/** The hint of a plugin that any such event may help, whatever it is about. */
export function always(): boolean {
  return true;
}
