// What makes a DaemonSet worth a look: the set itself, its revisions and pods, and nodes whose labels or taints change what
// should be on them.
// Imitates the informer handlers and syncNodeUpdate of pkg/controller/daemon/daemon_controller.go, v1.36.

import { list, STRING_MAP } from "../../../model/api/api-type.ts";
import { areSemanticallyEqual } from "../../../model/api/semantic-equality.ts";
import { TAINT } from "../../../model/api/types/affinity.ts";
import type { ControllerRevision } from "../../../model/api/types/controller-revision.ts";
import type { ObjectMeta as StoredMeta } from "../../../model/api/types/object-meta.ts";
import type { DaemonSet } from "../../../model/api/types/workload.ts";
import type { Labels, Node, ObjectMeta } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { mayWant } from "../compiled-selectors.ts";
import type { ControllerView, KeyWish, WatchEvent } from "../controller.ts";
import { keyOf } from "../object-key.ts";
import { controllerOf } from "../owner-references.ts";
import { isPodReady } from "../pod-availability.ts";
import { nodeFit } from "./node-fit.ts";

const US_PER_SECOND = 1_000_000;
const TAINT_LIST = list(TAINT);

type EventType = WatchEvent["type"];
type Owner = ReturnType<typeof controllerOf>;
type Metadata = StoredMeta | ObjectMeta | undefined;

/** The sets that are worth a look after what happened. */
export function keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
  switch (event.kind) {
    case "DaemonSet":
      return [{ key: keyOf(event.stored.object.metadata) }];
    case "ControllerRevision":
      return keysAfterRevision(event.type, event.stored.object, event.before?.object, view);
    case "Pod":
      return keysAfterPod(event.type, event.pod, event.before, view);
    case "Node":
      return event.type === "deleted" || changeOfNode(event) === "nothing" ? [] : keysAfterNode(event.node, view);
    default:
      return [];
  }
}

function keysAfterRevision(
  type: EventType,
  { metadata }: ControllerRevision,
  before: ControllerRevision | undefined,
  view: ControllerView,
): readonly KeyWish[] {
  const namespace = metadata?.namespace ?? "default";
  const owner = controllerOf(metadata);
  const wishes = formerOwnersWish(view, namespace, owner, before?.metadata);
  if (owner !== undefined) return type === "added" ? wishes : [...wishes, ...ownersWish(view, namespace, owner)];
  if (type === "deleted" || !mayBeNews(type, metadata, before?.metadata)) return wishes;
  return [...wishes, ...setsThatMayWant(view, namespace, metadata?.labels)];
}

function keysAfterPod(
  type: EventType,
  pod: LivePod,
  before: LivePod | undefined,
  view: ControllerView,
): readonly KeyWish[] {
  const { namespace, object } = pod;
  const owner = controllerOf(object.metadata);
  if (type === "deleted" || pod.deletion !== undefined) return ownersWish(view, namespace, owner);
  const wishes = formerOwnersWish(view, namespace, owner, before?.object.metadata);
  if (owner !== undefined) {
    return [...wishes, ...ownersWish(view, namespace, owner, becameReady(type, pod, before))];
  }
  if (!mayBeNews(type, object.metadata, before?.object.metadata)) return wishes;
  return [...wishes, ...setsThatMayWant(view, namespace, object.metadata.labels)];
}

/** A version of an orphan that differs from the last one in what decides who wants it, or that may. */
function mayBeNews(type: EventType, metadata: Metadata, before: Metadata): boolean {
  if (type === "added" || before === undefined) return true;
  return metadata?.labels !== before.labels || controllerOf(before) !== undefined;
}

function becameReady(type: EventType, pod: LivePod, before: LivePod | undefined): boolean {
  return type === "updated" && isPodReady(pod) && (before === undefined || !isPodReady(before));
}

function formerOwnersWish(view: ControllerView, namespace: string, owner: Owner, before: Metadata): readonly KeyWish[] {
  const former = controllerOf(before);
  return former === undefined || former.uid === owner?.uid ? [] : ownersWish(view, namespace, former);
}

/** The set that controls the pod and is still there. */
export function ownerSet(view: ControllerView, namespace: string, owner: Owner): DaemonSet | undefined {
  if (owner?.kind !== "DaemonSet") return undefined;
  const set = view.find("DaemonSet", namespace, owner.name ?? "");
  return set?.metadata?.uid === owner.uid ? set : undefined;
}

/** A pod that is ready is available a while later; the controller adds a second for clocks that differ. */
function ownersWish(view: ControllerView, namespace: string, owner: Owner, isNewlyReady = false): readonly KeyWish[] {
  const set = ownerSet(view, namespace, owner);
  if (set === undefined) return [];
  const { minReadySeconds = 0 } = set.spec ?? {};
  const key = keyOf(set.metadata);
  if (!isNewlyReady || minReadySeconds === 0) return [{ key }];
  return [{ key }, { key, afterUs: (minReadySeconds + 1) * US_PER_SECOND }];
}

function setsThatMayWant(view: ControllerView, namespace: string, labels: Labels | undefined): readonly KeyWish[] {
  return view
    .list("DaemonSet", namespace)
    .filter(({ spec }) => mayWant(spec?.selector, labels))
    .map((set) => ({ key: keyOf(set.metadata) }));
}

/** What of a node's change matters: that it comes or goes, or its labels, by which it stands elsewhere among others; its taints. */
export function changeOfNode({
  type,
  node,
  before,
}: Extract<WatchEvent, { readonly kind: "Node" }>): "place" | "taints" | "nothing" {
  if (type !== "updated" || before === undefined) return "place";
  if (!areSemanticallyEqual(node.metadata.labels, before.metadata.labels, STRING_MAP)) return "place";
  return areSemanticallyEqual(node.spec?.taints, before.spec?.taints, TAINT_LIST) ? "nothing" : "taints";
}

/** Sets that lack a pod there, have one that must go, or have counted pods where none should be. */
function keysAfterNode(node: Node, view: ControllerView): readonly KeyWish[] {
  const owners = new Set<string>();
  for (const pod of view.podsOnNode(node.metadata.name)) {
    const owner = controllerOf(pod.object.metadata);
    if (owner?.kind === "DaemonSet") owners.add(`${pod.namespace}/${owner.name ?? ""}`);
  }
  return view.list("DaemonSet").flatMap((set) => {
    const key = keyOf(set.metadata);
    const { shouldRun, mayStay } = nodeFit(set.spec?.template ?? {}, node);
    const isThere = owners.has(key);
    const isConcerned = isThere ? !mayStay || (set.status?.numberMisscheduled ?? 0) > 0 : shouldRun;
    return isConcerned ? [{ key }] : [];
  });
}
