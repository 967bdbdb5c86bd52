// How many pods of a workload are not created because a quota refuses them. ReplicaSets say so in their status; StatefulSets,
// DaemonSets and Jobs only in an event, which counts until their status shows that the pods are there. Knows the objects of the API.
// Imitates what callers see of plugin/pkg/admission/resourcequota/controller.go (checkRequest) through
// pkg/controller/replicaset/replica_set_utils.go (calculateStatus) and the events of the other controllers, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import { controllingOwner } from "../../model/controlling-owner.ts";

import type { Delta, RecordedEvent } from "../../cluster/change.ts";
import type { ObjectStore, StoredObject } from "../../cluster/object-store.ts";

/** A quota that is full, or that asks for requests or limits which the pod does not have. */
const QUOTA_WORDS = /(?:exceeded|failed) quota: /;

/** The words of the API server from the quota on; undefined if it was no quota that refused. */
function quotaWords(message: string): string | undefined {
  const found = QUOTA_WORDS.exec(message);
  return found === null ? undefined : message.slice(found.index);
}

/** What a ReplicaSet says of a quota that keeps it from creating pods; undefined if none does. */
function refusalOf(stored: StoredObject): { readonly replicas: number; readonly words: string } | undefined {
  if (stored.kind !== "ReplicaSet" && stored.kind !== "ReplicationController") return undefined;
  const { spec, status } = stored.object;
  const failure = status?.conditions?.find(
    ({ type, reason }) => type === "ReplicaFailure" && reason === "FailedCreate",
  );
  const words = failure === undefined ? undefined : quotaWords(failure.message ?? "");
  const replicas = (spec?.replicas ?? 1) - (status?.replicas ?? 0);
  return words === undefined || replicas <= 0 ? undefined : { replicas, words };
}

/** By how many more pods a quota keeps back after the change of a ReplicaSet. */
function refusalsMore(stored: StoredObject, previous: StoredObject | undefined): number {
  return (refusalOf(stored)?.replicas ?? 0) - (previous === undefined ? 0 : (refusalOf(previous)?.replicas ?? 0));
}

/** Whose pods a quota refuses: a ReplicaSet's count for its owner. */
export interface RefusedWorkload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
}

/** Pods that a status or an event says are refused. */
export interface ToldRefusal extends RefusedWorkload {
  /** From the quota on. */
  readonly words: string;
}

/** What the statuses of ReplicaSets and their like say now. */
export function refusalsInStatus(objects: ObjectStore): readonly ToldRefusal[] {
  return (["ReplicaSet", "ReplicationController"] as const).flatMap((kind) =>
    [...objects.list(kind)].flatMap((object) => {
      const stored = { kind, object } as StoredObject;
      const refusal = refusalOf(stored);
      return refusal === undefined ? [] : [{ ...workloadOf(stored), ...refusal }];
    }),
  );
}

export class QuotaRefusals implements Snapshotable {
  readonly #objects: ObjectStore;
  /** By kind, namespace and name. */
  #told = new Map<string, ToldRefusal>();

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  /** Of which workload a quota keeps back more pods now, and how many (`replicas`, below 0 if fewer); undefined: of none. */
  hear({ change, previous }: Pick<Delta, "change" | "previous">): RefusedWorkload | undefined {
    switch (change.kind) {
      case "object-stored":
        return this.hearOfObject(change.stored, previous);
      case "object-removed":
        return previous === undefined ? undefined : this.#hearOfEnd(previous);
      case "event-said":
        return change.event.reason === "FailedCreate" ? this.#hearOfEvent(change.event) : undefined;
      default:
        return undefined;
    }
  }

  hearOfObject(stored: StoredObject, previous: StoredObject | undefined): RefusedWorkload | undefined {
    if (stored.kind === "ReplicaSet" || stored.kind === "ReplicationController") {
      return moreOf(stored, refusalsMore(stored, previous));
    }
    const told = this.#told.size === 0 ? undefined : this.#told.get(keyOf(stored));
    return told === undefined ? undefined : this.#count(told, stored);
  }

  /** What events say that status does not, as it stands. */
  told(): readonly ToldRefusal[] {
    return [...this.#told.values()];
  }

  snapshot(): Snapshot {
    return { told: packJson([...this.#told]) };
  }

  restore(saved: Snapshot): void {
    this.#told = new Map(unpackJson(saved, "told") as [string, ToldRefusal][]);
  }

  #hearOfEvent({ kind, namespace, name, message }: RecordedEvent): RefusedWorkload | undefined {
    const words = quotaWords(message);
    if (words === undefined || (kind !== "StatefulSet" && kind !== "DaemonSet" && kind !== "Job")) return undefined;
    const object = this.#objects.find(kind, namespace, name);
    if (object === undefined) return undefined;
    const stored = { kind, object } as StoredObject;
    const before = this.#told.get(keyOf(stored))?.replicas ?? 0;
    return this.#count({ kind, namespace, name, replicas: before, words }, stored);
  }

  #hearOfEnd(stored: StoredObject): RefusedWorkload | undefined {
    if (stored.kind === "ReplicaSet" || stored.kind === "ReplicationController") {
      return moreOf(stored, -(refusalOf(stored)?.replicas ?? 0));
    }
    const told = this.#told.get(keyOf(stored));
    this.#told.delete(keyOf(stored));
    return told === undefined ? undefined : { ...told, replicas: -told.replicas };
  }

  #count(told: ToldRefusal, stored: StoredObject): RefusedWorkload | undefined {
    const replicas = podsMissing(stored);
    if (replicas === 0) this.#told.delete(keyOf(stored));
    else this.#told.set(keyOf(stored), { ...told, replicas });
    return replicas === told.replicas ? undefined : { ...told, replicas: replicas - told.replicas };
  }
}

function keyOf({ kind, object: { metadata } }: StoredObject): string {
  return `${kind}/${metadata?.namespace ?? "default"}/${metadata?.name ?? ""}`;
}

function moreOf(stored: StoredObject, replicas: number): RefusedWorkload | undefined {
  return replicas === 0 ? undefined : { ...workloadOf(stored), replicas };
}

/** Whoever controls it, or it itself. */
function workloadOf({ kind, object: { metadata } }: StoredObject): Omit<RefusedWorkload, "replicas"> {
  const owner = controllingOwner(metadata) ?? {
    kind,
    name: metadata?.name,
  };
  return { kind: owner.kind ?? "", namespace: metadata?.namespace ?? "default", name: owner.name ?? "" };
}

/** Pods that the controller wants and that its status does not show. */
function podsMissing(stored: StoredObject): number {
  switch (stored.kind) {
    case "StatefulSet": {
      const { spec, status } = stored.object;
      return Math.max(0, (spec?.replicas ?? 1) - (status?.replicas ?? 0));
    }
    case "DaemonSet": {
      const { status } = stored.object;
      return Math.max(0, (status?.desiredNumberScheduled ?? 0) - (status?.currentNumberScheduled ?? 0));
    }
    case "Job": {
      const { spec, status } = stored.object;
      const isOver = (status?.conditions ?? []).some(
        ({ type, status: holds }) => (type === "Complete" || type === "Failed") && holds === "True",
      );
      if (isOver || spec?.suspend === true) return 0;
      const parallelism = spec?.parallelism ?? 1;
      const left = (spec?.completions ?? parallelism) - (status?.succeeded ?? 0);
      return Math.max(0, Math.min(parallelism, left) - (status?.active ?? 0));
    }
    default:
      return 0;
  }
}
