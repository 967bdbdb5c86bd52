// What must hold once nothing is left to happen: each workload has what it wants, or what it lacks finds no room; nothing is going on
// a node that works; budgets and endpoints say what is. Pods on nodes that do not work wait for them, as in the real one. Knows the
// API's objects alone.

import type { ReplicaSet, StatefulSet } from "../../../src/model/api/types/workload.ts";

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { LivePodView } from "../../../src/cluster/live-pods.ts";

import {
  appOf,
  controllerOf,
  existingNodes,
  existingPods,
  fitsOn,
  hasOwner,
  isMeantFor,
  isNodeReady,
  isOver,
  isReady,
  isWanted,
  mayPreemptOn,
  nodeOf,
  taintsAgainst,
} from "./api-objects.ts";
import { healthyNeeded, readyOf } from "./budget-watch.ts";
import { aboutQuotas, isLimited, isShortOf, onePodOf } from "./quotas.ts";
import { aboutJobs } from "./settled-jobs.ts";
import { aboutOwners } from "./settled-owners.ts";
import { aboutVolumes } from "./settled-volumes.ts";
import { secondsBorne } from "./time-watch.ts";

type Complaints = readonly string[];

/** What contradicts Kubernetes in a cluster in which nothing is left to happen, but to pods that started no longer ago than that. */
export function unsettled(cluster: ClusterState, startingUs = 0): Complaints {
  const pods = existingPods(cluster);
  return [
    ...pods.flatMap((pod) => aboutPod(cluster, pod, startingUs)),
    ...[...cluster.objects.list("ReplicaSet")].flatMap((set) => aboutReplicaSet(cluster, pods, set)),
    ...aboutDeployments(cluster, pods),
    ...aboutStatefulSets(cluster, pods),
    ...aboutDaemonSets(cluster, pods),
    ...aboutBudgets(cluster),
    ...aboutEndpoints(cluster, pods),
    ...aboutJobs(cluster, pods),
    ...aboutOwners(cluster),
    ...aboutVolumes(cluster, pods),
    ...aboutQuotas(cluster),
  ];
}

/** A pod that nobody gives up, as its Job is gone, is started for ever after each exit. */
function exitsAgainAndAgain({ object: { metadata, spec } }: LivePodView): boolean {
  return metadata.annotations?.["plimsoll/exit-after"] !== undefined && spec.restartPolicy !== "Never";
}

function aboutPod(cluster: ClusterState, pod: LivePodView, startingUs: number): Complaints {
  const { name, nodeName } = pod;
  const owner = controllerOf(pod.object.metadata.ownerReferences);
  const isOwned = owner === undefined || pod.deletion !== undefined || hasOwner(cluster, pod.namespace, owner);
  const found = isOwned ? [] : [`${name} stays though ${owner.kind} ${owner.name} is gone`];
  if (nodeName === undefined) return [...found, ...aboutWaitingPod(cluster, pod)];
  const node = nodeOf(cluster, nodeName);
  if (node === undefined) return [...found, `${name} stays on ${nodeName}, which is gone`];
  const taint = node.spec?.taints?.find(({ key, effect }) => effect === "NoExecute" && isBorneInVain(pod, key));
  if (taint !== undefined && isWanted(pod)) found.push(`${name} stays on ${nodeName} in spite of ${taint.key}`);
  if (!isNodeReady(node)) return found;
  if (pod.deletion !== undefined) found.push(`${name} is going for ever on ${nodeName}, which works`);
  else if (!isOver(pod) && !isReady(pod) && !exitsAgainAndAgain(pod) && !isStarting(cluster, pod, startingUs))
    found.push(`${name} never becomes ready on ${nodeName}, which works`);
  return found;
}

function isStarting({ now }: ClusterState, { startUs = 0 }: LivePodView, startingUs: number): boolean {
  return now - startUs < startingUs;
}

function isBorneInVain(pod: LivePodView, key: string): boolean {
  return secondsBorne(pod, key) !== undefined;
}

function aboutWaitingPod(cluster: ClusterState, pod: LivePodView): Complaints {
  if (isOver(pod)) return [];
  if (pod.deletion !== undefined) return [`${pod.name} was never bound, and is going for ever`];
  const node = existingNodes(cluster).find((candidate) => fitsOn(cluster, pod, candidate));
  if (node !== undefined) return [`${pod.name} waits though it fits on ${node.metadata.name}`];
  const other = existingNodes(cluster).find((candidate) => mayPreemptOn(cluster, pod, candidate));
  return other === undefined ? [] : [`${pod.name} waits though it may drive others out of ${other.metadata.name}`];
}

function ownedBy(pods: readonly LivePodView[], uid: string | undefined): readonly LivePodView[] {
  return pods.filter(({ object }) => controllerOf(object.metadata.ownerReferences)?.uid === uid);
}

function aboutReplicaSet(cluster: ClusterState, pods: readonly LivePodView[], set: ReplicaSet): Complaints {
  const { name, uid, namespace = "default", ownerReferences, deletionTimestamp } = set.metadata ?? {};
  const owner = controllerOf(ownerReferences);
  // One that is going itself may wait for its pods: whether anything holds it up is asked of owners.
  if (owner !== undefined && deletionTimestamp === undefined && !hasOwner(cluster, namespace, owner))
    return [`${name} stays though ${owner.name} is gone`];
  const wanted = set.spec?.replicas ?? 0;
  const found = ownedBy(pods, uid).filter(isWanted).length;
  if (found < wanted && isShortOf(cluster, onePodOf(set.spec))) return [];
  return found === wanted || deletionTimestamp !== undefined ? [] : [`${name} has ${found} pods and wants ${wanted}`];
}

/** A rollout that waits for pods without room, or on lost nodes, is not at its end. */
function aboutDeployments(cluster: ClusterState, pods: readonly LivePodView[]): Complaints {
  const { objects } = cluster;
  return [...objects.list("Deployment")].flatMap(({ metadata, spec }) => {
    // Who could not make a ReplicaSet gives up after some attempts.
    if (isLimited(cluster, "count/replicasets.apps") || isShortOf(cluster, onePodOf(spec))) return [];
    const sets = [...objects.controlledBy("ReplicaSet", metadata?.uid ?? "")];
    const own = sets.flatMap((set) => ownedBy(pods, set.metadata?.uid)).filter((pod) => !isOver(pod));
    const isHeldUp = own.some((pod) => !isReady(pod) || pod.deletion !== undefined);
    if (isHeldUp || spec?.paused === true || metadata?.deletionTimestamp !== undefined) return [];
    const wanted = sets.filter((set) => (set.spec?.replicas ?? 0) > 0);
    if (spec?.strategy?.type === "Recreate" && wanted.length > 1 && wanted.some((set) => !knowsScale(set, spec)))
      return [];
    const replicas = wanted.map((set) => set.spec?.replicas ?? 0);
    const expected = spec?.replicas === 0 ? [] : [spec?.replicas];
    return replicas.join() === expected.join()
      ? []
      : [`${metadata?.name} wants ${spec?.replicas}, and its ReplicaSets want ${replicas.join(" and ") || "none"}`];
  });
}

/**
 * Who has become a Deployment of the strategy Recreate and of another size in the middle of a rollout is stuck in the real one: its
 * controller sees that it is to be scaled, which it does for a single ReplicaSet or for the strategy RollingUpdate alone.
 */
function knowsScale({ metadata }: ReplicaSet, spec: { readonly replicas?: number }): boolean {
  return metadata?.annotations?.["deployment.kubernetes.io/desired-replicas"] === String(spec.replicas);
}

function aboutStatefulSets(cluster: ClusterState, pods: readonly LivePodView[]): Complaints {
  return [...cluster.objects.list("StatefulSet")].flatMap(({ metadata, spec, status }) => {
    if (isShortOf(cluster, { ...onePodOf(spec), persistentvolumeclaims: 1000 })) return [];
    const own = ownedBy(pods, metadata?.uid);
    if (own.some((pod) => !isReady(pod) || pod.deletion !== undefined)) return [];
    const revision = status?.updateRevision;
    const old = own.filter(({ object }) => object.metadata.labels?.["controller-revision-hash"] !== revision);
    const expected = Array.from({ length: spec?.replicas ?? 0 }, (_, ordinal) => `${metadata?.name}-${ordinal}`);
    const names = own.map(({ name }) => name).toSorted();
    return [
      ...(names.join() === expected.join()
        ? []
        : [`${metadata?.name} wants ${expected.join()} and has ${names.join()}`]),
      ...old.map(({ name }) => `${name} is not of the revision ${revision}`),
    ];
  });
}

/** One on each node that is not closed to it; it may wait for room. */
function aboutDaemonSets(cluster: ClusterState, pods: readonly LivePodView[]): Complaints {
  return [...cluster.objects.list("DaemonSet")].flatMap(({ metadata, spec }) => {
    if (isShortOf(cluster, onePodOf(spec))) return [];
    const own = ownedBy(pods, metadata?.uid).filter(isWanted);
    const [one] = own;
    return existingNodes(cluster).flatMap((node) => {
      const { name } = node.metadata;
      const isClosed = one === undefined || taintsAgainst(one, node).length > 0;
      const there = own.filter((pod) => (pod.nodeName ?? name) === name && isMeantFor(pod, name)).length;
      return there === 1 || isClosed || !isNodeReady(node) ? [] : [`${metadata?.name} has ${there} pods for ${name}`];
    });
  });
}

function aboutBudgets(cluster: ClusterState): Complaints {
  return [...cluster.objects.list("PodDisruptionBudget")].flatMap(({ metadata, status }) => {
    const app = metadata?.name ?? "";
    const needed = healthyNeeded(cluster, app);
    const isMeant =
      cluster.objects.find("Deployment", "default", app) ?? cluster.objects.find("StatefulSet", "default", app);
    if (needed === undefined || isMeant === undefined) return [];
    // Who is scaled and cannot act on it changes no pod, and the controller of budgets hears of pods and budgets alone.
    if (isScaledInVain(cluster, isMeant)) return [];
    const ready = readyOf(cluster, app);
    const { currentHealthy, disruptionsAllowed } = status ?? {};
    if (cannotCount(cluster, app)) return disruptionsAllowed === 0 ? [] : [`the budget ${app} allows disruptions`];
    const allowed = Math.max(0, ready - needed);
    return currentHealthy === ready && disruptionsAllowed === allowed
      ? []
      : [
          `the budget ${app} says ${currentHealthy} healthy and ${disruptionsAllowed} to spare, not ${ready} and ${allowed}`,
        ];
  });
}

/**
 * A budget that asks for a part of all pods goes by what their owners want. It cannot while a pod is there whose owner is gone, as on a
 * node that does not work: then it allows nothing, and leaves the rest of its status as it was.
 */
function cannotCount(cluster: ClusterState, app: string): boolean {
  const { minAvailable } = cluster.objects.find("PodDisruptionBudget", "default", app)?.spec ?? {};
  if (typeof minAvailable === "number") return false;
  return existingPods(cluster).some((pod) => {
    const owner = controllerOf(pod.object.metadata.ownerReferences);
    return appOf(pod) === app && (owner === undefined || !hasOwner(cluster, "default", owner));
  });
}

/**
 * One that was changed after it was made, and cannot act on that: it has another number of pods than it wants (no quota is left for
 * more), or waits for one of those that stay before it makes or takes away any.
 */
function isScaledInVain(cluster: ClusterState, { metadata, spec }: Pick<StatefulSet, "metadata" | "spec">): boolean {
  const own = existingPods(cluster).filter((pod) => appOf(pod) === metadata?.name && isWanted(pod));
  const wasChanged = (metadata?.generation ?? 1) > 1;
  return wasChanged && (own.length !== (spec?.replicas ?? 0) || own.some((pod) => !isReady(pod)));
}

function aboutEndpoints(cluster: ClusterState, pods: readonly LivePodView[]): Complaints {
  const slices = [...cluster.objects.list("EndpointSlice")];
  return [...cluster.objects.list("Service")].flatMap(({ metadata }) => {
    const app = metadata?.name ?? "";
    const served = slices
      .filter((slice) => slice.metadata?.labels?.["kubernetes.io/service-name"] === app)
      .flatMap(({ endpoints }) => endpoints ?? [])
      .flatMap(({ conditions, targetRef }) => (conditions?.ready === true ? [targetRef?.name ?? ""] : []));
    const ready = pods.filter((pod) => appOf(pod) === app && isWanted(pod) && isReady(pod)).map(({ name }) => name);
    const said = served.toSorted().join();
    const expected = ready.toSorted().join();
    return said === expected
      ? []
      : [`the service ${app} sends to ${said || "none"}, and ${expected || "none"} are ready`];
  });
}
