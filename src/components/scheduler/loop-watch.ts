// What somebody may want to see of the loop that leaves no trace in the cluster. In a run nobody does.

import type { PodId } from "../../cluster/pod-table.ts";

export interface LoopWatch {
  /** A pod that waits was looked at for an event, and waits on. */
  skipped(pod: PodId, label: string): void;
}
