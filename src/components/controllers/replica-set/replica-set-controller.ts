// The controller of ReplicaSets, which serves ReplicationControllers, too: keeps so many pods of a template.
// Imitates pkg/controller/replicaset/replica_set.go and pkg/controller/replication, v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";

import type { OwnerReference, Pod } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { mayWant, selectorOf } from "../compiled-selectors.ts";
import type {
  Controller,
  ControllerDefinition,
  ControllerView,
  KeyWish,
  MissedRequests,
  Sync,
  WatchedKind,
  WatchEvent,
} from "../controller.ts";
import { Expectations } from "../expectations.ts";
import { joinedKeys, NO_KEYS } from "../key-wishes.ts";
import { keyOf, objectOfKey } from "../object-key.ts";
import { controllerOf, isOfKindOrOrphan } from "../owner-references.ts";
import { isPodReady } from "../pod-availability.ts";
import { SelectingObjects } from "../selecting-objects.ts";
import { replicatedOf, selectorIn, type ReplicatedKind, type ReplicatedObject } from "./replicated.ts";
import { syncReplicaSet } from "./sync-replica-set.ts";

const US_PER_SECOND = 1_000_000;

/** To an owner, as far as a pod may be asked for it. */
type Reference = Pick<OwnerReference, "uid"> & { readonly kind?: string; readonly name?: string };

class ReplicaSetController implements Controller, Snapshotable {
  readonly name: string;
  readonly source: string;
  readonly watches: readonly WatchedKind[];
  readonly #kind: ReplicatedKind;
  readonly #selecting: SelectingObjects<ReplicatedKind>;
  readonly #expectations = new Expectations();

  constructor(kind: ReplicatedKind, { name, source }: Pick<ControllerDefinition, "name" | "source">) {
    this.#kind = kind;
    this.name = name;
    this.source = source;
    this.watches = [kind, "Pod"];
    this.#selecting = new SelectingObjects<ReplicatedKind>(
      kind,
      (object) => selectorOf(selectorIn(kind, object)),
      (object, labels) => mayWant(selectorIn(kind, object), labels),
    );
  }

  mayConcern({ metadata }: Pod): boolean {
    return isOfKindOrOrphan(metadata, this.#kind);
  }

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    this.#selecting.hear(event);
    if (event.kind === "Pod") return this.#keysAfterPod(event, view);
    if (event.kind !== this.#kind || !("stored" in event)) return NO_KEYS;
    const key = keyOf(event.stored.object.metadata);
    const isAnother = event.before !== undefined && uidIn(event.before.object) !== uidIn(event.stored.object);
    if (event.type === "deleted" || isAnother) this.#expectations.forget(key);
    return [{ key }];
  }

  sync(view: ControllerView, key: string): Sync {
    const { namespace, name } = objectOfKey(key);
    const object = view.find(this.#kind, namespace, name);
    const replicated = object === undefined ? undefined : replicatedOf(this.#kind, object);
    return syncReplicaSet(view, this.#expectations, replicated, key);
  }

  missed(key: string, requests: MissedRequests): void {
    this.#expectations.missed(key, requests);
  }

  snapshot(): Snapshot {
    return this.#expectations.snapshot();
  }

  restore(saved: Snapshot): void {
    this.#expectations.restore(saved);
  }

  #keysAfterPod(event: Extract<WatchEvent, { kind: "Pod" }>, view: ControllerView): readonly KeyWish[] {
    const { pod, before } = event;
    if (event.type === "deleted" || pod.deletion !== undefined) return this.#keysAfterEnd(pod, view);
    const reference = controllerOf(pod.object.metadata);
    if (event.type === "added") {
      if (reference === undefined) return this.#keysOfAdopters(pod, view);
      const owner = this.#ownerOf(pod, reference, view);
      if (owner === undefined) return NO_KEYS;
      const key = keyOf(owner.metadata);
      this.#expectations.creationObserved(key);
      return [{ key }];
    }
    return before === undefined ? this.#keysOfOwner(pod, view) : this.#keysAfterChange(before, pod, view);
  }

  /** A pod that is asked to go is gone for its ReplicaSet. */
  #keysAfterEnd(pod: LivePod, view: ControllerView): readonly KeyWish[] {
    const owner = this.#ownerOf(pod, controllerOf(pod.object.metadata), view);
    if (owner === undefined) return NO_KEYS;
    const key = keyOf(owner.metadata);
    this.#expectations.deletionObserved(key, `${pod.namespace}/${pod.name}`);
    return [{ key }];
  }

  #keysAfterChange(before: LivePod, pod: LivePod, view: ControllerView): readonly KeyWish[] {
    const reference = controllerOf(pod.object.metadata);
    const old = controllerOf(before.object.metadata);
    const isReferenceChanged = old?.uid !== reference?.uid;
    const formerOwner = isReferenceChanged ? this.#ownerOf(before, old, view) : undefined;
    const keys = formerOwner === undefined ? NO_KEYS : [{ key: keyOf(formerOwner.metadata) }];
    if (reference !== undefined) return joinedKeys(keys, this.#keysAfterUpdate(before, pod, reference, view));
    const isRelabelled = before.object.metadata.labels !== pod.object.metadata.labels;
    return isRelabelled || isReferenceChanged ? joinedKeys(keys, this.#keysOfAdopters(pod, view)) : keys;
  }

  /** Of a pod that has an owner. */
  #keysAfterUpdate(before: LivePod, pod: LivePod, reference: Reference, view: ControllerView): readonly KeyWish[] {
    const owner = this.#ownerOf(pod, reference, view);
    if (owner === undefined) return NO_KEYS;
    const key = keyOf(owner.metadata);
    const minReadySeconds = owner.spec?.minReadySeconds ?? 0;
    const waits = minReadySeconds > 0 && !isPodReady(before) && isPodReady(pod);
    return waits ? [{ key }, { key, afterUs: minReadySeconds * US_PER_SECOND }] : [{ key }];
  }

  #keysOfOwner(pod: LivePod, view: ControllerView): readonly KeyWish[] {
    const reference = controllerOf(pod.object.metadata);
    if (reference === undefined) return this.#keysOfAdopters(pod, view);
    const owner = this.#ownerOf(pod, reference, view);
    return owner === undefined ? NO_KEYS : [{ key: keyOf(owner.metadata) }];
  }

  #keysOfAdopters(pod: LivePod, view: ControllerView): readonly KeyWish[] {
    return this.#selecting
      .of(view, pod.namespace, pod.object.metadata.labels)
      .map((metadata) => ({ key: keyOf(metadata) }));
  }

  #ownerOf(
    { namespace }: LivePod,
    reference: Reference | undefined,
    view: ControllerView,
  ): ReplicatedObject | undefined {
    if (reference === undefined || reference.kind !== this.#kind) return undefined;
    const owner = view.find(this.#kind, namespace, reference.name ?? "");
    return owner?.metadata?.uid === reference.uid ? owner : undefined;
  }
}

function uidIn({ metadata }: { readonly metadata?: { readonly uid?: string } }): string | undefined {
  return metadata?.uid;
}

const REPLICA_SET = { name: "replicaset", source: "pkg/controller/replicaset/replica_set.go" };
const REPLICATION = { name: "replicationcontroller", source: "pkg/controller/replication/replication_controller.go" };

export const REPLICA_SET_CONTROLLER: ControllerDefinition = Object.freeze({
  ...REPLICA_SET,
  create: () => new ReplicaSetController("ReplicaSet", REPLICA_SET),
});

export const REPLICATION_CONTROLLER_CONTROLLER: ControllerDefinition = Object.freeze({
  ...REPLICATION,
  create: () => new ReplicaSetController("ReplicationController", REPLICATION),
});
