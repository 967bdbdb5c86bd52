// FGD, fragmentation gradient descent: the node, and on it the device, on which the pod lets fragmentation grow least.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/plugin/fgd_score.go); Q. Weng et al., Beware
// of Fragmentation, USENIX ATC 2023.

import { sharesDevice, tightestDevices, type FreeMilli } from "../../model/device-choice.ts";
import type { DeviceWish } from "../../model/device-wish.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { MAX_NODE_SCORE } from "../framework/plugin.ts";
import { Fragmentation, type NodeState } from "./fragmentation.ts";
import { cpuMilliLeft } from "./node-room.ts";
import { scoredByNode } from "./node-score.ts";
import type { PolicyDefinition } from "./policy.ts";
import { readTypicalPods, TYPICAL_PODS_ARGS } from "./typical-pods-args.ts";
import { typicalPodsOf } from "./typical-pods.ts";

/** F falls by this many thousandths for one unit of the sigmoid's argument. */
const MILLI_PER_UNIT = 1_000;

/** A score, and the devices that it is for; undefined where any will do. */
interface ScoredDevices {
  readonly score: number;
  readonly devices: readonly number[] | undefined;
}

/** F of a node as it was when it was last worked out: it is the same for every pod that asks. */
interface KnownFragmentation extends NodeState {
  readonly fragmented: number;
}

class FragmentationGradient {
  readonly #cluster: ClusterState;
  readonly #fragmentation: Fragmentation;
  readonly #known: (KnownFragmentation | undefined)[] = [];

  constructor(cluster: ClusterState, fragmentation: Fragmentation) {
    this.#cluster = cluster;
    this.#fragmentation = fragmentation;
  }

  /** The best that the node can do for the pod. */
  best({ scoringRequests, deviceWish, requestVector }: SchedulingClass, node: number): ScoredDevices {
    if (requestVector.indices.length === 0 && deviceWish === undefined) {
      return { score: MAX_NODE_SCORE, devices: undefined };
    }
    const { cpuMilli } = scoringRequests;
    const before = this.#asItStands(node);
    const free = Int32Array.from(this.#cluster.devices.freeMilli(node));
    const scoreWith = (devices: readonly number[], milliEach: number): number => {
      for (const device of devices) free[device] = free[device]! - milliEach;
      const after = this.#of(node, cpuMilliLeft(this.#cluster, node) - cpuMilli, free);
      for (const device of devices) free[device] = free[device]! + milliEach;
      return scoreOf(before - after);
    };
    if (deviceWish === undefined) return { score: scoreWith([], 0), devices: undefined };
    if (sharesDevice(deviceWish)) return bestShare(free, deviceWish, scoreWith);
    const devices = tightestDevices(free, deviceWish);
    return { score: scoreWith(devices ?? [], deviceWish.milliEach), devices };
  }

  /** Known by what the node holds, not by its version: a run that is taken up elsewhere has versions of its own. */
  #asItStands(node: number): number {
    const { model } = this.#cluster.devices.poolOf(node);
    const left = cpuMilliLeft(this.#cluster, node);
    const free = this.#cluster.devices.freeMilli(node);
    const known = this.#known[node];
    if (known?.cpuMilliLeft === left && known.model === model && areEqual(known.free, free)) return known.fragmented;
    const state = { model, cpuMilliLeft: left, free: free.slice() };
    const fragmented = this.#fragmentation.of(state);
    this.#known[node] = { ...state, fragmented };
    return fragmented;
  }

  #of(node: number, cpuLeft: number, free: Int32Array): number {
    return this.#fragmentation.of({ model: this.#cluster.devices.poolOf(node).model, cpuMilliLeft: cpuLeft, free });
  }
}

/** The first of the best devices. Devices with equally much left score alike, so that one of them is enough. */
function bestShare(
  free: Int32Array,
  { milliEach }: DeviceWish,
  scoreWith: (devices: readonly number[], milliEach: number) => number,
): ScoredDevices {
  let best: ScoredDevices = { score: 0, devices: undefined };
  for (let device = 0; device < free.length; device += 1) {
    if (free[device]! < milliEach || free.indexOf(free[device]!) < device) continue;
    const score = scoreWith([device], milliEach);
    if (best.devices === undefined || score > best.score) best = { score, devices: [device] };
  }
  return best;
}

function areEqual(left: FreeMilli, right: FreeMilli): boolean {
  if (left.length !== right.length) return false;
  for (let device = 0; device < left.length; device += 1) if (left[device] !== right[device]) return false;
  return true;
}

function scoreOf(fall: number): number {
  return Math.trunc((1 / (1 + Math.exp(-fall / MILLI_PER_UNIT))) * MAX_NODE_SCORE);
}

export const fgdScore: PolicyDefinition = {
  name: "FGDScore",
  source: "hkust-adsl/kubernetes-scheduler-simulator 8f3d641, fgd_score.go",
  points: ["score", "reserve"],
  argumentSchema: TYPICAL_PODS_ARGS,
  create: (args, { cluster, run }) => {
    const made: { gradient?: FragmentationGradient } = {};
    // The pods to come are known only when the run is put together, which is after its plugins.
    const gradient = () => {
      const typical = () => readTypicalPods(args) ?? typicalPodsOf(run.expectedPods());
      return (made.gradient ??= new FragmentationGradient(cluster, new Fragmentation(typical())));
    };
    return {
      ...scoredByNode((podClass, node) => gradient().best(podClass, node).score),
      chooseDevices: ({ podClass }, node) => gradient().best(podClass, node).devices,
    };
  },
};
