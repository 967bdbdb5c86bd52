// Clusters and pods made for measuring: the nodes and pods on which kube-scheduler's own speed was measured, and pods of
// many looks.

import type { Node, Pod } from "../../src/model/objects.ts";

const ZONES = 3;

/** Nodes of 32 CPU and 256 GiB for 250 pods each, in three zones in turn. */
export function equalNodes(count: number): readonly Node[] {
  return Array.from({ length: count }, (_, index) => ({
    metadata: { name: `node-${index}`, labels: { "topology.kubernetes.io/zone": `zone-${index % ZONES}` } },
    status: { allocatable: { cpu: "32", memory: "256Gi", pods: "250" } },
  }));
}

/** The pod of kube-scheduler's measurement: 500m and 512 MiB. */
const PLAIN_REQUESTS = { cpu: "500m", memory: "512Mi" };

/** One plain pod, or pods of so many sizes, all different. */
export function podLooks(count: number): readonly Pod[] {
  if (count === 1) return [podAsking(PLAIN_REQUESTS)];
  return Array.from({ length: count }, (_, index) =>
    podAsking({
      cpu: `${100 + 10 * (index % 50)}m`,
      memory: `${128 + 8 * (index % 50) + 512 * Math.floor(index / 50)}Mi`,
    }),
  );
}

function podAsking(requests: Readonly<Record<string, string>>): Pod {
  return {
    metadata: { name: "", namespace: "default" },
    spec: { containers: [{ name: "pause", image: "pause:3.10", resources: { requests } }] },
  };
}
