// Which pods of old revisions a DaemonSet's rolling update takes next: deleted first where no surplus is allowed, or replaced
// beside them where it is.
// Imitates pkg/controller/daemon/update.go (rollingUpdate, updatedDesiredNodeCounts), v1.36.

import type { Node } from "../../../model/objects.ts";
import { daemonSetSurge, daemonSetUnavailable } from "../../../model/rollout/daemon-set-rollout.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import { isUpdatedBy } from "./daemon-pods.ts";
import { fitOf, isAvailableIn, syncNodes, type DaemonLook, type Problem } from "./daemon-sync.ts";

/** How many pods may be too many and too few, and on how many nodes there should be one. */
type Bounds =
  | { readonly kind: "bounds"; readonly surge: number; readonly unavailable: number; readonly desired: number }
  | { readonly kind: "refused"; readonly message: string };

/** What of a node's pods matters; undefined: more than one of a kind, which is to be mended first. */
type NodePods = { readonly fresh: LivePod | undefined; readonly old: LivePod | undefined } | undefined;

/** Takes the next pods; their replacements come with a later look. */
export function* rollingUpdate(look: DaemonLook): Requests<Problem> {
  const bounds = boundsOf(look);
  if (bounds.kind === "refused") return bounds.message;
  if (bounds.surge === 0) return yield* syncNodes(look, podsToReplace(look, bounds.unavailable), []);
  const surge = surgeOf(look, bounds.surge, bounds.desired);
  if ("problem" in surge) return surge.problem;
  return yield* syncNodes(look, surge.podsToDelete, surge.newNodes);
}

function boundsOf(look: DaemonLook): Bounds {
  const { type = "", rollingUpdate: bounds } = look.set.spec?.updateStrategy ?? {};
  const strategy = { type, ...(bounds === undefined ? {} : { rollingUpdate: bounds }) };
  const desired = look.nodes.filter((node) => fitOf(look, node).shouldRun).length;
  const unavailable = daemonSetUnavailable(strategy, desired);
  if (unavailable.kind === "refused") {
    return refusedBounds(`invalid value for MaxUnavailable: ${unavailable.message}`);
  }
  const surge = daemonSetSurge(strategy, desired);
  if (surge.kind === "refused") return refusedBounds(`invalid value for MaxSurge: ${surge.message}`);
  const isStuck = desired > 0 && unavailable.value === 0 && surge.value === 0;
  return { kind: "bounds", surge: surge.value, unavailable: isStuck ? 1 : unavailable.value, desired };
}

function refusedBounds(message: string): Bounds {
  return { kind: "refused", message: `couldn't get unavailable numbers: ${message}` };
}

/** The nodes that have pods or should have one, as they are listed, with their pods sorted out; nodes that are gone last. */
function* podsOfNodes(look: DaemonLook): Generator<readonly [node: string, NodePods], void, undefined> {
  const isUpdated = isUpdatedBy(look.set, look.hash);
  const gone = new Set(look.pods.keys());
  for (const node of look.nodes) {
    const { name } = node.metadata;
    gone.delete(name);
    const pods = look.pods.get(name);
    if (pods !== undefined || fitOf(look, node).shouldRun) yield [name, sortedOut(pods ?? [], isUpdated)];
  }
  for (const name of gone) yield [name, sortedOut(look.pods.get(name) ?? [], isUpdated)];
}

function sortedOut(pods: readonly LivePod[], isUpdated: (pod: LivePod) => boolean): NodePods {
  let fresh: LivePod | undefined;
  let old: LivePod | undefined;
  for (const pod of pods) {
    if (pod.deletion !== undefined) continue;
    if (isUpdated(pod)) {
      if (fresh !== undefined) return undefined;
      fresh = pod;
    } else {
      if (old !== undefined) return undefined;
      old = pod;
    }
  }
  return { fresh, old };
}

/** Old pods that are not available anyhow, and as many others as may be unavailable yet. */
function podsToReplace(look: DaemonLook, maxUnavailable: number): readonly LivePod[] {
  const broken: LivePod[] = [];
  const candidates: LivePod[] = [];
  let unavailable = 0;
  for (const [, pods] of podsOfNodes(look)) {
    const { fresh, old } = pods ?? {};
    if ((fresh === undefined) === (old === undefined)) {
      // None, one of each, or too many: something is under way there.
      unavailable += 1;
    } else if (fresh !== undefined) {
      if (!isAvailableIn(look, fresh)) unavailable += 1;
    } else if (!isAvailableIn(look, old!)) {
      broken.push(old!);
      unavailable += 1;
    } else if (unavailable < maxUnavailable) {
      candidates.push(old!);
    }
  }
  return [...broken, ...candidates.slice(0, Math.max(maxUnavailable - unavailable, 0))];
}

interface Surge {
  readonly podsToDelete: readonly LivePod[];
  readonly newNodes: readonly string[];
}

/** What has been found about nodes so far. */
class SurgeCount {
  readonly podsToDelete: LivePod[] = [];
  /** Available old pods where none should be any more. */
  readonly misplaced: LivePod[] = [];
  /** Nodes whose old pod is not available. */
  readonly brokenNodes: string[] = [];
  readonly candidates: string[] = [];
  surge = 0;
  available = 0;
}

function surgeOf(look: DaemonLook, maxSurge: number, desired: number): Surge | { readonly problem: string } {
  const count = new SurgeCount();
  const nodes = new Map(look.nodes.map((node) => [node.metadata.name, node]));
  for (const [name, pods] of podsOfNodes(look)) {
    if (pods === undefined) {
      count.surge += 1;
      continue;
    }
    const problem = countNode(look, name, nodes.get(name), pods, maxSurge, count);
    if (problem !== undefined) return { problem };
  }
  const deletable = Math.max(count.available - desired, 0);
  return {
    podsToDelete: [...count.podsToDelete, ...count.misplaced.slice(0, deletable)],
    newNodes: [...count.brokenNodes, ...count.candidates.slice(0, Math.max(maxSurge - count.surge, 0))],
  };
}

function countNode(
  look: DaemonLook,
  name: string,
  node: Node | undefined,
  { fresh, old }: NonNullable<NodePods>,
  maxSurge: number,
  count: SurgeCount,
): string | undefined {
  const counted = old ?? fresh;
  if (counted !== undefined && isAvailableIn(look, counted)) count.available += 1;
  if (old === undefined) return undefined;
  if (fresh !== undefined) {
    if (isAvailableIn(look, fresh)) count.podsToDelete.push(old);
    else count.surge += 1;
    return undefined;
  }
  if (node === undefined) return `couldn't get node for nodeName "${name}": node "${name}" not found`;
  const { shouldRun } = fitOf(look, node);
  const isAvailable = isAvailableIn(look, old);
  if (!shouldRun) (isAvailable ? count.misplaced : count.podsToDelete).push(old);
  else if (!isAvailable) count.brokenNodes.push(name);
  else if (count.surge < maxSurge) count.candidates.push(name);
  return undefined;
}
