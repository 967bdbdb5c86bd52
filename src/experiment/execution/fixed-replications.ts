// The simplest rule: every point is run equally often.

import type { ReplicationRule } from "./run-experiment.ts";

export function fixedReplications(count: number): ReplicationRule {
  return { wanted: (runs) => runs.map(() => count) };
}
