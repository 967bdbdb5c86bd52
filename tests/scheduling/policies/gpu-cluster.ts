// Nodes with GPUs and pods that want them, in few words, and devices booked by hand.

import type { Node, Pod, QuantityMap } from "../../../src/model/objects.ts";
import { node, podAsking, pod as podOf, container } from "../../model/build-objects.ts";
import type { SmallCluster } from "../small-cluster.ts";

export const GPU_COUNT = "alibabacloud.com/gpu-count";
export const GPU_MILLI = "alibabacloud.com/gpu-milli";
const GPU_MODEL = "alibabacloud.com/gpu-card-model";

/** A node with GPUs; `cpu` in cores. */
export function gpuNode(name: string, cpu: number, gpus: number, model = "T4"): Node {
  const devices: QuantityMap = gpus === 0 ? {} : { [GPU_COUNT]: gpus, [GPU_MILLI]: gpus * 1000 };
  return node(name, { cpu, memory: "256Gi", ...devices }, { labels: { [GPU_MODEL]: model } });
}

/** A pod that shares a GPU. */
export function sharingPod(cpu: number, milli: number, models = ""): Pod {
  const asking = container({ cpu, [GPU_MILLI]: milli });
  return podOf({ containers: [asking] }, models === "" ? {} : { annotations: { [GPU_MODEL]: models } });
}

/** A pod with GPUs of its own. */
export function wholePod(cpu: number, gpus: number): Pod {
  return podAsking({ cpu, [GPU_COUNT]: gpus, [GPU_MILLI]: gpus * 1000 });
}

/** A pod without GPUs. */
export function plainPod(cpu: number): Pod {
  return podAsking({ cpu });
}

/** Puts a pod on a node, on these devices if any are named. */
export function put(cluster: SmallCluster, on: string, asking: Pod, devices?: readonly number[]): number {
  const classId = cluster.cluster.classify(asking);
  const { pod } = cluster.apply({ kind: "pod-created", classId, name: `pod on ${on}` });
  const chosen = devices === undefined ? {} : { devices };
  cluster.apply({ kind: "pod-assumed", pod, node: cluster.cluster.nodes.find(on)!, ...chosen });
  return pod;
}
