// What somebody with kubectl does in a run: requests are decided as the API server decides those of controllers, and are done when they
// return. Knows the cluster, and how writes are planned.
// Imitates the requests of kubectl and pkg/registry/core/pod/storage/eviction.go, v1.36.

import { invariant } from "../base/invariant.ts";

import type { Engine } from "../engine/engine.ts";

import type { ApiKind } from "../model/api/api-kind.ts";
import { storedApiKindOf } from "../model/api/api-kinds.ts";
import { updateObject } from "../model/api/create-object.ts";
import type { ObjectMeta } from "../model/api/types/object-meta.ts";
import type { FieldError } from "../model/api/field-error.ts";
import { decideEviction } from "../model/api-server/eviction.ts";
import { compileLabelSelector, selectsLabels } from "../model/label-selector.ts";
import type { Node, Pod } from "../model/objects.ts";
import type { PodDisruptionBudget } from "../model/api/types/policy.ts";

import type { Change } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import type { LivePod } from "../cluster/live-pod.ts";
import {
  namespaceIn,
  type ObjectName,
  type StoredKind,
  type StoredObject,
  type StoredObjects,
  WORKLOAD_KINDS,
} from "../cluster/object-store.ts";

import type { ControllerView, Write } from "../components/controllers/controller.ts";
import type { PodDoor } from "../components/controllers/run/created-pods.ts";
import type { WritePlanner } from "../components/controllers/run/write-planner.ts";

import type { UserAnswer, UserClient, UserPropagation, UserRefusalReason } from "../environment/actions/ports.ts";

/** Workloads, for those are kept whole where controllers run: of others, what nobody reads is missing, and cannot be judged. */
function judgedKindOf(kind: StoredKind): ApiKind | undefined {
  return WORKLOAD_KINDS.has(kind) ? storedApiKindOf(kind) : undefined;
}

const DONE: UserAnswer = Object.freeze({ kind: "done" });

export interface UserClientPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly view: ControllerView;
  readonly planner: WritePlanner;
  readonly door: PodDoor;
}

export class DirectUserClient implements UserClient {
  readonly #ports: UserClientPorts;

  constructor(ports: UserClientPorts) {
    this.#ports = ports;
  }

  find<Kind extends StoredKind>(kind: Kind, namespace: string, name: string): StoredObjects[Kind] | undefined {
    return this.#ports.view.find(kind, namespace, name);
  }

  list<Kind extends StoredKind>(kind: Kind, namespace: string): readonly StoredObjects[Kind][] {
    const nameOf = ({ metadata }: StoredObjects[Kind]) => metadata?.name ?? "";
    return this.#ports.view.list(kind, namespace).toSorted((left, right) => compare(nameOf(left), nameOf(right)));
  }

  findPod(namespace: string, name: string): LivePod | undefined {
    return this.#ports.view.findPod(namespace, name);
  }

  podsOnNode(node: string): readonly LivePod[] {
    return this.#ports.view
      .podsOnNode(node)
      .toSorted((left, right) => compare(left.namespace, right.namespace) || compare(left.name, right.name));
  }

  findNode(name: string): Node | undefined {
    return this.#ports.view.findNode(name);
  }

  timestampAt(us: number): string {
    return this.#ports.view.clock.timestampAt(us);
  }

  create(stored: StoredObject): UserAnswer {
    return this.#request({ verb: "create", stored });
  }

  /** The server's whole way of an update: what may not be changed is refused, and generations are counted. */
  update(stored: StoredObject): UserAnswer {
    const apiKind = judgedKindOf(stored.kind);
    const { name = "" } = stored.object.metadata ?? {};
    const current = this.find(stored.kind, namespaceIn(stored), name);
    if (apiKind?.prepareForUpdate === undefined || current === undefined) {
      return this.#request({ verb: "update", stored });
    }
    const type = { apiVersion: apiKind.apiVersion, kind: stored.kind };
    // Versions are numbers of the store here, and whoever asks at a keyboard has the latest.
    const [wished, old] = [stored.object, current].map((object) => {
      return { ...object, ...type, metadata: { ...object.metadata, resourceVersion: "1" } };
    });
    const outcome = updateObject(wished, old!, apiKind, this.#ports.view.featureGates);
    if (outcome.kind === "invalid") return refused("Invalid", invalidText(stored.kind, name, outcome.errors));
    if (outcome.kind === "undecodable") return refused("Invalid", `${stored.kind} "${name}" cannot be read`);
    const { resourceVersion: _resourceVersion, ...made } = outcome.object["metadata"] as ObjectMeta;
    const object: unknown = { ...outcome.object, metadata: made };
    return this.#request({ verb: "update", stored: { kind: stored.kind, object } as StoredObject });
  }

  remove({ kind, namespace, name }: ObjectName, propagation: UserPropagation): UserAnswer {
    return this.#request({ verb: "delete", kind, namespace, name, propagation });
  }

  createPod(pod: Pod): UserAnswer {
    const { cluster, door, view } = this.#ports;
    const { name, namespace = "default" } = pod.metadata;
    if (view.findPod(namespace, name) !== undefined) return refused("AlreadyExists", `pods "${name}" already exists`);
    const admitted = door.admit({ ...pod, metadata: { ...pod.metadata, namespace } });
    if ("refusal" in admitted) return refused("Forbidden", admitted.refusal.message);
    const classId = cluster.classify(admitted.pod);
    return this.#apply([{ kind: "pod-created", classId, name }]);
  }

  removePod(namespace: string, name: string, graceSeconds?: number): UserAnswer {
    const pod = this.findPod(namespace, name);
    if (pod === undefined) return refused("NotFound", `pods "${name}" not found`);
    return this.#apply(this.#ports.planner.deletionOf(pod.id, graceSeconds));
  }

  evictPod(namespace: string, name: string, graceSeconds?: number): UserAnswer {
    const { planner, view } = this.#ports;
    const pod = this.findPod(namespace, name);
    if (pod === undefined) return refused("NotFound", `pods "${name}" not found`);
    const isReady = pod.condition("Ready")?.status === "True";
    const evicted = { name, phase: pod.phase, isReady, isDeleted: pod.deletion !== undefined };
    const budgets = this.#budgetsOf(pod);
    const decision = decideEviction(evicted, budgets, view.clock.timestampAt(view.clock.nowUs));
    if (decision.kind === "refused") {
      const reason = decision.code === 429 ? "TooManyRequests" : decision.code === 403 ? "Forbidden" : "InternalError";
      return refused(reason, decision.message);
    }
    const spent: readonly Change[] =
      decision.because === "allowed"
        ? [{ kind: "object-stored", stored: { kind: "PodDisruptionBudget", object: decision.budget } }]
        : [];
    return this.#apply([...spent, this.#evictionMark(pod), ...planner.deletionOf(pod.id, graceSeconds)]);
  }

  /** The condition by which others know that a pod does not end by itself. */
  #evictionMark({ id }: LivePod): Change {
    const condition = { status: "True", reason: "EvictionByEvictionAPI", message: "Eviction API: evicting" } as const;
    return { kind: "pod-condition", pod: id, type: "DisruptionTarget", condition };
  }

  createNode(node: Node, pool: string): UserAnswer {
    if (this.findNode(node.metadata.name) !== undefined) {
      return refused("AlreadyExists", `nodes "${node.metadata.name}" already exists`);
    }
    return this.#apply([{ kind: "node-added", node, pool }]);
  }

  updateNode(node: Node): UserAnswer {
    const { name } = node.metadata;
    const current = this.findNode(name);
    if (current === undefined) return refused("NotFound", `nodes "${name}" not found`);
    const { status: _status, ...wished } = node;
    const status = current.status === undefined ? {} : { status: current.status };
    return this.#apply([{ kind: "node-updated", node: { ...wished, ...status } }]);
  }

  removeNode(name: string): UserAnswer {
    if (this.findNode(name) === undefined) return refused("NotFound", `nodes "${name}" not found`);
    return this.#apply([{ kind: "node-removed", name }]);
  }

  #budgetsOf({ namespace, object }: LivePod): readonly PodDisruptionBudget[] {
    const labels = object.metadata.labels ?? {};
    if (Object.keys(labels).length === 0) return [];
    return this.list("PodDisruptionBudget", namespace).filter(({ spec }) => {
      const selector = compileLabelSelector(spec?.selector);
      return selector.kind !== "invalid" && selectsLabels(selector, labels);
    });
  }

  #request(write: Write): UserAnswer {
    this.#ports.planner.beginSync();
    const { result, changes } = this.#ports.planner.plan(write);
    this.#ports.planner.endSync();
    if (result.kind === "done") return this.#apply(changes);
    invariant(result.reason !== "NamespaceTerminating", "namespaces do not end in a run");
    return refused(result.reason, result.message);
  }

  #apply(changes: readonly Change[]): UserAnswer {
    const words = this.#ports.planner.charge(changes);
    if (words !== undefined) return refused("Forbidden", words);
    for (const change of changes) this.#ports.cluster.apply(change, this.#ports.engine.now);
    return DONE;
  }
}

/** As kubectl prints it. */
function invalidText(kind: string, name: string, errors: readonly FieldError[]): string {
  const causes = errors.map(({ path, message }) => `${path.toString()}: ${message}`);
  return `${kind} "${name}" is invalid: ${causes.length === 1 ? causes[0]! : `[${causes.join(", ")}]`}`;
}

function refused(reason: UserRefusalReason, message: string): UserAnswer {
  return { kind: "refused", reason, message };
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
