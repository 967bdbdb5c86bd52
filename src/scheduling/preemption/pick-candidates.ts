// Which of several nodes a preemption takes: five questions, one after the other, until one node is left.
// Imitates pkg/scheduler/framework/preemption/preemption.go (pickOneNodeForPreemption) and
// pkg/scheduler/util/utils.go (GetEarliestPodStartTime), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { priorityOf, startedUsOf } from "./importance.ts";
import type { Candidate } from "./select-victims.ts";

/** Makes every priority positive, so that a few pods of negative priority weigh less than many. */
const PRIORITY_SHIFT = 2_147_483_648;

/** What a candidate is judged by; the least is the best. */
type Criterion = (cluster: ClusterState, candidate: Candidate) => number;

const CRITERIA: readonly Criterion[] = [
  (_cluster, { pdbViolations }) => pdbViolations,
  (cluster, { victims }) => priorityOf(cluster, victims[0]!),
  (cluster, { victims }) => victims.reduce((sum, victim) => sum + priorityOf(cluster, victim) + PRIORITY_SHIFT, 0),
  (_cluster, { victims }) => victims.length,
  (cluster, { victims }) => -earliestStartUs(cluster, victims),
];

/** The candidates that no criterion tells apart from the best, in the order given. */
export function pickCandidates(cluster: ClusterState, candidates: readonly Candidate[]): readonly Candidate[] {
  let left = candidates;
  for (const criterion of CRITERIA) {
    if (left.length <= 1) break;
    const values = left.map((candidate) => criterion(cluster, candidate));
    const least = values.reduce((smallest, value) => Math.min(smallest, value));
    left = left.filter((_, index) => values[index] === least);
  }
  return left;
}

/** When the first of the most important victims started. */
function earliestStartUs(cluster: ClusterState, victims: Candidate["victims"]): number {
  const highest = Math.max(...victims.map((victim) => priorityOf(cluster, victim)));
  const ofHighest = victims.filter((victim) => priorityOf(cluster, victim) === highest);
  return Math.min(...ofHighest.map((victim) => startedUsOf(cluster, victim)));
}
