// The answer to a capacity question for one policy: runs the scenario to its end, fills what is left with pods of the template,
// and does so again after every loss that is asked about.

import type { Pod } from "../../model/objects.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";

import {
  allocatableOf,
  columnName,
  columnOf,
  inUnits,
  PODS_COLUMN,
  reportedColumns,
  requestedOf,
  unitOf,
} from "../../metrics/amounts.ts";

import type { Plan } from "../../scenario/plan.ts";

import type { AskedTemplate, CapacityPoint, GroupRoom, Loss, ResourceRoom, Room } from "./capacity-result.ts";
import { CapacityWorld } from "./capacity-world.ts";
import { endedRun } from "./ended-run.ts";
import { fill, type Filling, type FillWish } from "./fill.ts";
import { tryLosses } from "./losses.ts";
import { limitsOf } from "./room-limits.ts";

/** More pods than this are not tried: no cluster that Kubernetes supports holds as many. */
export const MOST_FURTHER_PODS = 1_000_000;

/** What is asked of one plan. */
export interface CapacityQuestion {
  readonly label: string;
  readonly plan: Plan;
  /** As admission has let it in; its name is what further ones are called after. */
  readonly pod: Pod;
  /** What comes with the template: the ReplicaSet of a Deployment. */
  readonly objects: readonly StoredObject[];
  /** Pods of one workload; null for a pod by itself. */
  readonly replicas: number | null;
  readonly losses: readonly Loss[];
  readonly most?: number;
  readonly onTrial?: (lost: Loss, done: number, trials: number) => void;
}

/** The answer, and what a pod of the template requests. */
export interface MeasuredCapacity {
  readonly point: CapacityPoint;
  readonly requests: AskedTemplate["requests"];
}

/** @throws InvariantViolation if the program contradicts itself, and what a plugin of the user throws. */
export function measureCapacity(question: CapacityQuestion): MeasuredCapacity {
  const { label, plan, pod, objects, replicas, losses, onTrial = () => undefined } = question;
  const run = endedRun(plan);
  const world = new CapacityWorld(run, pod, objects);
  const { cluster } = world;
  const wish: FillWish = {
    classId: cluster.classify(pod),
    name: pod.metadata.name,
    most: question.most ?? MOST_FURTHER_PODS,
  };
  const before = requestedNow(cluster);
  const now = fill(world, wish);
  const room = roomOf(world, wish, now, before, replicas);
  const asked = { world, wish, now, replicas, onTrial };
  const after = (lost: Loss) => (losses.includes(lost) ? tryLosses(asked, lost) : null);
  return {
    point: {
      label,
      nodes: cluster.nodes.size,
      placed: run.placed,
      waiting: run.waiting,
      ...nodesToCome(plan, cluster),
      now: room,
      afterNode: after("node"),
      afterZone: after("zone"),
    },
    requests: requestsOf(cluster, wish),
  };
}

function roomOf(
  world: CapacityWorld,
  wish: FillWish,
  now: Filling,
  before: ReadonlyMap<number, number>,
  replicas: number | null,
): Room {
  const { cluster } = world;
  const resources = reportedColumns(cluster).map((column) => resourceRoom(cluster, column, before.get(column) ?? 0));
  return {
    more: now.more,
    isCapped: now.end === undefined,
    workloads: replicas === null ? null : Math.floor(now.more / replicas),
    byPool: groupsBy(cluster, now, (node) => cluster.nodes.record(node).pool),
    byZone: groupsBy(cluster, now, (node) => cluster.nodes.record(node).zone).filter(({ name }) => name !== ""),
    limits: limitsOf(world, wish, now),
    resources,
  };
}

/** In the order in which the scheduler comes across them. */
function groupsBy(cluster: ClusterState, { onNode }: Filling, nameOf: (node: number) => string): readonly GroupRoom[] {
  const groups = new Map<string, { nodes: number; more: number }>();
  for (const node of cluster.nodeOrder) {
    const name = nameOf(node);
    const group = groups.get(name) ?? { nodes: 0, more: 0 };
    groups.set(name, group);
    group.nodes += 1;
    group.more += onNode.get(node) ?? 0;
  }
  return [...groups].map(([name, { nodes, more }]) => ({ name, nodes, more }));
}

function requestedNow(cluster: ClusterState): ReadonlyMap<number, number> {
  return new Map(reportedColumns(cluster).map((column) => [column, total(cluster, column, requestedOf)]));
}

function resourceRoom(cluster: ClusterState, column: number, before: number): ResourceRoom {
  return {
    resource: columnName(cluster, column),
    unit: unitOf(column),
    allocatable: inUnits(column, total(cluster, column, allocatableOf)),
    before: inUnits(column, before),
    after: inUnits(column, total(cluster, column, requestedOf)),
  };
}

function total(cluster: ClusterState, column: number, amountOf: typeof allocatableOf): number {
  return cluster.nodeOrder.reduce((amount, node) => amount + amountOf(cluster, node, column), 0);
}

function requestsOf(cluster: ClusterState, { classId }: FillWish): AskedTemplate["requests"] {
  const { indices, amounts } = cluster.classes.get(classId).requestVector;
  const columns = [...indices].map((resource, entry) => [columnOf(resource), amounts[entry]!] as const);
  return [...columns, [PODS_COLUMN, 1] as const].map(([column, amount]) => ({
    resource: columnName(cluster, column),
    unit: unitOf(column),
    amount: inUnits(column, amount),
  }));
}

/** As the run has left it. */
function nodesToCome({ growth = [] }: Plan, { nodes, nodeOrder }: ClusterState): Pick<CapacityPoint, "nodesToCome"> {
  const count = growth.reduce((sum, { pool, maxNodes }) => {
    const there = nodeOrder.filter((node) => nodes.record(node).pool === pool).length;
    return sum + Math.max(0, maxNodes - there);
  }, 0);
  return count === 0 ? {} : { nodesToCome: count };
}
