// How many feasible nodes are enough.
// Imitates pkg/scheduler/schedule_one.go (findNodesThatPassFilters, numFeasibleNodesToFind), v1.33–v1.36.

import type { SchedulerConfiguration } from "./configuration.ts";
import { dividedInt } from "./integer.ts";
import type { ProfileRuntime } from "./profile-runtime.ts";

/** Below this many nodes, all are looked at; above it, at least this many are found. */
const MIN_FEASIBLE_NODES = 100;
/** The adaptive percentage never falls below this. */
const MIN_PERCENTAGE = 5;
const ADAPTIVE_BASE = 50;
const ADAPTIVE_NODES_PER_POINT = 125;

/** How many nodes a profile looks for: one is enough where nobody compares them. */
export function nodesToFind(
  { profile: { plugins, percentageOfNodesToScore } }: ProfileRuntime,
  configuration: SchedulerConfiguration,
  candidates: number,
): number {
  const { extenders = [] } = configuration;
  const isChosen =
    plugins.score.length > 0 ||
    extenders.some(({ filterVerb, prioritizeVerb }) => filterVerb !== "" || prioritizeVerb !== "");
  if (!isChosen) return 1;
  return feasibleNodesToFind(candidates, percentageOfNodesToScore ?? configuration.percentageOfNodesToScore);
}

/** Feasible nodes to find among `candidates`; percentage 0 means adaptive. */
export function feasibleNodesToFind(candidates: number, percentage: number): number {
  if (candidates < MIN_FEASIBLE_NODES) return candidates;
  const adaptive = Math.max(MIN_PERCENTAGE, ADAPTIVE_BASE - dividedInt(candidates, ADAPTIVE_NODES_PER_POINT));
  const enough = dividedInt(candidates * (percentage === 0 ? adaptive : percentage), 100);
  return Math.max(MIN_FEASIBLE_NODES, enough);
}
