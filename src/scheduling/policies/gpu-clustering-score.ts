// GPU clustering: pods that want equally many GPUs stand together; pods that share one are a kind of their own.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/plugin/gpu_clustering_score.go,
// GetGpuAffinityFromPodAnnotation).

import { sharesDevice } from "../../model/device-choice.ts";
import type { DeviceWish } from "../../model/device-wish.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { dividedInt } from "../framework/integer.ts";
import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { deviceMilliLeft, LARGEST_GPU_MILLI } from "./node-room.ts";
import { scoredByNode } from "./node-score.ts";

const BAND = dividedInt(MAX_NODE_SCORE, 4);
const SHARING = 0;

/** How many whole devices, or SHARING. */
function kindOf(wish: DeviceWish): number {
  return sharesDevice(wish) ? SHARING : wish.devices;
}

/** The kinds of pods on the node. */
function kindsOn(cluster: ClusterState, node: number): ReadonlySet<number> {
  const kinds = new Set<number>();
  for (const pod of cluster.pods.onNode(node)) {
    const { deviceWish } = cluster.classOfPod(pod);
    if (deviceWish !== undefined) kinds.add(kindOf(deviceWish));
  }
  return kinds;
}

/** Best is a node with only its kind, then one with its kind too, then one without GPU pods, then all others. */
function bandOf(kind: number, kinds: ReadonlySet<number>): number {
  if (kinds.has(kind)) return kinds.size === 1 ? 3 * BAND : 2 * BAND;
  return kinds.size === 0 ? BAND : 0;
}

export const gpuClusteringScore: PluginDefinition = {
  name: "GpuClusteringScore",
  source: "hkust-adsl/kubernetes-scheduler-simulator 8f3d641, gpu_clustering_score.go",
  points: ["score"],
  create: (_args, { cluster }) =>
    scoredByNode(({ deviceWish }, node) => {
      if (deviceWish === undefined) return 0;
      const used = Math.max(LARGEST_GPU_MILLI - deviceMilliLeft(cluster, node), 0);
      return dividedInt(BAND * used, LARGEST_GPU_MILLI) + bandOf(kindOf(deviceWish), kindsOn(cluster, node));
    }),
};
