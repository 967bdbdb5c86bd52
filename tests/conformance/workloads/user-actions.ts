// What users of a record do, and what the API server answers.

import { decodeStruct } from "../../../src/model/api/decode.ts";
import { decideEviction, type EvictionDecision } from "../../../src/model/api-server/eviction.ts";
import type { PodDisruptionBudget } from "../../../src/model/api/types/policy.ts";
import { undoRollout } from "../../../src/model/rollout/rollout-undo.ts";
import { compileLabelSelector, selectsLabels } from "../../../src/model/label-selector.ts";
import { controllerOf } from "../../../src/components/controllers/owner-references.ts";
import { notFound, type Answer, type ApiStorage } from "./api-storage.ts";
import type { ControllerRequests } from "./controller-requests.ts";
import type { LivePods, PodStatus } from "./live-pods.ts";
import { jsonPatched, mergePatched, strategicallyPatched } from "./merge-patch.ts";
import type { ApiObject, RecordedStep, UserAction } from "./record.ts";
import type { RecordedNames } from "./recorded-names.ts";
import { definitionOf, readAs, WITHOUT_NAMESPACE, type KeptObject } from "./stored-object.ts";
import type { WallClock } from "./wall-clock.ts";

export class UserActions {
  readonly #storage: ApiStorage;
  readonly #clock: WallClock;
  readonly #requests: ControllerRequests;
  readonly #livePods: LivePods;
  readonly #names: RecordedNames;

  constructor(
    storage: ApiStorage,
    clock: WallClock,
    requests: ControllerRequests,
    livePods: LivePods,
    names: RecordedNames,
  ) {
    this.#storage = storage;
    this.#clock = clock;
    this.#requests = requests;
    this.#livePods = livePods;
    this.#names = names;
  }

  /** Does it, and gives the step that the records have of it, if they have one. */
  do(action: UserAction): readonly RecordedStep[] {
    const kind = action.kind ?? action.object?.kind ?? "";
    const name = this.#names.real(action.name ?? action.object?.metadata.name ?? "");
    const step = (result: string) => [
      { by: "user", key: this.#names.recorded(`${action.do} ${name}`), result: this.#names.recorded(result) },
    ];
    if (action.do === "quota") this.#requests.setQuota(action.quota);
    if (action.do === "reject") this.#requests.reject(action.reject!);
    if (action.do === "quota" || action.do === "reject") return [];
    if (action.do === "evict") return step(this.#evict(name));
    const answer = action.do === "create" ? this.create(action.object!) : this.#change(action, kind, name);
    return answer.kind === "refused" ? step(`error: ${answer.message}`) : [];
  }

  /** Owner references to `owner` are meant by kind and name. */
  create(object: ApiObject): Answer {
    const references = object.metadata["ownerReferences"] as
      readonly { kind: string; name: string; uid: string }[] | undefined;
    if (references === undefined) return this.#storage.createManifest(object);
    const ownerReferences = references.map((reference) =>
      reference.uid === "owner" ? { ...reference, ...this.#uidOf(reference) } : reference,
    );
    return this.#storage.createManifest({ ...object, metadata: { ...object.metadata, ownerReferences } });
  }

  #uidOf({ kind, name }: { readonly kind: string; readonly name: string }): { readonly uid?: string } {
    const uid = this.#storage.find(kind, WITHOUT_NAMESPACE.has(kind) ? "" : "default", name)?.metadata.uid;
    return uid === undefined ? {} : { uid };
  }

  #change(action: UserAction, kind: string, name: string): Answer {
    const namespace = WITHOUT_NAMESPACE.has(kind) ? "" : "default";
    const object = this.#storage.find(kind, namespace, name);
    if (object === undefined) return notFound(kind, name);
    switch (action.do) {
      case "patch":
        return this.#storage.update(kind, decoded(kind, patchedBy(action, object)), false);
      case "patchStatus":
        return this.#storage.updateStatus(kind, mergePatched(object, action.patch) as KeptObject, false);
      case "scale":
        return this.#storage.update(kind, { ...object, spec: { ...object.spec, replicas: action.replicas } }, false);
      case "undo":
        return this.#undo(object, action.toRevision ?? 0);
      case "delete":
        return this.#storage.delete(kind, namespace, name, {
          propagation: action.propagationPolicy,
          graceSeconds: action.gracePeriodSeconds,
        });
      default:
        throw new Error(`users do not ${action.do}`);
    }
  }

  /** kubectl rollout undo, of which the recorder writes the template only, and that of a paused one, too. */
  #undo(deployment: KeptObject, revision: number): Answer {
    const own = [...this.#storage.all("ReplicaSet")].filter(
      ({ metadata }) => controllerOf(metadata)?.uid === deployment.metadata.uid,
    );
    const undo = undoRollout({ ...deployment, spec: { ...deployment.spec, paused: false } }, own, revision);
    if (undo.kind === "skipped") return { kind: "done", object: deployment, removed: false };
    if (undo.kind === "refused") return { kind: "refused", reason: "Invalid", message: undo.message };
    const { template } = undo;
    return this.#storage.update("Deployment", { ...deployment, spec: { ...deployment.spec, template } }, false);
  }

  #evict(name: string): string {
    const pod = this.#storage.find("Pod", "default", name);
    if (pod === undefined) return `error: ${(notFound("Pod", name) as { message: string }).message}`;
    const view = this.#livePods.viewOf(pod);
    const budgets = [...this.#storage.all("PodDisruptionBudget")].filter((budget) => selects(budget, pod));
    const decision = decideEviction(
      {
        name,
        phase: view.phase,
        isReady: view.condition("Ready")?.status === "True",
        isDeleted: view.deletion !== undefined,
      },
      budgets,
      this.#clock.timestamp,
    );
    if (decision.kind === "refused") return refusalText(decision, budgets[0]);
    if (decision.because === "allowed") {
      this.#storage.updateStatus("PodDisruptionBudget", readAs(decision.budget), false);
    }
    this.#end(pod);
    if (decision.because === "not-disrupting") return "evicted (no budget consulted)";
    return decision.because === "unhealthy" ? "evicted (unhealthy pod)" : "evicted";
  }

  #end(pod: KeptObject): void {
    const { conditions = [] } = (pod.status ?? {}) as PodStatus;
    const condition = {
      type: "DisruptionTarget",
      status: "True",
      reason: "EvictionByEvictionAPI",
      message: "Eviction API: evicting",
      lastTransitionTime: this.#clock.timestamp,
    };
    this.#storage.updateStatus(
      "Pod",
      { ...pod, status: { ...pod.status, conditions: [...conditions, condition] } },
      false,
    );
    this.#storage.delete("Pod", "default", pod.metadata.name!, {});
  }
}

/** The recorder has its own words for the cause: always how many pods are healthy. */
function refusalText(decision: Extract<EvictionDecision, { kind: "refused" }>, budget: KeptObject | undefined): string {
  if (decision.code !== 429 || budget === undefined) return `${decision.code} ${decision.message}`;
  const { desiredHealthy = 0, currentHealthy = 0 } = (budget.status ?? {}) as Readonly<Record<string, number>>;
  const { name } = budget.metadata;
  return `429 ${decision.message} The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
}

function selects({ spec }: KeptObject, { metadata }: KeptObject): boolean {
  const compiled = compileLabelSelector((spec as PodDisruptionBudget["spec"])?.selector);
  return compiled.kind !== "invalid" && selectsLabels(compiled, metadata.labels);
}

function patchedBy({ patch, patchType }: UserAction, object: KeptObject): unknown {
  if (patchType === "json") return jsonPatched(object, patch);
  return patchType === "merge" ? mergePatched(object, patch) : strategicallyPatched(object, patch);
}

/** As the server reads it: with defaults. */
function decoded(kind: string, object: unknown): KeptObject {
  const definition = definitionOf(kind);
  if (definition === undefined) return object as KeptObject;
  const { value } = decodeStruct(object, definition.type);
  definition.applyDefaults(value);
  return readAs(value);
}
