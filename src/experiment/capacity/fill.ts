// Pods of a template, one after the other, until one is refused: by the scheduler of the run on the whole cluster, or by the plain
// filters on one node, where nothing but that node matters.

import type { ClassId } from "../../cluster/class-table.ts";
import { NONE } from "../../cluster/pod-table.ts";

import { ClassPlanner } from "../../scheduling/columnar/class-plan.ts";
import { DynamicCycle } from "../../scheduling/columnar/dynamic-cycle.ts";
import { FilterRun } from "../../scheduling/framework/filter-run.ts";
import { LiveNode } from "../../scheduling/framework/node-view.ts";
import type { CyclePod } from "../../scheduling/framework/plugin.ts";
import type { ProfileRuntime } from "../../scheduling/framework/profile-runtime.ts";
import { reserve } from "../../scheduling/framework/reserve.ts";

import type { CapacityWorld, Offer } from "./capacity-world.ts";

/** Which pod, what the further ones are called after, and how many are tried at most. */
export interface FillWish {
  readonly classId: ClassId;
  readonly name: string;
  readonly most: number;
}

export interface Filling {
  readonly more: number;
  /** By node. */
  readonly onNode: ReadonlyMap<number, number>;
  /** Why the next one has no place; undefined if `most` were placed. */
  readonly end: Extract<Offer, { kind: "not-placed" }> | undefined;
}

/** Fills the cluster. The pod that is refused is taken away again. */
export function fill(world: CapacityWorld, { classId, name, most }: FillWish): Filling {
  const onNode = new Map<number, number>();
  for (let more = 0; more < most; more += 1) {
    const podsBefore = world.cluster.pods.size;
    const offer = world.offer(classId, furtherName(name, more));
    if (offer.kind === "not-placed") {
      if (world.cluster.pods.size > podsBefore) world.withdraw(podsBefore);
      return { more, onNode, end: offer };
    }
    onNode.set(offer.node, (onNode.get(offer.node) ?? 0) + 1);
  }
  return { more: most, onNode, end: undefined };
}

/** The name of a further pod. */
export function furtherName(name: string, number: number): string {
  return `${name}-further-${number}`;
}

/** Nodes that can be filled one by one, as if there was no other. */
export interface IndependentNodes {
  /** Fills one node, and returns how many more it holds. */
  fill(node: number, wish: FillWish): number;
}

/**
 * Undefined unless how many pods of the class fit on a node depends on that node alone, as the cluster stands: no filter counts
 * pods elsewhere, and nobody else has a say. Then it does not matter either in which order they come.
 */
export function independentNodes(world: CapacityWorld, classId: ClassId): IndependentNodes | undefined {
  const { cluster } = world;
  const podClass = cluster.classes.get(classId);
  const plain = world.plainScheduler();
  const runtime = plain.runtimeFor(podClass.schedulerName);
  const pod: CyclePod = { id: NONE, name: "", podClass };
  if (runtime === undefined || plain.preEnqueueRefusal(pod) !== undefined || world.isHeldByOthers(classId)) {
    return undefined;
  }
  if (podClass.volumes.claims.length + podClass.resourceClaims.length > 0) return undefined;
  const cycle = new DynamicCycle(cluster, runtime, new ClassPlanner(runtime).planOf(podClass), pod);
  const { end, allowed } = cycle.folded;
  if (!cycle.isIdle || end.kind !== "go-on" || allowed !== undefined) return undefined;
  const filters = new FilterRun(cluster, runtime, pod, cycle.folded);
  return { fill: (node, wish) => fillNode(world, runtime, filters, node, wish) };
}

function fillNode(
  world: CapacityWorld,
  runtime: ProfileRuntime,
  filters: FilterRun,
  node: number,
  { classId, name, most }: FillWish,
): number {
  const view = new LiveNode(world.cluster, node);
  let more = 0;
  while (more < most && filters.statusWithNominated(view).code === "Success") {
    const pod = world.create(classId, furtherName(`${name}-${node}`, more));
    const decision = reserve(runtime, pod, { kind: "scheduled", node, path: "only", evaluated: 1, feasible: 1 });
    if (decision.kind === "scheduled") world.settle(pod.id, decision);
    more += 1;
  }
  return more;
}
