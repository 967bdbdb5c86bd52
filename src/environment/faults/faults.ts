// All faults, by the names that scenarios write. To add one: a file with its definition, a line here, a test, a row in
// docs/manual/faults.md.

import type { FaultDefinition } from "./fault.ts";
import { FLAPPING } from "./flapping.ts";
import { GROUP_OUTAGE } from "./group-outage.ts";
import { KUBELET_LOSS } from "./kubelet-loss.ts";
import { MAINTENANCE_WINDOW } from "./maintenance-window.ts";
import { NETWORK_PARTITION } from "./network-partition.ts";
import { NODE_CRASH } from "./node-crash.ts";
import { NODE_DELETED } from "./node-deleted.ts";
import { NODE_HANG } from "./node-hang.ts";
import { NODE_PRESSURE } from "./node-pressure.ts";
import { NODE_SHUTDOWN } from "./node-shutdown.ts";
import { POOL_OUTAGE } from "./pool-outage.ts";
import { SPOT_RECLAIM } from "./spot-reclaim.ts";
import { ZONE_OUTAGE } from "./zone-outage.ts";

/** In the order of the manual. */
export const FAULTS: readonly FaultDefinition[] = Object.freeze([
  NODE_CRASH,
  NODE_HANG,
  KUBELET_LOSS,
  NETWORK_PARTITION,
  NODE_PRESSURE,
  NODE_SHUTDOWN,
  FLAPPING,
  SPOT_RECLAIM,
  NODE_DELETED,
  ZONE_OUTAGE,
  POOL_OUTAGE,
  GROUP_OUTAGE,
  MAINTENANCE_WINDOW,
]);
