// The port between the scheduler component and placement: may this pod enter the queue, and where does it go. Knows
// decisions and statuses, not how they are found.

import type { SimTime } from "../../base/time.ts";

import type { Decision } from "./decision.ts";
import type { CyclePod } from "./plugin.ts";
import type { PluginStatus } from "./status.ts";

export interface PodScheduler {
  /** The status with which PreEnqueue keeps the pod out of the queue, or undefined if it lets it in. */
  preEnqueueRefusal(pod: CyclePod): PluginStatus | undefined;
  /**
   * Decides where the pod goes as the cluster stands. Remembers what kube-scheduler remembers between cycles (where the
   * next search starts, the batch), and changes nothing else.
   */
  schedule(pod: CyclePod, at: SimTime): Decision;
}
