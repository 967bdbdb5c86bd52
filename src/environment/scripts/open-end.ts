// What a run that has ended leaves waiting: a drain that a disruption budget blocks, an action whose condition never held.

import type { ScenarioEntry } from "../../cluster/change.ts";

export interface OpenEnd {
  readonly by: ScenarioEntry;
  /** Since when it waits, µs. */
  readonly sinceUs: number;
  /** What for, a sentence without a full stop. */
  readonly text: string;
}
