// How Docker Swarm weighs a node: the percentages of CPU and memory that would be used with the container on it. What a
// container does not ask for counts 100. Of equal nodes, the number of containers decides.
// Imitates docker-archive/classicswarm (scheduler/strategy/weighted_node.go, spread.go, binpack.go).

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { CPU_INDEX, MEMORY_INDEX } from "../../cluster/resource-index.ts";

import { dividedInt } from "../framework/integer.ts";

/** More containers than stand on any node. */
const CONTAINERS_MAX = 1_000_000;
const WHOLE_PERCENT = 100;

/** Weight and number of containers in one number, so that it orders nodes as Swarm does. */
export function swarmWeight({ nodes }: ClusterState, { requests }: SchedulingClass, node: number): number {
  const percent = (resource: number, asked: number): number => {
    const whole = nodes.allocatable(node, resource);
    if (asked === 0 || whole === 0) return WHOLE_PERCENT;
    return dividedInt((nodes.requested(node, resource) + asked) * WHOLE_PERCENT, whole);
  };
  const weight = percent(CPU_INDEX, requests.cpuMilli) + percent(MEMORY_INDEX, requests.memoryBytes);
  return weight * CONTAINERS_MAX + Math.min(nodes.podCount(node), CONTAINERS_MAX - 1);
}
