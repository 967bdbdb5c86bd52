// How well the pods were placed, in few numbers: what comparisons of policies and searches for capacity look at first.

import type { ClusterState } from "../cluster/cluster-state.ts";
import { NOT_YET, type PodId, type PodPhase } from "../cluster/pod-table.ts";

import { columnName, columnOf } from "./amounts.ts";
import type { Fragmentation, UtilisationGroup } from "./findings.ts";
import type { Measurement } from "./measurement.ts";

/** Pods of a run by where they ended. */
export interface PlacedPods {
  /** All that came during the run. */
  readonly own: readonly PodId[];
  readonly placed: number;
  readonly waiting: number;
  readonly preempted: number;
}

/** Counts of pods and nodes, and shares of the whole cluster that are requested, at the end and on average. */
export function placementMeasurements(
  cluster: ClusterState,
  { own, placed, waiting, preempted }: PlacedPods,
  whole: UtilisationGroup | undefined,
  fragments: readonly Fragmentation[],
): readonly Measurement[] {
  const nodesUsed = cluster.nodeOrder.filter((node) => cluster.nodes.podCount(node) > 0).length;
  return [
    gauge("plimsoll_pods_placed", {}, placed),
    gauge("plimsoll_pods_waiting", {}, waiting),
    gauge("plimsoll_pods_preempted", {}, preempted),
    gauge("plimsoll_nodes_used", {}, nodesUsed),
    ...(whole?.resources ?? [])
      .filter(({ allocatable }) => allocatable > 0)
      .flatMap((use) => [
        gauge("plimsoll_requested_ratio", { resource: use.resource }, use.requestedAtEnd / use.allocatable),
        gauge(
          "plimsoll_mean_requested_ratio",
          { resource: use.resource },
          use.requestedMean / (use.allocatableMean ?? use.allocatable),
        ),
      ]),
    ...fragments
      .filter(({ free }) => free > 0)
      .map(({ resource, free, unusable }) => gauge("plimsoll_unusable_free_ratio", { resource }, unusable / free)),
    ...requestMeasurements(cluster, own),
    ...deviceMeasurements(cluster),
  ];
}

/**
 * Of all that the pods ask for, the share that found a place. Pods that have ended had theirs, and so had those that somebody took
 * away from their nodes, as an autoscaler or a rollout does; not so those that had to make room for others.
 */
function requestMeasurements(cluster: ClusterState, own: readonly PodId[]): readonly Measurement[] {
  const asked = new Map<number, number>();
  const served = new Map<number, number>();
  for (const pod of own) {
    const isServed = SERVED.has(cluster.pods.phaseNameOf(pod)) || hadItsPlace(cluster, pod);
    const { indices, amounts } = cluster.classOfPod(pod).requestVector;
    for (let entry = 0; entry < indices.length; entry += 1) {
      const column = columnOf(indices[entry]!);
      asked.set(column, (asked.get(column) ?? 0) + amounts[entry]!);
      if (isServed) served.set(column, (served.get(column) ?? 0) + amounts[entry]!);
    }
  }
  return [...asked]
    .filter(([, amount]) => amount > 0)
    .map(([column, amount]) => {
      const resource = columnName(cluster, column);
      return gauge("plimsoll_placed_request_ratio", { resource }, (served.get(column) ?? 0) / amount);
    });
}

/** Whether somebody took the pod away from its node, other than for a pod that needed the room. */
export function hadItsPlace({ pods }: ClusterState, pod: PodId): boolean {
  return pods.phaseNameOf(pod) === "deleted" && pods.boundAtUs(pod) !== NOT_YET && !pods.isPreempted(pod);
}

const SERVED: ReadonlySet<PodPhase> = new Set(["assumed", "bound", "running", "succeeded", "failed"]);

/** Of single devices, the share that pods hold; of a cluster without any, nothing. */
function deviceMeasurements({ nodeOrder, devices }: ClusterState): readonly Measurement[] {
  let all = 0;
  let free = 0;
  for (const node of nodeOrder) {
    const left = devices.freeMilli(node);
    all += left.length;
    for (const milli of left) free += milli / 1000;
  }
  return all === 0 ? [] : [gauge("plimsoll_device_requested_ratio", {}, 1 - free / all)];
}

function gauge(name: string, labels: Readonly<Record<string, string>>, value: number): Measurement {
  return { kind: "gauge", name, labels, value };
}
