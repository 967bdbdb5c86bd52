// What the API server makes of a controller's request: whether it is accepted, and the changes that it comes to once it is
// committed. Decides on the cluster as it stands when the request is sent; whether that still holds at the commit is asked
// again (`refusalAtCommit`). Knows the cluster, the index of its pods and the rules of admission.
// Imitates staging apiserver pkg/registry/generic/registry/store.go and pkg/registry/rest, v1.36.

import { unreachable } from "../../../base/invariant.ts";
import { moment } from "../../../base/time.ts";

import { objectUid } from "../../../model/generated-names.ts";
import { beginDeletion, isOver, podEnd } from "../../../model/api-server/deletion.ts";
import type { ObjectMeta } from "../../../model/api/types/object-meta.ts";
import type { FeatureGates } from "../../../model/feature-gates.ts";
import type { Pod } from "../../../model/objects.ts";

import type { ApiAnswer, ApiCall } from "../../../cluster/api-client.ts";
import type { Change } from "../../../cluster/change.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import { LivePodView } from "../../../cluster/live-pods.ts";
import { newObjectsOf } from "../../../cluster/new-object.ts";
import { namespaceIn, type ObjectName, type StoredObject } from "../../../cluster/object-store.ts";
import { DELETED, FAILED, SUCCEEDED, type PodId } from "../../../cluster/pod-table.ts";
import type { ControllerClock, RefusalReason, Write, WriteResult } from "../controller.ts";
import type { CreatedPods, QuotaDoor } from "./created-pods.ts";
import { createdObject, replacedObject } from "./object-writes.ts";
import type { PodIndex } from "./pod-index.ts";
import { notFoundWords, scaledKindOf, scaledObject } from "./scales.ts";

/** What a request comes to. */
export interface PlannedWrite {
  readonly call: ApiCall;
  readonly result: WriteResult;
  /** None where it is refused, or nothing is to be changed. */
  readonly changes: readonly Change[];
}

/** The server refuses for want of quota; these are its words. */
export interface Forbidden {
  readonly words: string;
}

const NO_CHANGES: readonly Change[] = Object.freeze([]);

type Of<Verb extends Write["verb"]> = Extract<Write, { readonly verb: Verb }>;

export interface PlannerPorts {
  readonly cluster: ClusterState;
  readonly index: PodIndex;
  readonly clock: ControllerClock;
  readonly created: CreatedPods;
  readonly quotas: QuotaDoor;
  readonly featureGates: FeatureGates;
}

export class WritePlanner {
  readonly #cluster: ClusterState;
  readonly #index: PodIndex;
  readonly #clock: ControllerClock;
  readonly #created: CreatedPods;
  readonly #quotas: QuotaDoor;
  readonly #featureGates: FeatureGates;
  /** Objects as the requests so far of one sync leave them, the latest last: a sync writes few. */
  readonly #underWay: StoredObject[] = [];

  constructor({ cluster, index, clock, created, quotas, featureGates }: PlannerPorts) {
    this.#cluster = cluster;
    this.#index = index;
    this.#clock = clock;
    this.#created = created;
    this.#quotas = quotas;
    this.#featureGates = featureGates;
  }

  /** Another sync: what comes now follows on nothing that is under way. */
  beginSync(): void {
    this.#underWay.length = 0;
  }

  /** What is planned is not there yet, and counts for nobody else. */
  endSync(): void {
    this.#quotas.forgetPlanned();
  }

  plan(write: Write): PlannedWrite {
    switch (write.verb) {
      case "create":
        return this.#create(write.stored);
      case "update":
      case "patch":
        return this.#replace("update objects", write.stored, "spec");
      case "updateStatus":
      case "patchStatus":
        return this.#replace("update objects/status", write.stored, "status");
      case "delete":
        return this.#delete(write);
      case "create-pod":
        return this.#createPod(write);
      case "patch-pod":
      case "update-pod":
        return this.#patchPod(write);
      case "patch-pod-status":
        return this.#patchPodStatus(write);
      case "delete-pod":
        return this.#deletePod(write);
      case "update-scale":
        return this.#rescale(write);
      case "event":
        // Nobody waits for it: the recorder sends it when the sync is over.
        return planned("create events", write.name, []);
      default:
        return unreachable(write);
    }
  }

  /**
   * Asked at the commit: others may have written meanwhile. `own` are the versions at which the same sync has left objects that
   * it wrote before. What is created is charged to its quotas.
   */
  answerAtCommit(changes: readonly Change[], own: ReadonlyMap<string, number> | undefined): ApiAnswer | Forbidden {
    for (const change of changes) {
      const answer = this.#answerTo(change, own);
      if (answer !== "ok") return answer;
    }
    const words = this.charge(changes);
    return words === undefined ? "ok" : { words };
  }

  /** Just before changes are made: adds the versions at which they will leave their objects to those of the sync's own. */
  noteCommitted(changes: readonly Change[], own: Map<string, number>): void {
    let version = this.#cluster.objects.nextVersion;
    for (const change of changes) {
      if (change.kind !== "object-stored") continue;
      own.set(keyOf(nameOf(change.stored)), version);
      version += 1;
    }
  }

  /** At the commit: charges what is created to its quotas; the server's words, where they leave no room. */
  charge(changes: readonly Change[]): string | undefined {
    if (this.#cluster.objects.count("ResourceQuota") === 0) return undefined;
    for (const created of newObjectsOf(this.#cluster, changes)) {
      const message = this.#quotas.charge(created, moment(this.#clock.nowUs));
      if (message !== undefined) return message;
    }
    return undefined;
  }

  #answerTo(change: Change, own: ReadonlyMap<string, number> | undefined): ApiAnswer {
    switch (change.kind) {
      case "object-stored": {
        const { stored, madeFrom } = change;
        if (madeFrom === undefined) return "ok";
        const name = nameOf(stored);
        const version = this.#versionOf(name);
        return version === madeFrom || version === own?.get(keyOf(name)) ? "ok" : "conflict";
      }
      case "object-removed": {
        const { kind, namespace, name } = change.name;
        return this.#cluster.objects.find(kind, namespace, name) === undefined ? "not-found" : "ok";
      }
      case "pod-created": {
        const { namespace } = this.#cluster.classes.get(change.classId);
        return this.#index.find(namespace, change.name) === undefined ? "ok" : "conflict";
      }
      case "pod-updated":
      case "pod-terminating":
      case "pod-ended":
      case "pod-condition":
      case "pod-deleted":
        return this.#cluster.pods.phaseOf(change.pod) === DELETED ? "not-found" : "ok";
      default:
        return "ok";
    }
  }

  #versionOf(name: ObjectName): number {
    return this.#cluster.objects.versionOfObject(name);
  }

  #create(wished: StoredObject): PlannedWrite {
    const namespace = namespaceIn(wished);
    const base = wished.object.metadata?.generateName ?? "";
    const name = wished.object.metadata?.name ?? this.#created.nameFor(namespace, base);
    const key = { kind: wished.kind, namespace, name };
    if (this.#cluster.objects.find(wished.kind, namespace, name) !== undefined) {
      return refused("create objects", "AlreadyExists", `${wished.kind} "${name}" already exists`);
    }
    const madeFrom = this.#versionOf(key);
    const uid = objectUid(`${wished.kind}/${namespace}/${name}/${madeFrom}`);
    const made = createdObject(wished, { name, namespace, uid, createdAt: this.#now() }, this.#featureGates);
    if (made.kind === "invalid") return refused("create objects", "Invalid", made.message);
    const { stored } = made;
    const message = this.#quotas.refusalOf({ kind: "stored", stored });
    if (message !== undefined) return refused("create objects", "Forbidden", message);
    this.#quotas.plan({ kind: "stored", stored });
    return planned("create objects", name, [{ kind: "object-stored", stored, madeFrom }], stored);
  }

  #replace(call: ApiCall, wished: StoredObject, what: "spec" | "status"): PlannedWrite {
    const name = nameOf(wished);
    const current =
      this.#writtenBefore(name)?.object ?? this.#cluster.objects.find(wished.kind, name.namespace, name.name);
    // Who names no uid means whatever has the name: EndpointSlices are used again so (rest.BeforeUpdate).
    const { uid = current?.metadata?.uid } = wished.object.metadata ?? {};
    if (current === undefined || current.metadata?.uid !== uid) {
      return refused(call, "NotFound", `${wished.kind} "${name.name}" not found`);
    }
    const stored = replacedObject(wished, { kind: wished.kind, object: current } as StoredObject, what);
    if (stored === undefined)
      return planned(call, name.name, [], { kind: wished.kind, object: current } as StoredObject);
    const change = this.#storedOrGone(stored, name);
    this.#underWay.push(stored);
    return planned(call, name.name, [change], stored);
  }

  #rescale({ target, replicas }: Of<"update-scale">): PlannedWrite {
    const kind = scaledKindOf(target);
    const object = kind === undefined ? undefined : this.#cluster.objects.find(kind, target.namespace, target.name);
    if (kind === undefined || object === undefined) {
      return refused("update objects", "NotFound", notFoundWords(target));
    }
    return this.#replace("update objects", scaledObject(kind, object, replicas), "spec");
  }

  /** As an earlier request of the same sync leaves it. */
  #writtenBefore({ kind, namespace, name }: ObjectName): StoredObject | undefined {
    return this.#underWay.findLast(
      (stored) => stored.kind === kind && stored.object.metadata?.name === name && namespaceIn(stored) === namespace,
    );
  }

  /** An update that takes the last finalizer of a deleted object away is its end. */
  #storedOrGone(stored: StoredObject, name: ObjectName): Change {
    if (isOver(metadataOf(stored))) return { kind: "object-removed", name };
    return { kind: "object-stored", stored, madeFrom: this.#versionOf(name) };
  }

  #delete({ kind, namespace, name, uid, propagation }: Of<"delete">): PlannedWrite {
    const call = "delete objects";
    const current = this.#cluster.objects.find(kind, namespace, name);
    if (current === undefined) return refused(call, "NotFound", `${kind} "${name}" not found`);
    if (uid !== undefined && current.metadata?.uid !== uid) {
      return refused(call, "Conflict", `${kind} "${name}": the UID in the precondition is not that of the object`);
    }
    const stored = { kind, object: current } as StoredObject;
    const wish = {
      graceSeconds: 0,
      deletionTimestamp: this.#now(),
      ...(propagation === undefined ? {} : { propagation }),
    };
    const outcome = beginDeletion(metadataOf(stored), wish);
    if (outcome.kind === "unchanged") return planned(call, name, []);
    if (outcome.kind === "removed")
      return planned(call, name, [{ kind: "object-removed", name: { kind, namespace, name } }]);
    const marked = { kind, object: { ...current, metadata: outcome.metadata } } as StoredObject;
    return planned(call, name, [this.#storedOrGone(marked, { kind, namespace, name })]);
  }

  #createPod(write: Of<"create-pod">): PlannedWrite {
    const call = "create pods";
    const name = write.name ?? this.#created.nameFor(write.namespace, write.generateName ?? "");
    if (this.#index.find(write.namespace, name) !== undefined) {
      return refused(call, "AlreadyExists", `pods "${name}" already exists`);
    }
    const outcome = this.#created.classOf(write, name);
    if (outcome.kind === "refused") return refused(call, "Forbidden", outcome.message);
    return planned(call, name, [{ kind: "pod-created", classId: outcome.classId, name }]);
  }

  #patchPod({ namespace, name, uid, metadata }: Of<"patch-pod" | "update-pod">): PlannedWrite {
    const call = "update pods";
    const pod = this.#podOf(namespace, name, uid);
    if (pod === undefined) return refused(call, "NotFound", `pods "${name}" not found`);
    const before = this.#cluster.classOfPod(pod).pod;
    const object: Pod = { ...before, metadata: { ...before.metadata, ...metadata } };
    return planned(call, name, [{ kind: "pod-updated", pod, object }]);
  }

  /** Once the changes are made: a pod that nobody holds any more, and that was to go, is gone. */
  follows(changes: readonly Change[]): readonly Change[] {
    // Asked at every commit, and most change no pod.
    if (!changes.some(({ kind }) => kind === "pod-updated")) return NO_CHANGES;
    return changes.flatMap((change): readonly Change[] => {
      if (change.kind !== "pod-updated" || (change.object.metadata.finalizers ?? []).length > 0) return [];
      return this.#waitsForFinalizers(change.pod) ? [{ kind: "pod-deleted", pod: change.pod }] : [];
    });
  }

  /** Nothing of the pod runs any more, and its end has been asked for. */
  #waitsForFinalizers(pod: PodId): boolean {
    if (!this.#cluster.pods.isTerminating(pod)) return false;
    return this.#nothingRuns(pod);
  }

  #nothingRuns(pod: PodId): boolean {
    const phase = this.#cluster.pods.phaseOf(pod);
    return phase === SUCCEEDED || phase === FAILED || new LivePodView(this.#cluster, pod).nodeName === undefined;
  }

  #patchPodStatus({ namespace, name, uid, phase, condition }: Of<"patch-pod-status">): PlannedWrite {
    const call = "patch pods/status";
    const pod = this.#podOf(namespace, name, uid);
    if (pod === undefined) return refused(call, "NotFound", `pods "${name}" not found`);
    const changes: Change[] = [];
    if (condition !== undefined) {
      const { type, ...said } = condition;
      changes.push({ kind: "pod-condition", pod, type, condition: { ...said, sinceUs: this.#clock.nowUs } });
    }
    if (phase !== undefined && !this.#hasEnded(pod)) {
      changes.push({ kind: "pod-ended", pod, phase: phase === "Failed" ? "failed" : "succeeded" });
    }
    return planned(call, name, changes);
  }

  #hasEnded(pod: PodId): boolean {
    const phase = this.#cluster.pods.phaseOf(pod);
    return phase === SUCCEEDED || phase === FAILED;
  }

  #deletePod({ namespace, name, uid, graceSeconds }: Of<"delete-pod">): PlannedWrite {
    const call = "delete pods";
    const pod = this.#podOf(namespace, name, uid);
    if (pod === undefined) return refused(call, "NotFound", `pods "${name}" not found`);
    return planned(call, name, this.deletionOf(pod, graceSeconds));
  }

  /** What a DELETE of a pod comes to; `askedSeconds` undefined: its own grace, or the one that it has already. */
  deletionOf(pod: PodId, askedSeconds: number | undefined): readonly Change[] {
    const { object, phase, nodeName, deletion: pending } = new LivePodView(this.#cluster, pod);
    const ownGraceSeconds = object.spec.terminationGracePeriodSeconds;
    const end = podEnd({ nodeName, phase, ownGraceSeconds, pending }, askedSeconds, this.#clock.nowUs);
    const isHeld = (object.metadata.finalizers ?? []).length > 0;
    if (end.graceSeconds === 0 && !isHeld) return [{ kind: "pod-deleted", pod }];
    return end === pending ? [] : [{ kind: "pod-terminating", pod, graceSeconds: end.graceSeconds }];
  }

  #podOf(namespace: string, name: string, uid: string): PodId | undefined {
    const pod = this.#index.find(namespace, name);
    return pod === undefined || new LivePodView(this.#cluster, pod).uid !== uid ? undefined : pod;
  }

  #now(): string {
    return this.#clock.timestampAt(this.#clock.nowUs);
  }
}

function planned(call: ApiCall, name: string, changes: readonly Change[], stored?: StoredObject): PlannedWrite {
  const result: WriteResult = stored === undefined ? { kind: "done", name } : { kind: "done", name, stored };
  return { call, result, changes };
}

function refused(call: ApiCall, reason: RefusalReason, message: string): PlannedWrite {
  return { call, result: { kind: "refused", reason, message }, changes: [] };
}

function nameOf(stored: StoredObject): ObjectName {
  return { kind: stored.kind, namespace: namespaceIn(stored), name: stored.object.metadata?.name ?? "" };
}

function keyOf({ kind, namespace, name }: ObjectName): string {
  return `${kind}/${namespace}/${name}`;
}

function metadataOf(stored: StoredObject): ObjectMeta {
  return stored.object.metadata ?? {};
}
