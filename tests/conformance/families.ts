// The families that can be replayed; others are listed as not replayed.

import type { Family } from "./family.ts";
import { hpaFamily } from "./hpa/replay.ts";
import { kubeletFamily } from "./kubelet/replay.ts";
import { modelFamily } from "./model/replay.ts";
import { nodesFamily } from "./nodes/replay.ts";
import { schedulerLoopFamily } from "./scheduler-loop/replay.ts";
import { schedulingFamily } from "./scheduling/replay.ts";
import { workloadsFamily } from "./workloads/replay.ts";

export const FAMILIES: readonly Family[] = Object.freeze([
  schedulingFamily,
  modelFamily,
  kubeletFamily,
  hpaFamily,
  nodesFamily,
  schedulerLoopFamily,
  workloadsFamily,
]);
