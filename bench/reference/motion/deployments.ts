// A Deployment's rolling update and its ReplicaSets' pods, the plain way: each sync filters all ReplicaSets and all pods.
// Imitates pkg/controller/deployment/rolling.go and pkg/controller/replicaset/replica_set.go, v1.36.

import { podTemplateHash } from "../../../src/model/hashing/pod-template-hash.ts";
import { sortAsGo } from "../../../src/model/go-sort.ts";
import { compareRankedPods, countByNode, type RankedPod } from "../../../src/model/ranking/deletion-order.ts";

import { inSlowStart, type Request } from "./work-loop.ts";
import { replicaSetFor, type DeploymentObject, type ReplicaSetObject, type Workloads } from "./workloads.ts";
import { isActive, type MotionPod, type World } from "./world.ts";

const US_PER_SECOND = 1_000_000;
/** Pods that one sync of a ReplicaSet makes or deletes at most. */
const BURST = 500;
const NO_RESTARTS = Object.freeze({ containers: 0, sidecars: 0 });

type Batches = readonly (readonly Request[])[];

/** One step: the new ReplicaSet grows, or else old ones shrink. */
export function syncDeployment(world: World, workloads: Workloads, name: string): Batches {
  const deployment = workloads.deployment(name);
  const hash = podTemplateHash(deployment.template, undefined);
  const own = workloads.replicaSets.filter((replicaSet) => replicaSet.deployment === name);
  const old = own.filter((replicaSet) => replicaSet.hash !== hash);
  const known = own.find((replicaSet) => replicaSet.hash === hash);
  if (known === undefined) {
    const made = replicaSetFor(deployment, grownSize(deployment, 0, old));
    const create = () => {
      workloads.replicaSets.push(made);
      tellOf(world, made);
    };
    return [[create], ...shrinks(world, deployment, old, made)];
  }
  const size = grownSize(deployment, known.replicas, [...old, known]);
  if (known.replicas !== deployment.replicas && size !== known.replicas) return [[resized(world, known, size)]];
  return shrinks(world, deployment, old, known);
}

function grownSize({ replicas, maxSurge }: DeploymentObject, size: number, all: readonly ReplicaSetObject[]): number {
  const room = replicas + maxSurge - sumOf(all, (replicaSet) => replicaSet.replicas);
  return room <= 0 ? size : size + Math.min(room, replicas - size);
}

/** Old pods that are not ready go first, then as many as availability can do without. */
function shrinks(
  world: World,
  { replicas, maxUnavailable }: DeploymentObject,
  old: readonly ReplicaSetObject[],
  newOne: ReplicaSetObject,
): Batches {
  const least = replicas - maxUnavailable;
  const all = [...old, newOne];
  let most = sumOf(all, (replicaSet) => replicaSet.replicas) - least - (newOne.replicas - newOne.ready);
  if (sumOf(old, (replicaSet) => replicaSet.replicas) === 0 || most <= 0) return [];
  const sizes = new Map(old.map((replicaSet) => [replicaSet, replicaSet.replicas]));
  for (const replicaSet of old) {
    const down = Math.min(most, replicaSet.replicas - replicaSet.ready);
    sizes.set(replicaSet, replicaSet.replicas - down);
    most -= down;
  }
  let spare = sumOf(all, (replicaSet) => replicaSet.ready) - least;
  for (const replicaSet of old) {
    const down = Math.max(0, Math.min(sizes.get(replicaSet)!, spare));
    sizes.set(replicaSet, sizes.get(replicaSet)! - down);
    spare -= down;
  }
  const changed = old.filter((replicaSet) => sizes.get(replicaSet) !== replicaSet.replicas);
  return changed.map((replicaSet) => [resized(world, replicaSet, sizes.get(replicaSet)!)]);
}

function resized(world: World, replicaSet: ReplicaSetObject, size: number): Request {
  return () => {
    replicaSet.replicas = size;
    tellOf(world, replicaSet);
  };
}

function tellOf(world: World, { name }: ReplicaSetObject): void {
  world.tell({ kind: "workload", of: "ReplicaSet", name });
}

function sumOf(all: readonly ReplicaSetObject[], value: (replicaSet: ReplicaSetObject) => number): number {
  return all.reduce((sum, replicaSet) => sum + value(replicaSet), 0);
}

export function syncReplicaSet(world: World, workloads: Workloads, name: string): Batches {
  const replicaSet = workloads.replicaSet(name);
  const pods = world.podsOf({ kind: "ReplicaSet", name });
  const active = pods.filter(isActive);
  const missing = replicaSet.replicas - active.length;
  const batches: (readonly Request[])[] = [];
  if (missing > 0) batches.push(...inSlowStart(creations(world, replicaSet, Math.min(missing, BURST))));
  if (missing < 0) {
    const surplus = podsToDelete(world, workloads, replicaSet, active).slice(0, Math.min(-missing, BURST));
    batches.push(surplus.map((pod) => () => world.deletePod(pod)));
  }
  const counts = {
    active: active.length,
    ready: active.filter(({ isReady }) => isReady).length,
    terminating: pods.filter(({ isLeaving }) => isLeaving).length,
  };
  if (
    counts.active !== replicaSet.active ||
    counts.ready !== replicaSet.ready ||
    counts.terminating !== replicaSet.terminating
  ) {
    const write = () => {
      Object.assign(replicaSet, counts);
      tellOf(world, replicaSet);
    };
    batches.push([write]);
  }
  return batches;
}

function creations(world: World, { name, template }: ReplicaSetObject, count: number): readonly Request[] {
  return Array.from({ length: count }, () => {
    const podName = world.generatedName(`${name}-`);
    return () => world.createPod({ owner: { kind: "ReplicaSet", name }, name: podName, template });
  });
}

/** In the order in which they go. */
function podsToDelete(
  world: World,
  workloads: Workloads,
  { deployment }: ReplicaSetObject,
  active: readonly MotionPod[],
): readonly MotionPod[] {
  const related = workloads.replicaSets.filter((other) => other.deployment === deployment);
  const neighbours = related.flatMap(({ name }) => world.podsOf({ kind: "ReplicaSet", name })).filter(isActive);
  const onNodes = countByNode(neighbours.map((pod) => ({ nodeName: nodeNameOf(pod) })));
  const ranked = active.map((pod) => ({ pod, rank: rankOf(pod, onNodes) }));
  sortAsGo(ranked, (left, right) => compareRankedPods(left.rank, right.rank, world.nowUs) < 0);
  return ranked.map(({ pod }) => pod);
}

function nodeNameOf({ node, boundAtUs }: MotionPod): string {
  return boundAtUs === undefined ? "" : node!.name;
}

function rankOf(pod: MotionPod, onNodes: ReadonlyMap<string, number>): RankedPod {
  const nodeName = nodeNameOf(pod);
  return {
    nodeName,
    phase: pod.phase,
    readiness: { isReady: pod.isReady, changedAtUs: wholeSecond(pod.readyChangedAtUs) },
    restarts: NO_RESTARTS,
    createdAtUs: wholeSecond(pod.createdAtUs),
    uid: pod.uid,
    deletionCost: 0,
    neighbours: onNodes.get(nodeName) ?? 0,
  };
}

/** Moments of the API are whole seconds. */
function wholeSecond<Us extends number | undefined>(us: Us): Us {
  return (us === undefined ? undefined : Math.floor(us / US_PER_SECOND) * US_PER_SECOND) as Us;
}
