// Why no further pod fits: on the full cluster the plain form of the scheduler is asked about one more, and tells the nodes' words.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE } from "../../cluster/pod-table.ts";

import type { LimitReason, Limits } from "./capacity-result.ts";
import type { CapacityWorld } from "./capacity-world.ts";
import { furtherName, type Filling, type FillWish } from "./fill.ts";

const INSUFFICIENT = "Insufficient ";
const TOO_MANY_PODS = "Too many pods";

/** What refused one node. */
interface NodeRefusal {
  readonly plugin: string;
  readonly reasons: readonly string[];
}

/** Null if nothing was refused. The world stands as the filling has left it. */
export function limitsOf(world: CapacityWorld, wish: FillWish, { more, end }: Filling): Limits | null {
  if (end === undefined) return null;
  const { cluster } = world;
  const refusals = end.plugin === null ? refusalsByNode(world, wish, more) : new Map<number, NodeRefusal>();
  const ofAll: NodeRefusal = { plugin: end.plugin ?? "", reasons: end.plugin === null ? [] : [end.message] };
  const all = [...cluster.nodeOrder].map((node) => refusals.get(node) ?? ofAll);
  const byPool = new Map<string, NodeRefusal[]>();
  for (const [index, node] of cluster.nodeOrder.entries()) {
    const { pool } = cluster.nodes.record(node);
    const ofPool = byPool.get(pool) ?? [];
    ofPool.push(all[index]!);
    byPool.set(pool, ofPool);
  }
  return {
    message: end.message,
    reasons: countReasons(all),
    byPool: [...byPool].map(([name, ofPool]) => ({ name, nodes: ofPool.length, reasons: countReasons(ofPool) })),
  };
}

/** One more pod is asked about and not created for good. */
function refusalsByNode(world: CapacityWorld, { classId, name }: FillWish, more: number): Map<number, NodeRefusal> {
  const plain = world.plainScheduler();
  const pod = world.create(classId, furtherName(name, more));
  const { decision, trace } = plain.schedule(pod, world.now);
  world.withdraw(pod.id);
  const refusals = new Map<number, NodeRefusal>(trace.refusals);
  if (decision.kind !== "unschedulable") return refusals;
  const { preFilter, reasons } = decision;
  // Those that no filter was asked about: a plugin has spoken for all of them.
  const others =
    preFilter === undefined
      ? reasons.find(({ plugin, reason }) => ![...trace.refusals.values()].some(isOf(plugin, reason)))
      : { plugin: preFilter.plugin, reason: preFilter.message };
  if (others === undefined) return refusals;
  for (const node of nodesWithout(world.cluster, refusals)) {
    refusals.set(node, { plugin: others.plugin, reasons: [others.reason] });
  }
  return refusals;
}

function isOf(plugin: string, reason: string): (refusal: NodeRefusal) => boolean {
  return (refusal) => refusal.plugin === plugin && refusal.reasons.includes(reason);
}

function nodesWithout(cluster: ClusterState, refusals: ReadonlyMap<number, NodeRefusal>): readonly number[] {
  return [...cluster.nodeOrder].filter((node) => node !== NONE && !refusals.has(node));
}

/** Most nodes first. */
function countReasons(refusals: readonly NodeRefusal[]): readonly LimitReason[] {
  const counted = new Map<string, { readonly plugin: string; readonly reason: string; nodes: number }>();
  for (const { plugin, reasons } of refusals) {
    for (const reason of reasons) {
      const key = `${plugin}\n${reason}`;
      const known = counted.get(key);
      if (known === undefined) counted.set(key, { plugin, reason, nodes: 1 });
      else known.nodes += 1;
    }
  }
  return [...counted.values()]
    .map(({ plugin, reason, nodes }) => ({ plugin, reason, resource: resourceOf(reason), nodes }))
    .toSorted((left, right) => right.nodes - left.nodes);
}

function resourceOf(reason: string): string | null {
  if (reason === TOO_MANY_PODS) return "pods";
  return reason.startsWith(INSUFFICIENT) ? reason.slice(INSUFFICIENT.length) : null;
}
