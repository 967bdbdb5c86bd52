// For tests: a few nodes, pods on them, and an API that does at once what it is asked. Pods that are removed go after a second.

import { moment } from "../../src/base/time.ts";
import { RandomStreams } from "../../src/base/random/random-streams.ts";
import type { Change, Delta } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { LivePod } from "../../src/cluster/live-pod.ts";
import { LivePodView } from "../../src/cluster/live-pods.ts";
import type { ObjectName, StoredKind, StoredObject, StoredObjects } from "../../src/cluster/object-store.ts";
import { DELETED } from "../../src/cluster/pod-table.ts";
import { Engine } from "../../src/engine/engine.ts";
import type { EventKind } from "../../src/engine/event-kinds.ts";
import { notFound } from "../../src/environment/actions/kubectl-names.ts";
import type { UserAnswer, UserClient, UserPropagation } from "../../src/environment/actions/ports.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import type { Node, OwnerReference, Pod, Volume } from "../../src/model/objects.ts";

const SECOND = 1_000_000;
const DONE = { kind: "done" } as const;

/** A node of a zone and pool. */
export function zonedNode(name: string, zone: string, labels: Readonly<Record<string, string>> = {}): Node {
  return {
    metadata: { name, labels: { "topology.kubernetes.io/zone": zone, ...labels } },
    spec: {},
    status: { allocatable: { cpu: "4", memory: "16Gi", pods: "110" } },
  };
}

/** What a pod of a small world may have. */
export interface PodParts {
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: OwnerReference;
  readonly volumes?: readonly Volume[];
}

export class SmallWorld implements UserClient {
  readonly engine = new Engine();
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  readonly streams: RandomStreams;
  /** All that was heard, as `at kind`; nodes' and users' words more closely. */
  readonly heard: string[] = [];
  /** What kubectl printed. */
  readonly said: string[] = [];
  /** Pods that a disruption budget protects, as `namespace/name`. */
  readonly protectedPods = new Set<string>();
  /** Pods that never end. */
  readonly stuckPods = new Set<string>();
  readonly requests: string[] = [];
  readonly #gone: EventKind;

  constructor(seed = "1") {
    this.streams = new RandomStreams(seed);
    this.#gone = this.engine.defineKind("world/pod-gone", "kubelet", (pod) => this.apply({ kind: "pod-deleted", pod }));
    this.cluster.observe({ hear: (delta) => this.#hear(delta) });
  }

  addNodes(...nodes: readonly Node[]): this {
    for (const node of nodes) this.apply({ kind: "node-added", node, pool: node.metadata.name.replace(/-\d+$/, "") });
    return this;
  }

  /** A pod that runs on a node. */
  addPod(name: string, nodeName: string, { labels = {}, owner = OWNER, volumes = [] }: PodParts = {}): this {
    const ownerReferences = owner === NOBODY_OWNS ? {} : { ownerReferences: [owner] };
    const pod: Pod = {
      metadata: { name, namespace: "default", labels, ...ownerReferences },
      spec: { nodeName, containers: [{ name: "main" }], volumes },
    };
    this.apply({ kind: "pod-placed", classId: this.cluster.classifyPlaced(pod), name, nodeName });
    return this;
  }

  apply(change: Change): void {
    this.cluster.apply(change, this.engine.now);
  }

  /** Lets so many seconds pass. */
  run(untilSeconds: number | null = null): string {
    return this.engine.run(untilSeconds === null ? null : moment(untilSeconds * SECOND)).endedBy;
  }

  /** What works of a node's kubelet: `C` containers, `P` pods, `L` lease, `S` status. */
  health(name: string): string {
    const { kubelets, nodes } = this.cluster;
    const node = nodes.find(name);
    if (node === undefined) return "gone";
    const { runsContainers, managesPods, renewsLease, postsStatus, conditions, ticks } = kubelets.of(node);
    const works = [runsContainers && "C", managesPods && "P", renewsLease && "L", postsStatus && "S"];
    return [
      works.filter((one) => one !== false).join(""),
      ...conditions.map(({ type }) => type),
      ...(ticks === "anew" ? ["anew"] : []),
    ].join(" ");
  }

  find<Kind extends StoredKind>(kind: Kind, namespace: string, name: string): StoredObjects[Kind] | undefined {
    return this.cluster.objects.find(kind, namespace, name);
  }

  list<Kind extends StoredKind>(kind: Kind, namespace: string): readonly StoredObjects[Kind][] {
    return [...this.cluster.objects.list(kind)].filter((object) => object.metadata?.namespace === namespace);
  }

  findPod(namespace: string, name: string): LivePod | undefined {
    return this.#pods().find((pod) => pod.namespace === namespace && pod.name === name);
  }

  podsOnNode(node: string): readonly LivePod[] {
    return this.#pods().filter((pod) => pod.nodeName === node);
  }

  findNode(name: string): Node | undefined {
    const id = this.cluster.nodes.find(name);
    return id === undefined ? undefined : this.cluster.nodes.record(id).object;
  }

  timestampAt(us: number): string {
    return new Date(Date.UTC(2026, 0, 1) + Math.floor(us / SECOND) * 1000).toISOString().replace(".000Z", "Z");
  }

  create(stored: StoredObject): UserAnswer {
    return this.#store("create", stored);
  }

  update(stored: StoredObject): UserAnswer {
    return this.#store("update", stored);
  }

  remove(name: ObjectName, propagation: UserPropagation): UserAnswer {
    if (this.find(name.kind, name.namespace, name.name) === undefined) return notFound(name.kind, name.name);
    this.requests.push(`remove ${name.kind} ${name.name} ${propagation}`);
    this.apply({ kind: "object-removed", name });
    return DONE;
  }

  createPod(pod: Pod): UserAnswer {
    this.apply({ kind: "pod-created", classId: this.cluster.classify(pod), name: pod.metadata.name });
    return DONE;
  }

  removePod(namespace: string, name: string, graceSeconds?: number): UserAnswer {
    const pod = this.findPod(namespace, name);
    if (pod === undefined) return notFound("Pod", name);
    this.requests.push(`remove pod ${name} ${graceSeconds ?? "own"}`);
    if (pod.deletion !== undefined) return DONE;
    this.apply({ kind: "pod-terminating", pod: pod.id });
    if (!this.stuckPods.has(`${namespace}/${name}`)) {
      this.engine.schedule(moment(this.engine.now + 1.2 * SECOND), this.#gone, pod.id);
    }
    return DONE;
  }

  evictPod(namespace: string, name: string, graceSeconds?: number): UserAnswer {
    if (!this.protectedPods.has(`${namespace}/${name}`)) return this.removePod(namespace, name, graceSeconds);
    const message = "Cannot evict pod as it would violate the pod's disruption budget.";
    return { kind: "refused", reason: "TooManyRequests", message };
  }

  createNode(node: Node, pool: string): UserAnswer {
    if (this.findNode(node.metadata.name) !== undefined) {
      return { kind: "refused", reason: "AlreadyExists", message: `nodes "${node.metadata.name}" already exists` };
    }
    this.apply({ kind: "node-added", node, pool });
    return DONE;
  }

  updateNode(node: Node): UserAnswer {
    this.apply({ kind: "node-updated", node });
    return DONE;
  }

  removeNode(name: string): UserAnswer {
    if (this.findNode(name) === undefined) return notFound("Node", name);
    this.apply({ kind: "node-removed", name });
    return DONE;
  }

  #store(verb: string, stored: StoredObject): UserAnswer {
    this.requests.push(`${verb} ${stored.kind} ${stored.object.metadata?.name ?? ""}`);
    this.apply({ kind: "object-stored", stored });
    return DONE;
  }

  #pods(): readonly LivePod[] {
    const { pods } = this.cluster;
    const ids = Array.from({ length: pods.size }, (_, id) => id).filter((id) => pods.phaseOf(id) !== DELETED);
    const keyOf = ({ namespace, name }: LivePod) => `${namespace}/${name}`;
    return ids
      .map((id) => new LivePodView(this.cluster, id))
      .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  }

  #hear({ change }: Delta): void {
    const at = this.engine.now / SECOND;
    if (change.kind === "user-message") this.said.push(`${at} ${change.message.text}`);
    else if (change.kind === "user-mark") {
      const { by, what, nodes } = change.mark;
      this.heard.push([`${at} ${by.name} ${what}`, ...nodes].join(" "));
    } else if (change.kind === "kubelet-changed") {
      const name = this.cluster.nodes.nameOf(change.node);
      this.heard.push(`${at} ${name} ${this.health(name)}`);
    } else if (change.kind.startsWith("node-")) {
      const name = change.kind === "node-removed" ? change.name : (change as { node: Node }).node.metadata.name;
      this.heard.push(`${at} ${change.kind} ${name}`);
    }
  }
}

/** Who made the pods of a small world, if nobody else is named. */
const OWNER: OwnerReference = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", controller: true };

/** For pods by themselves. */
export const NOBODY_OWNS: OwnerReference = { kind: "", name: "" };
