// Which pods of a ReplicaSet go when it has too many.
// Imitates getPodsToDelete and getIndirectlyRelatedPods of pkg/controller/replicaset/replica_set.go, v1.36. Pods that match a
// related ReplicaSet's selector but belong to somebody else are not counted as neighbours.

import { sortAsGo } from "../../../model/go-sort.ts";
import { deletionCostOf } from "../../../model/ranking/deletable-pod.ts";
import {
  compareRankedPods,
  countByNode,
  type ContainerRestarts,
  type RankedPod,
} from "../../../model/ranking/deletion-order.ts";
import { isActivePod } from "../../../model/ranking/pod-phase.ts";

import type { LiveContainer, LivePod } from "../../../cluster/live-pod.ts";

import { selectionBy, selectorOf } from "../compiled-selectors.ts";
import type { ControllerView } from "../controller.ts";
import { controllerOf } from "../owner-references.ts";
import { readinessOfPod } from "../pod-availability.ts";
import { selectorIn, type Replicated, type ReplicatedObject } from "./replicated.ts";

/** The first `count` in the order of deletion; all of them in their own order. */
export function podsToDelete(
  view: ControllerView,
  replicated: Replicated,
  activePods: readonly LivePod[],
  count: number,
): readonly LivePod[] {
  if (count >= activePods.length) return activePods;
  const neighbours = countByNode(relatedNodes(view, replicated));
  const ranked = activePods.map((pod) => ({ pod, rank: rankOf(pod, neighbours) }));
  const { nowUs } = view.clock;
  sortAsGo(ranked, (left, right) => compareRankedPods(left.rank, right.rank, nowUs) < 0);
  return ranked.slice(0, count).map(({ pod }) => pod);
}

/** Where the active pods are of all ReplicaSets of the same owner; without an owner none is related. */
function* relatedNodes(
  view: ControllerView,
  { kind, metadata }: Replicated,
): Generator<{ readonly nodeName: string }, void, void> {
  const owner = controllerOf(metadata);
  if (owner === undefined) return;
  const { namespace = "default" } = metadata;
  const orphans = view.orphans(namespace);
  const seen = new Set<number>();
  for (const related of view.controlledBy(kind, namespace, owner.uid ?? "")) {
    for (const pod of podsSelectedBy(view, kind, related, orphans)) {
      if (seen.has(pod.id)) continue;
      seen.add(pod.id);
      if (isActive(pod)) yield { nodeName: pod.nodeName ?? "" };
    }
  }
}

function* podsSelectedBy(
  view: ControllerView,
  kind: Replicated["kind"],
  related: ReplicatedObject,
  orphans: readonly LivePod[],
): Generator<LivePod, void, void> {
  const selector = selectorOf(selectorIn(kind, related));
  if (selector.kind === "invalid") return;
  const selects = selectionBy(selector);
  const { namespace = "default", uid = "" } = related.metadata ?? {};
  for (const pod of view.podsControlledBy(namespace, uid)) if (selects(pod.object.metadata.labels)) yield pod;
  for (const pod of orphans) if (selects(pod.object.metadata.labels)) yield pod;
}

export function isActive({ phase, deletion }: LivePod): boolean {
  return isActivePod({ phase, isDeleted: deletion !== undefined });
}

function rankOf(pod: LivePod, neighbours: ReadonlyMap<string, number>): RankedPod {
  const nodeName = pod.nodeName ?? "";
  return {
    nodeName,
    phase: pod.phase,
    readiness: readinessOfPod(pod),
    restarts: restartsOf(pod),
    createdAtUs: pod.createdUs,
    uid: pod.uid,
    deletionCost: deletionCostOf(pod.object.metadata.annotations),
    neighbours: neighbours.get(nodeName) ?? 0,
  };
}

function restartsOf({ object, containers, initContainers }: LivePod): ContainerRestarts {
  const sidecars = (object.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  const ofSidecars = initContainers.filter(({ name }) => sidecars.some((sidecar) => sidecar.name === name));
  return { containers: mostRestarts(containers), sidecars: mostRestarts(ofSidecars) };
}

function mostRestarts(containers: readonly LiveContainer[]): number {
  return containers.reduce((most, { restartCount }) => Math.max(most, restartCount), 0);
}
