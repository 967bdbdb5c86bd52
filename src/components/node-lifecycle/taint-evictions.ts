// The taint eviction controller in virtual time: it hears of taints and pods with the watch's delay, and writes through a client
// with a rate limit of its own. Pods that have ended stay where they are. Knows the cluster; no other component.
// Imitates pkg/controller/tainteviction/taint_eviction.go (Run), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { span } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { jsonText } from "../../model/go-text.ts";
import { noExecuteTaints } from "../../model/node-taints.ts";
import type { Taint } from "../../model/objects.ts";

import type { ApiAnswer, ApiCall, ApiServer, ClientLimits, Watch } from "../../cluster/api-client.ts";
import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { BOUND, NONE, type PodId } from "../../cluster/pod-table.ts";

import { boundPodsOn } from "./cluster-node-view.ts";
import { recordPodEvent } from "./cluster-writes.ts";
import { TaintEviction, type EvictionDecision, type TaintEvictionState } from "./taint-eviction.ts";
import { NO_LANE, WriteLanes, type WriteLanesState } from "./write-lanes.ts";

export interface TaintEvictionsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: ApiServer;
  /** Of the controller's client. */
  readonly limits: ClientLimits;
  /** When that is, in µs of the run; undefined: it is no time. */
  readonly momentOf: (timestamp: string | undefined) => number | undefined;
  /** What a DELETE with the pod's own grace comes to now. */
  readonly deletionOf: (pod: PodId) => readonly Change[];
}

const CALLS: readonly ApiCall[] = ["patch pods/status", "delete pods", "create events"];

/** What the watch tells. */
const NODE = 0;
const POD = 1;

interface Saved {
  readonly eviction: TaintEvictionState;
  readonly lanes: WriteLanesState<EvictionDecision>;
}

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "node-added",
  "node-updated",
  "node-removed",
  "pod-bound",
  "pod-updated",
  "pod-ended",
  "pod-deleted",
]);

export class TaintEvictions implements ClusterObserver, Snapshotable {
  readonly concerns = CONCERNS;
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #momentOf: (timestamp: string | undefined) => number | undefined;
  readonly #deletionOf: (pod: PodId) => readonly Change[];
  readonly #watch: Watch;
  readonly #lanes: WriteLanes<EvictionDecision>;
  readonly #due: EventKind;
  #eviction: TaintEviction;

  constructor({ engine, cluster, api, limits, momentOf, deletionOf }: TaintEvictionsPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#momentOf = momentOf;
    this.#deletionOf = deletionOf;
    const inProcess = "kube-controller-manager";
    this.#lanes = new WriteLanes<EvictionDecision>(
      {
        name: "taint-eviction",
        client: api.client({ name: "taint-eviction-controller", limits, level: "workload-high", inProcess }),
        callOf,
        drawIdOf: ({ pod }) => cluster.drawIdOf(pod),
        commit: (decision) => this.#commit(decision),
        idle: () => undefined,
      },
      CALLS,
    );
    this.#watch = api.watch({
      name: "taint-eviction/watch",
      phase: "controllers",
      inProcess,
      seen: (code, id) => {
        if (code === NODE) this.#eviction.nodeChanged(cluster.nodes.nameOf(id), engine.now);
        else this.#eviction.podChanged(id, engine.now);
      },
    });
    this.#due = engine.defineKind("taint-eviction/due", "controllers", (pod) => this.#eviction.fire(pod, engine.now));
    this.#eviction = this.#make();
  }

  /** Takes up the nodes that are tainted. To be called once, at the start. */
  begin(): void {
    const { nodes } = this.#cluster;
    for (let id = 0; id < nodes.idLimit; id += 1) if (this.#taintsOn(id).length > 0) this.#watch.note(NODE, id);
  }

  hear({ change, node, pod, previousNode, previousClass }: Delta): void {
    switch (change.kind) {
      case "node-added":
      case "node-updated": {
        const before = noExecuteTaints(previousNode?.spec?.taints);
        if (!areSame(before, this.#taintsOn(node))) this.#watch.note(NODE, node);
        break;
      }
      case "node-removed":
        if (noExecuteTaints(previousNode?.spec?.taints).length > 0) this.#watch.note(NODE, node);
        break;
      case "pod-bound":
      case "pod-updated":
        if (this.#taintsOn(this.#cluster.pods.nodeOf(pod)).length === 0) break;
        if (previousClass === undefined || !this.#toleratesAsBefore(pod, previousClass)) this.#watch.note(POD, pod);
        break;
      case "pod-ended":
      case "pod-deleted":
        if (this.#eviction.isTimed(pod)) this.#watch.note(POD, pod);
        break;
      default:
    }
  }

  snapshot(): Snapshot {
    const saved: Saved = { eviction: this.#eviction.state, lanes: this.#lanes.state };
    return { taintEvictions: packJson(saved) };
  }

  /** After the cluster. */
  restore(snapshot: Snapshot): void {
    const { eviction, lanes } = unpackJson(snapshot, "taintEvictions") as Saved;
    this.#eviction = this.#make(eviction);
    this.#lanes.restore(lanes);
  }

  #make(saved?: TaintEvictionState): TaintEviction {
    const cluster = this.#cluster;
    const view = {
      noExecuteTaints: (name: string) => {
        const id = cluster.nodes.find(name);
        return id === undefined ? undefined : this.#taintsOn(id);
      },
      podsOn: (name: string) => boundPodsOn(cluster, cluster.nodes.find(name)!),
      nodeNameOf: (pod: PodId) => this.#nodeNameOf(pod),
      tolerationsOf: (pod: PodId) => cluster.classOfPod(pod).pod.spec.tolerations ?? [],
      borneSinceUs: (pod: PodId, taint: Taint) => this.#borneSinceUs(pod, taint),
      keyOf: (pod: PodId) => cluster.keyOfPod(pod),
    };
    const write = (decision: EvictionDecision) => {
      this.#lanes.push(decision.kind === "pod-event" ? NO_LANE : decision.pod, decision);
      return true;
    };
    const wake = (pod: PodId, at: number) =>
      void this.#engine.scheduleAfter(span(at - this.#engine.now), this.#due, pod);
    return new TaintEviction({ view, write, wake }, saved);
  }

  /** Of updates of a pod only those of its tolerations are looked at: not that a finalizer of it goes. */
  #toleratesAsBefore(pod: PodId, previousClass: ClassId): boolean {
    const { classes } = this.#cluster;
    const [before, now] = [classes.get(previousClass), this.#cluster.classOfPod(pod)];
    return jsonText(before.pod.spec.tolerations ?? []) === jsonText(now.pod.spec.tolerations ?? []);
  }

  /** No earlier than the pod itself. */
  #borneSinceUs(pod: PodId, { timeAdded }: Taint): number | undefined {
    const taintedUs = typeof timeAdded === "string" ? this.#momentOf(timeAdded) : undefined;
    if (taintedUs === undefined) return undefined;
    const startedUs = this.#cluster.pods.statusStartUs(pod);
    return startedUs < 0 ? Math.max(taintedUs, startedUs) : undefined;
  }

  #taintsOn(node: number): readonly Taint[] {
    const { nodes } = this.#cluster;
    return node !== NONE && nodes.has(node) ? noExecuteTaints(nodes.record(node).taints) : [];
  }

  /** An ended pod is not driven away: it counts as gone. */
  #nodeNameOf(pod: PodId): string | undefined {
    const { pods, nodes } = this.#cluster;
    if (pods.hasEnded(pod)) return undefined;
    return pods.phaseOf(pod) < BOUND ? "" : nodes.nameOf(pods.nodeOf(pod));
  }

  #commit(decision: EvictionDecision): ApiAnswer {
    const { pod } = decision;
    const at = this.#engine.now;
    if (decision.kind === "pod-event") return recordPodEvent(this.#cluster, pod, decision.event, at);
    if (this.#nodeNameOf(pod) === undefined) return "not-found";
    if (decision.kind === "disruption-target") {
      const condition = { status: "True", reason: decision.reason, message: decision.message } as const;
      this.#cluster.apply({ kind: "pod-condition", pod, type: "DisruptionTarget", condition }, at);
    } else {
      for (const change of this.#deletionOf(pod)) this.#cluster.apply(change, at);
    }
    return "ok";
  }
}

function callOf({ kind }: EvictionDecision): ApiCall {
  if (kind === "pod-event") return "create events";
  return kind === "delete-pod" ? "delete pods" : "patch pods/status";
}

function areSame(left: readonly Taint[], right: readonly Taint[]): boolean {
  if (left.length !== right.length) return false;
  return left.every(({ key, value }, index) => key === right[index]!.key && value === right[index]!.value);
}
