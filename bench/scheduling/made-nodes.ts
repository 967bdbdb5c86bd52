// Nodes for measuring the scheduler: those on which kube-scheduler's own speed was measured, and those of its benchmark.

import type { Node } from "../../src/model/objects.ts";

const ZONES = 3;

/** In zones in turn, each with a host name of its own. */
function nodesWith(count: number, allocatable: Readonly<Record<string, string>>): readonly Node[] {
  return Array.from({ length: count }, (_, index) => nodeCalled(`node-${index}`, index % ZONES, allocatable));
}

function nodeCalled(name: string, zone: number, allocatable: Readonly<Record<string, string>>): Node {
  const labels = { "topology.kubernetes.io/zone": `zone-${zone}`, "kubernetes.io/hostname": name };
  return { metadata: { name, labels }, status: { allocatable } };
}

/** 32 CPU and 256 GiB for 250 pods. */
export function largeNodes(count: number): readonly Node[] {
  return nodesWith(count, { cpu: "32", memory: "256Gi", pods: "250" });
}

/** 4 CPU and 32 GiB for 110 pods, as in scheduler_perf (templates/node-default.yaml, v1.36). */
export function smallNodes(count: number): readonly Node[] {
  return nodesWith(count, SMALL);
}

const SMALL = { cpu: "4", memory: "32Gi", pods: "110" };

/** The same with devices. */
export function deviceNodes(count: number): readonly Node[] {
  return nodesWith(count, { ...SMALL, "example.com/device": "10" });
}

/** One more small node. */
export function smallNode(name: string): Node {
  return nodeCalled(name, 0, SMALL);
}
