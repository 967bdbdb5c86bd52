// The rhythm of the eviction manager: how often it looks, and how long it waits for a pod that it evicted.
// Imitates pkg/kubelet/eviction/eviction_manager.go (Start, waitForPodsCleanup) and pkg/kubelet/kubelet.go, v1.36.

import { US_PER_SECOND } from "../../../base/time.ts";

export const LOOK_EVERY_US = 10 * US_PER_SECOND;
/** After an eviction it asks so often whether the pod is gone, and looks again as soon as it is … */
export const CLEANUP_POLL_US = US_PER_SECOND;
/** … or once this is over. */
export const CLEANUP_LIMIT_US = 30 * US_PER_SECOND;
