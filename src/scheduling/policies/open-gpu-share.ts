// Open-Gpu-Share: keeps pods off nodes on which no single GPU, or too few, have enough left for them, and chooses which
// ones they get. NodeResourcesFit sees sums only.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/plugin/open_gpu_share.go,
// pkg/type/open-gpu-share/cache/gpunodeinfo.go); where a pod wants parts of several devices, it gets different ones.

import { z } from "zod";

import { fitsDevices, roomiestDevices, suitableDevices, type FreeMilli } from "../../model/device-choice.ts";
import { MILLI_PER_DEVICE, type DeviceWish } from "../../model/device-wish.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { NodeView } from "../framework/node-view.ts";
import type { CyclePod } from "../framework/plugin.ts";
import { SUCCESS, unschedulable } from "../framework/status.ts";
import { drawOf } from "../framework/pod-draw.ts";
import type { PolicyDefinition } from "./policy.ts";

const REFUSAL = unschedulable("node(s) didn't have enough free GPU devices");

/** How a pod that shares a GPU gets one: `self` leaves it to another plugin at Reserve. */
const ARGS = z.strictObject({ gpuSelMethod: z.enum(["best", "worst", "random"]).default("best") });

function takesModel({ models }: DeviceWish, model: string): boolean {
  return models.length === 0 || models.includes(model);
}

function passes({ devices }: ClusterState, wish: DeviceWish, node: number, free: FreeMilli): boolean {
  if (!takesModel(wish, devices.poolOf(node).model)) return false;
  if (wish.pinned.length > 0) return wish.pinned.every((device) => (free[device] ?? 0) >= wish.milliEach);
  return fitsDevices(free, wish);
}

/** What the devices have left with the pods that the view shows; pods that only may come hold none yet. */
function freeIn({ devices }: ClusterState, node: NodeView): FreeMilli {
  const free = new Int32Array(devices.poolOf(node.id).devices).fill(MILLI_PER_DEVICE);
  for (const { id } of node.pods()) {
    const held = devices.heldBy(id);
    if (held === undefined || held.node !== node.id) continue;
    for (const device of held.devices) if (device < free.length) free[device] = free[device]! - held.milliEach;
  }
  return free;
}

/** One of the suitable devices, or the first of several. */
function randomDevices(free: FreeMilli, wish: DeviceWish, chance: number): readonly number[] {
  const suitable = suitableDevices(free, wish);
  if (wish.devices > 1 || wish.milliEach === MILLI_PER_DEVICE) return suitable.slice(0, wish.devices);
  return suitable.slice(Math.floor(chance * suitable.length)).slice(0, 1);
}

export const openGpuShare: PolicyDefinition = {
  name: "Open-Gpu-Share",
  source: "hkust-adsl/kubernetes-scheduler-simulator 8f3d641, open_gpu_share.go",
  points: ["filter", "reserve"],
  argumentSchema: ARGS,
  create: (args, { cluster, run }) => {
    const { gpuSelMethod } = ARGS.parse(args ?? {});
    const chosen = (pod: CyclePod, wish: DeviceWish, node: number): readonly number[] | undefined => {
      const free = cluster.devices.freeMilli(node);
      if (gpuSelMethod === "worst") return roomiestDevices(free, wish);
      if (gpuSelMethod === "random") return randomDevices(free, wish, drawOf(cluster, run.draws, pod, "device"));
      // Whoever else chooses goes first; if nobody does, the tightest device is what a pod gets anyway.
      return undefined;
    };
    return {
      filter({ podClass: { deviceWish } }, node) {
        if (deviceWish === undefined) return SUCCESS;
        return passes(cluster, deviceWish, node.id, freeIn(cluster, node)) ? SUCCESS : REFUSAL;
      },
      chooseDevices(pod, node) {
        const { deviceWish } = pod.podClass;
        return deviceWish === undefined ? undefined : chosen(pod, deviceWish, node);
      },
      columnar: {
        filterIsIdle: ({ deviceWish }: SchedulingClass) => deviceWish === undefined,
        filter({ deviceWish }, nodes, count, reject) {
          if (deviceWish === undefined) return count;
          let kept = 0;
          for (let index = 0; index < count; index += 1) {
            const node = nodes[index]!;
            if (passes(cluster, deviceWish, node, cluster.devices.freeMilli(node))) nodes[kept++] = node;
            else reject(node);
          }
          return kept;
        },
      },
    };
  },
};
