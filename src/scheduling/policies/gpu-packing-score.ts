// GPU packing: first GPUs that are shared already, then free GPUs of nodes in use, idle nodes last.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/plugin/gpu_packing_score.go).

import { MILLI_PER_DEVICE, type DeviceWish } from "../../model/device-wish.ts";
import { tightestDevices, type FreeMilli } from "../../model/device-choice.ts";

import { dividedInt } from "../framework/integer.ts";
import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { scoredByNode } from "./node-score.ts";

/** The lowest scores of the upper two bands, and the highest of the lowest one. */
const HALF = dividedInt(MAX_NODE_SCORE, 2);
const THIRD = dividedInt(MAX_NODE_SCORE, 3);

/** 0 for pods without GPUs and where too few have enough left. */
export function packingScore(free: FreeMilli, wish: DeviceWish | undefined): number {
  if (wish === undefined) return 0;
  const idle = countIdle(free);
  if (idle === free.length) return Math.min(Math.max(THIRD - idle, idle), MAX_NODE_SCORE);
  const chosen = tightestDevices(free, wish);
  if (chosen === undefined) return 0;
  const idleTaken = chosen.filter((device) => free[device] === MILLI_PER_DEVICE).length;
  if (idleTaken > 0) return Math.max(HALF - idleTaken, THIRD);
  const leftPercent = chosen.reduce((sum, device) => sum + dividedInt(free[device]! * 100, MILLI_PER_DEVICE), 0);
  return Math.max(MAX_NODE_SCORE - dividedInt(leftPercent, 10), HALF);
}

function countIdle(free: FreeMilli): number {
  let idle = 0;
  for (let device = 0; device < free.length; device += 1) if (free[device] === MILLI_PER_DEVICE) idle += 1;
  return idle;
}

export const gpuPackingScore: PluginDefinition = {
  name: "GpuPackingScore",
  source: "hkust-adsl/kubernetes-scheduler-simulator 8f3d641, gpu_packing_score.go",
  points: ["score"],
  create: (_args, { cluster }) =>
    scoredByNode((podClass, node) => packingScore(cluster.devices.freeMilli(node), podClass.deviceWish)),
};
