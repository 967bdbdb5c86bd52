// Which objects name an owner. Only kinds are asked that controllers and the API server make for an owner of that kind.
// Imitates the graph of pkg/controller/garbagecollector (graph.go, graph_builder.go), v1.36, without keeping one.

import { FOREGROUND_FINALIZER } from "../../../model/api-server/deletion.ts";
import type { ObjectMeta as StoredMeta } from "../../../model/api/types/object-meta.ts";
import type { OwnerReference } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";
import { isStoredKind, type StoredKind, type StoredObject, type StoredObjects } from "../../../cluster/object-store.ts";

import type { ControllerView } from "../controller.ts";

/** An object that is owned or owns, as the collector knows it. */
export interface Item {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly owners: readonly OwnerReference[];
  readonly finalizers: readonly string[];
  readonly isDeleted: boolean;
  /** What it is: a pod, or an object that is stored. */
  readonly thing: LivePod | StoredObject;
}

/** Stored kinds that may be owned, by the owner's kind. */
const OWNED_KINDS: ReadonlyMap<string, readonly StoredKind[]> = new Map<string, readonly StoredKind[]>([
  ["Deployment", ["ReplicaSet"]],
  ["StatefulSet", ["ControllerRevision", "PersistentVolumeClaim"]],
  ["DaemonSet", ["ControllerRevision"]],
  ["CronJob", ["Job"]],
  ["Service", ["EndpointSlice"]],
]);

/** Kinds that own pods. */
const POD_OWNERS: ReadonlySet<string> = new Set([
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
  "DaemonSet",
  "Job",
]);

/** `Kind/namespace/name`. */
export function itemKey({ kind, namespace, name }: Pick<Item, "kind" | "namespace" | "name">): string {
  return `${kind}/${namespace}/${name}`;
}

export function itemOfKey(view: ControllerView, key: string): Item | undefined {
  const [kind = "", namespace = "", ...rest] = key.split("/");
  return findItem(view, kind, namespace, rest.join("/"));
}

export function findItem(view: ControllerView, kind: string, namespace: string, name: string): Item | undefined {
  if (kind === "Pod") {
    const pod = view.findPod(namespace, name);
    return pod === undefined ? undefined : podItem(pod);
  }
  if (!isStoredKind(kind)) return undefined;
  const object = view.find(kind, namespace, name);
  return object === undefined ? undefined : storedItem({ kind, object } as StoredObject);
}

/** Undefined: it is gone, and another object of its name is not it. */
export function ownerOf(
  view: ControllerView,
  namespace: string,
  { kind, name, uid }: OwnerReference,
): Item | undefined {
  const owner = findItem(view, kind, namespace, name);
  return owner?.uid === uid ? owner : undefined;
}

/** What an owner is to what it owns; of kinds that are not kept, nobody knows that they are gone. */
export function ownerState(
  view: ControllerView,
  namespace: string,
  reference: OwnerReference,
): "solid" | "waiting" | "gone" {
  const { kind, name, uid } = reference;
  if (kind !== "Pod") {
    if (!isStoredKind(kind)) return "solid";
    // Without an item, as this is asked at each change of each pod.
    const metadata = view.find(kind, namespace, name)?.metadata;
    if (metadata !== undefined && metadata.uid === uid && metadata.deletionTimestamp === undefined) return "solid";
  }
  const owner = ownerOf(view, namespace, reference);
  if (owner === undefined) return "gone";
  return owner.isDeleted && owner.finalizers.includes(FOREGROUND_FINALIZER) ? "waiting" : "solid";
}

export function podItem(pod: LivePod): Item {
  const { ownerReferences = [], finalizers = [] } = pod.object.metadata;
  return {
    kind: "Pod",
    namespace: pod.namespace,
    // Of thousands of pods that are looked at, few are asked who they are.
    get name() {
      return pod.name;
    },
    get uid() {
      return pod.uid;
    },
    owners: ownerReferences,
    finalizers,
    isDeleted: pod.deletion !== undefined,
    thing: pod,
  };
}

export function storedItem(stored: StoredObject): Item {
  const metadata: StoredMeta = stored.object.metadata ?? {};
  return {
    kind: stored.kind,
    namespace: metadata.namespace ?? "default",
    name: metadata.name ?? "",
    uid: metadata.uid ?? "",
    owners: (metadata.ownerReferences ?? []) as readonly OwnerReference[],
    finalizers: metadata.finalizers ?? [],
    isDeleted: metadata.deletionTimestamp !== undefined,
    thing: stored,
  };
}

/** All that name it as their owner. */
export function dependentsOf(view: ControllerView, { kind, namespace, uid, thing }: Item): readonly Item[] {
  const items: Item[] = [];
  if (POD_OWNERS.has(kind)) for (const pod of view.podsControlledBy(namespace, uid)) items.push(podItem(pod));
  for (const owned of OWNED_KINDS.get(kind) ?? []) items.push(...ownedItems(view, owned, namespace, uid));
  if (kind === "Pod") items.push(...claimsOf(view, thing as LivePod));
  return items;
}

function* ownedItems(view: ControllerView, kind: StoredKind, namespace: string, uid: string): Generator<Item> {
  for (const object of view.list(kind, namespace)) {
    if (owners(object).some((owner) => owner.uid === uid)) yield storedItem({ kind, object } as StoredObject);
  }
}

/** Claims that go with a pod of a StatefulSet, or that were made for it alone. */
function* claimsOf(view: ControllerView, { namespace, uid, object }: LivePod): Generator<Item> {
  for (const { name, persistentVolumeClaim, ephemeral } of object.spec.volumes ?? []) {
    if (persistentVolumeClaim === undefined && ephemeral === undefined) continue;
    const claimName = persistentVolumeClaim?.claimName ?? `${object.metadata.name}-${name}`;
    const claim = view.find("PersistentVolumeClaim", namespace, claimName);
    if (claim === undefined || !owners(claim).some((owner) => owner.uid === uid)) continue;
    yield storedItem({ kind: "PersistentVolumeClaim", object: claim });
  }
}

function owners({ metadata }: StoredObjects[StoredKind]): readonly OwnerReference[] {
  return (metadata?.ownerReferences ?? []) as readonly OwnerReference[];
}
