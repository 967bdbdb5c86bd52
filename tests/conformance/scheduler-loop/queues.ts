// The queues at an instant, as the record shows them.

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import {
  ACTIVE,
  BACKOFF,
  ERROR_BACKOFF,
  IN_FLIGHT,
  inBackoffOrder,
  inQueueOrder,
  UNSCHEDULABLE,
  type QueuedPod,
} from "../../../src/components/scheduler/queued-pod.ts";
import type { Scheduler } from "../../../src/components/scheduler/scheduler.ts";
import type { Timeline } from "./timeline.ts";

interface Seen {
  readonly entry: QueuedPod;
  readonly rejectors: readonly string[];
  readonly keepers: readonly string[];
}

export function describedQueues(
  scheduler: Scheduler,
  cluster: ClusterState,
  timeline: Timeline,
  offsetUs: number,
): readonly Readonly<Record<string, unknown>>[] {
  const seen = [...scheduler.queued()];
  const of = (isMeant: (seen: Seen) => boolean) => seen.filter(isMeant);
  const byName = (left: Seen, right: Seen) =>
    timeline.nameOf(left.entry.pod) < timeline.nameOf(right.entry.pod) ? -1 : 1;
  const inFlight = scheduler.inFlight();
  return [
    ...of(({ entry }) => entry.place === ACTIVE).toSorted((left, right) => inQueueOrder(left.entry, right.entry)),
    ...of(({ entry }) => entry.place === BACKOFF || entry.place === ERROR_BACKOFF).toSorted((left, right) =>
      inBackoffOrder(left.entry, right.entry),
    ),
    ...of(({ entry }) => entry.place === UNSCHEDULABLE).toSorted(byName),
    ...of(({ entry }) => entry.place === IN_FLIGHT && inFlight.includes(entry.pod)).toSorted(byName),
  ].map((one) => describe(one, cluster, timeline, offsetUs));
}

function describe({ entry, rejectors, keepers }: Seen, cluster: ClusterState, timeline: Timeline, offsetUs: number) {
  const pod = timeline.nameOf(entry.pod);
  if (entry.place === IN_FLIGHT) {
    return { pod, queue: "inflight", sinceUs: 0, attempts: 0, unschedulableCount: 0, consecutiveErrors: 0 };
  }
  const backsOff = entry.place === BACKOFF || entry.place === ERROR_BACKOFF;
  const queue = backsOff
    ? "backoff"
    : entry.place === ACTIVE
      ? "active"
      : keepers.length > 0
        ? "gated"
        : "unschedulable";
  return {
    pod,
    queue,
    sinceUs: entry.timestampUs - offsetUs,
    attempts: cluster.pods.attemptsOf(entry.pod),
    unschedulableCount: entry.refusals,
    consecutiveErrors: entry.errors,
    ...(backsOff ? { backoffUntilUs: entry.expiry - offsetUs } : {}),
    ...(keepers.length > 0 ? { gatedBy: keepers[0] } : {}),
    ...(rejectors.length > 0 ? { rejectors } : {}),
  };
}
