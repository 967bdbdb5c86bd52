// Which pods of old revisions a DaemonSet's rolling update takes next: deleted first where no surplus is allowed, or replaced
// beside them where it is.
// Imitates pkg/controller/daemon/update.go (rollingUpdate, updatedDesiredNodeCounts), v1.36.

import { present } from "../../../base/invariant.ts";

import { daemonSetSurge, daemonSetUnavailable } from "../../../model/rollout/daemon-set-rollout.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import type { DaemonPlace } from "./daemon-places.ts";
import { isUpdatedBy } from "./daemon-pods.ts";
import { fitOf, isAvailableIn, syncNodes, type DaemonLook, type Problem } from "./daemon-sync.ts";
import {
  BROKEN,
  CROWDED,
  DESIRED,
  PAIRED,
  REPLACEABLE,
  SERVED,
  sortedOut,
  UNAVAILABLE,
  type SortedPods,
} from "./place-state.ts";

/** How many pods may be too many and too few, and on how many nodes there should be one. */
type Bounds =
  | { readonly kind: "bounds"; readonly surge: number; readonly unavailable: number; readonly desired: number }
  | { readonly kind: "refused"; readonly message: string };

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
  const desired = look.places.count(DESIRED);
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

/** Old pods that are not available anyhow, and as many others as may be unavailable yet. */
function podsToReplace(look: DaemonLook, maxUnavailable: number): readonly LivePod[] {
  const { places } = look;
  const isUpdated = isUpdatedBy(look.set, look.hash);
  const oldPodsOf = (some: readonly DaemonPlace[]): readonly LivePod[] =>
    some.map(({ pods }) => present(sortedOut(pods, isUpdated)?.old, "an old pod where there is one"));
  const left = maxUnavailable - places.count(UNAVAILABLE);
  const broken = oldPodsOf(places.having(BROKEN));
  return left > 0 ? [...broken, ...oldPodsOf(places.having(REPLACEABLE, left))] : broken;
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
  /** Nodes that have one pod too many. */
  surge: number;

  constructor(surge: number) {
    this.surge = surge;
  }
}

function surgeOf(look: DaemonLook, maxSurge: number, desired: number): Surge | { readonly problem: string } {
  const { places } = look;
  const count = new SurgeCount(places.count(CROWDED));
  const isUpdated = isUpdatedBy(look.set, look.hash);
  for (const place of places.having(REPLACEABLE | BROKEN | PAIRED)) {
    const problem = countPlace(look, place, sortedOut(place.pods, isUpdated), count);
    if (problem !== undefined) return { problem };
  }
  const deletable = Math.max(places.count(SERVED) - desired, 0);
  return {
    podsToDelete: [...count.podsToDelete, ...count.misplaced.slice(0, deletable)],
    newNodes: [...count.brokenNodes, ...count.candidates.slice(0, Math.max(maxSurge - count.surge, 0))],
  };
}

function countPlace(look: DaemonLook, { name, node }: DaemonPlace, pods: SortedPods, count: SurgeCount): Problem {
  const { fresh, old } = pods ?? {};
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
  else (isAvailable ? count.candidates : count.brokenNodes).push(name);
  return undefined;
}
