// Which pods a controller deletes first when it has too many.
// Imitates ActivePods and ActivePodsWithRanks of pkg/controller/controller_utils.go, and pkg/controller/replicaset
// (getPodsRankedByRelatedPodsOnSameNode), v1.36 (gates LogarithmicScaleDown and PodDeletionCost on, as by default).

import type { PodReadiness } from "./pod-readiness.ts";

/** What every order of deletion looks at. All moments are microseconds on one scale. */
export interface DeletablePod {
  /** Empty while the pod is on no node. */
  readonly nodeName: string;
  readonly phase: string;
  readonly readiness: PodReadiness;
  /** The most restarts of one container, and of one sidecar. */
  readonly restarts: ContainerRestarts;
  readonly createdAtUs: number | undefined;
}

export interface ContainerRestarts {
  readonly containers: number;
  readonly sidecars: number;
}

/** What ReplicaSets look at beside that. */
export interface RankedPod extends DeletablePod {
  readonly uid: string;
  /** Of the annotation controller.kubernetes.io/pod-deletion-cost; 0 without it. */
  readonly deletionCost: number;
  /** How many active pods of the same owner are on the pod's node, itself included. */
  readonly neighbours: number;
}

const NANOSECONDS_PER_MICROSECOND = 1_000;
const TWO_TO_THE_32 = 4_294_967_296;

/** Phases from the first to go; all others go with Pending. */
const PHASE_ORDER: ReadonlyMap<string, number> = new Map([
  ["Unknown", 1],
  ["Running", 2],
]);

/** The order of Jobs and others: negative if `left` goes first, 0 if the rule does not tell them apart. */
export function compareActivePods(left: DeletablePod, right: DeletablePod): number {
  return (
    compareProgress(left, right) ||
    compareMoments(readySinceUs(left), readySinceUs(right)) ||
    compareRestarts(left.restarts, right.restarts) ||
    compareMoments(left.createdAtUs, right.createdAtUs)
  );
}

/**
 * The order of ReplicaSets: negative if `left` goes first. Spans of ready time and age are compared by the power of two
 * of their nanoseconds; within one power, the identifiers decide and nothing else.
 */
export function compareRankedPods(left: RankedPod, right: RankedPod, nowUs: number): number {
  return (
    compareProgress(left, right) ||
    left.deletionCost - right.deletionCost ||
    right.neighbours - left.neighbours ||
    (compareAges(left, right, readySinceUs, nowUs) ??
      (compareRestarts(left.restarts, right.restarts) || (compareAges(left, right, existsSinceUs, nowUs) ?? 0)))
  );
}

/** On no node first; Pending, then Unknown, then Running; not ready before ready. */
function compareProgress(left: DeletablePod, right: DeletablePod): number {
  return (
    Number(left.nodeName !== "") - Number(right.nodeName !== "") ||
    (PHASE_ORDER.get(left.phase) ?? 0) - (PHASE_ORDER.get(right.phase) ?? 0) ||
    Number(left.readiness.isReady) - Number(right.readiness.isReady)
  );
}

/** Asked only of two pods that are both ready or both not: then neither counts. */
function readySinceUs({ readiness }: DeletablePod): number | undefined {
  return readiness.isReady ? readiness.changedAtUs : undefined;
}

function existsSinceUs({ createdAtUs }: DeletablePod): number | undefined {
  return createdAtUs;
}

/** No moment first, then the latest. */
function compareMoments(leftUs: number | undefined, rightUs: number | undefined): number {
  if (leftUs === rightUs) return 0;
  if (leftUs === undefined) return -1;
  return rightUs === undefined ? 1 : rightUs - leftUs;
}

/** More restarts first, those of sidecars last. */
function compareRestarts(left: ContainerRestarts, right: ContainerRestarts): number {
  return right.containers - left.containers || right.sidecars - left.sidecars;
}

/** Younger by a power of two first; undefined if both moments are the same, so that later rules are asked. */
function compareAges(
  left: RankedPod,
  right: RankedPod,
  momentUs: (pod: DeletablePod) => number | undefined,
  nowUs: number,
): number | undefined {
  const leftUs = momentUs(left);
  const rightUs = momentUs(right);
  if (leftUs === rightUs) return undefined;
  if (leftUs === undefined || rightUs === undefined) return compareMoments(leftUs, rightUs);
  const difference = powerOfTwoWithin(nowUs - leftUs) - powerOfTwoWithin(nowUs - rightUs);
  return difference === 0 ? compareTexts(left.uid, right.uid) : difference;
}

/** The exponent of the largest power of two within the span's nanoseconds; −1 for none. */
function powerOfTwoWithin(spanUs: number): number {
  if (spanUs <= 0) return -1;
  const nanoseconds = spanUs * NANOSECONDS_PER_MICROSECOND;
  const high = Math.floor(nanoseconds / TWO_TO_THE_32);
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(nanoseconds);
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** How many of the active pods are on each node; pods on no node are counted together, under the empty name. */
export function countByNode(activePods: Iterable<{ readonly nodeName: string }>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { nodeName } of activePods) counts.set(nodeName, (counts.get(nodeName) ?? 0) + 1);
  return counts;
}
