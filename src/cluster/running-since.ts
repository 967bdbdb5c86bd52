// Since when the containers of a pod have run, as far as the API shows it. Knows the cluster's tables.

import type { ClusterState } from "./cluster-state.ts";
import type { PodDetail } from "./pod-life.ts";
import type { PodId } from "./pod-table.ts";

/** µs, before 0 too; undefined: it does not run. Containers of which nothing is said run as their pod does. */
export function runningSinceUs(
  { pods }: ClusterState,
  pod: PodId,
  detail: PodDetail,
  name: string,
): number | undefined {
  const { containers, initContainers } = detail;
  const said = containers?.find((one) => one.name === name) ?? initContainers?.find((one) => one.name === name);
  if (said !== undefined) return said.state.kind === "running" ? said.state.startedUs : undefined;
  // What ran before the run began has its age.
  const statusStartUs = pods.statusStartUs(pod);
  return statusStartUs < 0 ? statusStartUs : pods.startedAtUs(pod);
}
