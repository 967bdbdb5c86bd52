// Which of two pods matters more to preemption: the one of higher priority, then the one that started earlier.
// Imitates pkg/scheduler/util/utils.go (MoreImportantPod, GetEarliestPodStartTime), v1.36.

export interface ImportantPod {
  readonly priority: number;
  /** Undefined while the pod has not started: it counts as starting now, after all that have. */
  readonly startedAtUs: number | undefined;
}

/** Negative if `left` is more important, 0 if neither is. */
export function compareImportance(left: ImportantPod, right: ImportantPod): number {
  return right.priority - left.priority || compareStarts(left.startedAtUs, right.startedAtUs);
}

function compareStarts(leftUs = Number.POSITIVE_INFINITY, rightUs = Number.POSITIVE_INFINITY): number {
  return leftUs === rightUs ? 0 : leftUs - rightUs;
}

/** When the first of the pods of the highest priority started; undefined if none of them has, or if there is none. */
export function earliestStartOfHighestPriorityUs(pods: Iterable<ImportantPod>): number | undefined {
  let first: ImportantPod | undefined;
  for (const pod of pods) if (first === undefined || compareImportance(pod, first) < 0) first = pod;
  return first?.startedAtUs;
}
