// How many pods of a DaemonSet may be surplus or missing while a rolling update goes on.
// Imitates pkg/controller/daemon/util/daemonset_util.go (SurgeCount, UnavailableCount), v1.36.

import { scaledUp, type ScaledValue } from "../int-or-percent.ts";
import type { RollingUpdateBounds } from "./deployment-rollout.ts";

/** A DaemonSet's update strategy, defaulted. */
export interface DaemonSetUpdateStrategy {
  readonly type: string;
  readonly rollingUpdate?: RollingUpdateBounds;
}

const NONE: ScaledValue = Object.freeze({ kind: "scaled", value: 0 });

/** Nodes, of those that should run a pod, that may run an old and a new one. */
export function daemonSetSurge(strategy: DaemonSetUpdateStrategy, scheduledNodes: number): ScaledValue {
  const maxSurge = boundsOf(strategy)?.maxSurge;
  return maxSurge === undefined ? NONE : scaledUp(maxSurge, scheduledNodes);
}

/** Nodes, of those that should run a pod, that may lack an available one; rounded up, so a percentage is never none. */
export function daemonSetUnavailable(strategy: DaemonSetUpdateStrategy, scheduledNodes: number): ScaledValue {
  const bounds = boundsOf(strategy);
  return bounds === undefined ? NONE : scaledUp(bounds.maxUnavailable, scheduledNodes);
}

function boundsOf({ type, rollingUpdate }: DaemonSetUpdateStrategy): RollingUpdateBounds | undefined {
  return type === "RollingUpdate" ? rollingUpdate : undefined;
}
