// The controller of ResourceQuotas: counts what the objects of a namespace take when some have gone or are over, so that what they
// took is free again; and every five minutes, what nothing else tells of.
// Imitates pkg/controller/resourcequota (resource_quota_controller.go, resource_quota_monitor.go), v1.36.

import { evaluatorOf } from "../../../model/admission/quota-evaluators.ts";
import { recountedStatus } from "../../../model/admission/quota-recount.ts";
import type { ResourceQuota } from "../../../model/api/types/quota.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";
import { namespaceIn } from "../../../cluster/object-store.ts";

import type { Controller, ControllerDefinition, ControllerView, KeyWish, Sync, WatchEvent } from "../controller.ts";
import { NO_KEYS } from "../key-wishes.ts";
import { keyOf, objectOfKey } from "../object-key.ts";
import { countedKinds, isOver, overdueUs } from "./counted-kinds.ts";

const SOURCE = "pkg/controller/resourcequota/resource_quota_controller.go, v1.36";

/** `--resource-quota-sync-period`. */
const RESYNC_US = 300_000_000;

/** A quota by its key, and the names that it limits. */
interface KnownQuota {
  readonly key: string;
  readonly names: readonly string[];
}

class ResourceQuotaController implements Controller {
  readonly name = "resourcequota";
  readonly source = SOURCE;
  /** By namespace; undefined: to be looked up. */
  #quotas: Map<string, KnownQuota[]> | undefined;

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    if (event.kind === "ResourceQuota" && "stored" in event) return this.#keysAfterQuota(event);
    this.#quotas ??= knownQuotas(view);
    if (this.#quotas.size === 0) return NO_KEYS;
    if (event.kind === "Pod") return this.#keysAfterPod(event.type, event.pod, view.clock.nowUs);
    if (event.kind === "Node" || event.type !== "deleted" || !("stored" in event)) return NO_KEYS;
    return this.#keysFor(event.kind, namespaceIn(event.stored));
  }

  *sync(view: ControllerView, key: string): Sync {
    const { namespace, name } = objectOfKey(key);
    const quota = view.find("ResourceQuota", namespace, name);
    if (quota === undefined) return { kind: "done" };
    const status = recountedStatus(quota, countedKinds(view, namespace));
    const afterUs = untilNextOverdue(view, namespace);
    const again = afterUs === undefined ? {} : { afterUs };
    if (status === undefined) return { kind: "done", ...again };
    const answer = yield { verb: "updateStatus", stored: { kind: "ResourceQuota", object: { ...quota, status } } };
    return answer.kind === "done" ? { kind: "done", ...again } : { kind: "failed", message: answer.message, ...again };
  }

  resume(): void {
    this.#quotas = undefined;
  }

  /** What is used changes all the time, and is nothing new to who counts it. */
  #keysAfterQuota(event: Extract<WatchEvent, { readonly stored: unknown }>): readonly KeyWish[] {
    const { type, stored, before } = event;
    const isOther = before === undefined || before.object !== stored.object;
    const hasOtherSpec = isOther && hardOf(stored.object as ResourceQuota) !== hardOf(before?.object as ResourceQuota);
    if (type !== "updated" || hasOtherSpec) this.#quotas = undefined;
    return type === "deleted" || (type === "updated" && !hasOtherSpec)
      ? NO_KEYS
      : [{ key: keyOf(stored.object.metadata) }];
  }

  /** A pod that does not go in its time is found when all is counted again. */
  #keysAfterPod(type: WatchEvent["type"], pod: LivePod, nowUs: number): readonly KeyWish[] {
    if (type === "added") return NO_KEYS;
    const hasEnded = pod.phase === "Succeeded" || pod.phase === "Failed";
    if (type === "deleted" || hasEnded) return this.#keysFor("Pod", pod.namespace);
    if (pod.deletion === undefined) return NO_KEYS;
    const afterUs = untilRoundAfter(overdueUs(pod), nowUs);
    return this.#keysFor("Pod", pod.namespace).map(({ key }) => ({ key, afterUs }));
  }

  #keysFor(kind: string, namespace: string): readonly KeyWish[] {
    const evaluator = evaluatorOf(kind);
    return (this.#quotas?.get(namespace) ?? []).flatMap(({ key, names }) =>
      evaluator.matchingResources(names).length === 0 ? [] : [{ key }],
    );
  }
}

/** How long until the round in which one more pod counts no longer that does not go in its time. */
function untilNextOverdue(view: ControllerView, namespace: string): number | undefined {
  const { nowUs } = view.clock;
  let firstUs = Number.POSITIVE_INFINITY;
  for (const pod of view.pods(namespace)) {
    if (pod.deletion !== undefined && !isOver(pod, nowUs)) firstUs = Math.min(firstUs, overdueUs(pod));
  }
  return firstUs === Number.POSITIVE_INFINITY ? undefined : untilRoundAfter(firstUs, nowUs);
}

function untilRoundAfter(us: number, nowUs: number): number {
  return (Math.floor(us / RESYNC_US) + 1) * RESYNC_US - nowUs;
}

function knownQuotas(view: ControllerView): Map<string, KnownQuota[]> {
  const byNamespace = new Map<string, KnownQuota[]>();
  for (const quota of view.list("ResourceQuota")) {
    const { namespace = "default" } = quota.metadata ?? {};
    const known = { key: keyOf(quota.metadata), names: Object.keys(quota.spec?.hard ?? {}) };
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), known]);
  }
  return byNamespace;
}

/** As text: two that say the same are the same. */
function hardOf(quota: ResourceQuota | undefined): string {
  return JSON.stringify(quota?.spec?.hard ?? {});
}

export const RESOURCE_QUOTA_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "resourcequota",
  source: SOURCE,
  create: () => new ResourceQuotaController(),
});
