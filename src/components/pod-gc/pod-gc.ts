// The pod garbage collector in virtual time: a pass each 20 s, of which only those take place that have something to do. Its writes
// go out side by side, as each pass of the real one sends them. Knows the cluster; no other component.
// Imitates pkg/controller/podgc/gc_controller.go (Run), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { readyStatus } from "../../model/node-conditions.ts";
import { OUT_OF_SERVICE_KEY } from "../../model/node-taints.ts";

import type { ApiAnswer, ApiClient, ApiServer, ClientLimits, RequestKind } from "../../cluster/api-client.ts";
import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { removalOf } from "../../cluster/pod-removal.ts";
import { BOUND, DELETED, FAILED, NONE, SUCCEEDED, type PodId } from "../../cluster/pod-table.ts";

import { GC_PERIOD_US, gcPass, type GcDecision, type GcDisruption, type GcView, type Quarantine } from "./gc-pass.ts";

export interface PodGcPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: ApiServer;
  /** Of the controller's client. */
  readonly limits: ClientLimits;
  /** Ended pods that may stay; `--terminated-pod-gc-threshold`. */
  readonly terminatedPodThreshold: number;
}

export const DEFAULT_TERMINATED_POD_THRESHOLD = 12_500;

const NEVER = -1;

interface Saved {
  readonly quarantine: readonly (readonly [string, number])[];
  readonly missing: readonly number[];
  readonly outOfService: readonly number[];
  readonly ended: readonly PodId[];
  readonly unbound: readonly PodId[];
  readonly failing: readonly (readonly [PodId, GcDisruption | null])[];
  readonly dueUs: number;
}

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "node-added",
  "node-updated",
  "node-removed",
  "pod-terminating",
  "pod-bound",
  "pod-ended",
  "pod-deleted",
]);

export class PodGc implements ClusterObserver, Snapshotable {
  readonly concerns = CONCERNS;
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #threshold: number;
  readonly #client: ApiClient;
  readonly #fail: RequestKind;
  readonly #delete: RequestKind;
  readonly #due: EventKind;
  #quarantine: Quarantine = new Map();
  /** Nodes that are gone, with pods that stood on them. */
  #missing = new Set<number>();
  /** Nodes with the taint that people set. */
  #outOfService = new Set<number>();
  #ended = new Set<PodId>();
  /** Pods that are to go and were on no node when that was said. */
  #unbound = new Set<PodId>();
  /** Pods that are being marked Failed, and why. */
  #failing = new Map<PodId, GcDisruption | undefined>();
  /** The pass that is asked for, in µs. */
  #dueUs = NEVER;

  constructor({ engine, cluster, api, limits, terminatedPodThreshold }: PodGcPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#threshold = terminatedPodThreshold;
    const inProcess = "kube-controller-manager";
    this.#client = api.client({ name: "pod-garbage-collector", limits, level: "workload-high", inProcess });
    const drawIdOf = (pod: PodId) => cluster.drawIdOf(pod);
    this.#fail = this.#client.define({
      name: "pod-gc/fail",
      call: "patch pods/status",
      drawIdOf,
      commit: (pod) => this.#commitFailure(pod),
      answered: (pod) => this.#client.send(this.#delete, pod),
    });
    this.#delete = this.#client.define({
      name: "pod-gc/delete",
      call: "delete pods",
      drawIdOf,
      commit: (pod) => this.#commitDeletion(pod),
    });
    this.#due = engine.defineKind("pod-gc/pass", "controllers", () => this.#pass());
  }

  /** Takes up what is there. To be called once, at the start. */
  begin(): void {
    const { nodes } = this.#cluster;
    for (let id = 0; id < nodes.idLimit; id += 1) this.#noteTaints(id);
    this.#setAlarm();
  }

  hear({ change, node, pod }: Delta): void {
    switch (change.kind) {
      case "node-added":
      case "node-updated":
        this.#missing.delete(node);
        this.#noteTaints(node);
        break;
      case "node-removed":
        this.#outOfService.delete(node);
        if (this.#hasPods(node)) this.#missing.add(node);
        this.#setAlarm();
        break;
      case "pod-terminating":
        // The API server deletes at once what is bound to no node, unless somebody holds it.
        if (this.#cluster.pods.nodeOf(pod) === NONE && !this.#ended.has(pod)) this.#unbound.add(pod);
        if (this.#outOfService.size > 0 || this.#unbound.size > 0) this.#setAlarm();
        break;
      case "pod-bound":
        this.#noteOrphan(this.#cluster.pods.nodeOf(pod));
        break;
      case "pod-ended":
        this.#ended.add(pod);
        this.#unbound.delete(pod);
        this.#noteOrphan(this.#cluster.life.ranOn(pod));
        if (this.#ended.size > this.#threshold) this.#setAlarm();
        break;
      case "pod-deleted":
        this.#ended.delete(pod);
        this.#unbound.delete(pod);
        break;
      default:
    }
  }

  snapshot(): Snapshot {
    const saved: Saved = {
      quarantine: [...this.#quarantine],
      missing: [...this.#missing],
      outOfService: [...this.#outOfService],
      ended: [...this.#ended],
      unbound: [...this.#unbound],
      failing: [...this.#failing].map(([pod, disruption]) => [pod, disruption ?? null]),
      dueUs: this.#dueUs,
    };
    return { podGc: packJson(saved) };
  }

  restore(snapshot: Snapshot): void {
    const saved = unpackJson(snapshot, "podGc") as Saved;
    this.#quarantine = new Map(saved.quarantine);
    this.#missing = new Set(saved.missing);
    this.#outOfService = new Set(saved.outOfService);
    this.#ended = new Set(saved.ended);
    this.#unbound = new Set(saved.unbound);
    this.#failing = new Map(saved.failing.map(([pod, disruption]) => [pod, disruption ?? undefined]));
    this.#dueUs = saved.dueUs;
  }

  #noteTaints(node: number): void {
    const { nodes } = this.#cluster;
    const isTainted = nodes.has(node) && nodes.record(node).taints.some(({ key }) => key === OUT_OF_SERVICE_KEY);
    if (!isTainted) {
      this.#outOfService.delete(node);
      return;
    }
    this.#outOfService.add(node);
    this.#setAlarm();
  }

  /** A pod may be bound to a node that has just gone. */
  #noteOrphan(node: number): void {
    if (node === NONE || this.#cluster.nodes.has(node)) return;
    this.#missing.add(node);
    this.#setAlarm();
  }

  #setAlarm(): void {
    const { now } = this.#engine;
    if (this.#dueUs > now || !this.#hasWork()) return;
    this.#dueUs = (Math.floor(now / GC_PERIOD_US) + 1) * GC_PERIOD_US;
    this.#engine.schedule(this.#dueUs as SimTime, this.#due);
  }

  #hasWork(): boolean {
    if (this.#missing.size > 0 || this.#quarantine.size > 0 || this.#unbound.size > 0) return true;
    return (this.#threshold > 0 && this.#ended.size > this.#threshold) || this.#stuckPods().length > 0;
  }

  #pass(): void {
    const write = (decision: GcDecision) => this.#write(decision);
    const quarantine = this.#quarantine;
    gcPass({ view: this.#view(), write }, quarantine, this.#threshold, this.#engine.now);
    const { nodes, pods } = this.#cluster;
    for (const pod of this.#unbound) if (pods.nodeOf(pod) !== NONE) this.#unbound.delete(pod);
    for (const node of this.#missing) {
      if (nodes.has(node) || !this.#hasPods(node)) this.#missing.delete(node);
    }
    this.#setAlarm();
  }

  #view(): GcView {
    const { pods, life, nodes } = this.#cluster;
    const orphanNodes = [...this.#missing].filter((node) => !nodes.has(node));
    return {
      endedPods: () => [...this.#ended],
      stuckPods: () => this.#stuckPods(),
      orphans: () => new Map(orphanNodes.map((node) => [nodes.nameOf(node), this.#orphansOf(node)])),
      unboundTerminating: () => [...this.#unbound].filter((pod) => pods.nodeOf(pod) === NONE),
      compareEnded: (left, right) =>
        Number(life.detailOf(right).reason === "Evicted") - Number(life.detailOf(left).reason === "Evicted") ||
        pods.createdAtUs(left) - pods.createdAtUs(right) ||
        compareTexts(pods.nameOf(left), pods.nameOf(right)),
      isEnded: (pod) => this.#ended.has(pod),
    };
  }

  /** Pods that run there, or have ended there. */
  #hasPods(node: number): boolean {
    if (this.#cluster.pods.firstOnNode(node) !== NONE) return true;
    for (const pod of this.#ended) if (this.#isLeftOn(pod, node)) return true;
    return false;
  }

  #orphansOf(node: number): readonly PodId[] {
    return [...this.#boundTo(node), ...[...this.#ended].filter((pod) => this.#isLeftOn(pod, node))];
  }

  /** It has ended there, and nobody has asked for its end yet. */
  #isLeftOn(pod: PodId, node: number): boolean {
    return this.#cluster.life.ranOn(pod) === node && !this.#cluster.pods.isTerminating(pod);
  }

  #boundTo(node: number): readonly PodId[] {
    const { pods } = this.#cluster;
    return [...pods.onNode(node)].filter((pod) => pods.phaseOf(pod) >= BOUND);
  }

  #stuckPods(): readonly PodId[] {
    const { nodes, pods } = this.#cluster;
    const lost = [...this.#outOfService].filter(
      (node) => readyStatus(nodes.record(node).object.status?.conditions) !== "True",
    );
    return lost.flatMap((node) => this.#boundTo(node).filter((pod) => pods.isTerminating(pod)));
  }

  /** A pod is deleted once its failure is written. */
  #write(decision: GcDecision): boolean {
    const { pod } = decision;
    if (decision.kind === "fail-pod") {
      this.#failing.set(pod, decision.disruption);
      this.#client.send(this.#fail, pod);
    } else if (!this.#failing.has(pod)) this.#client.send(this.#delete, pod);
    return true;
  }

  #commitFailure(pod: PodId): ApiAnswer {
    const disruption = this.#failing.get(pod);
    this.#failing.delete(pod);
    const phase = this.#cluster.pods.phaseOf(pod);
    if (phase === DELETED) return "not-found";
    const at = this.#engine.now;
    if (disruption !== undefined) {
      const condition = { status: "True", ...disruption } as const;
      this.#cluster.apply({ kind: "pod-condition", pod, type: "DisruptionTarget", condition }, at);
    }
    if (phase !== SUCCEEDED && phase !== FAILED) this.#cluster.apply({ kind: "pod-ended", pod, phase: "failed" }, at);
    return "ok";
  }

  #commitDeletion(pod: PodId): ApiAnswer {
    if (this.#cluster.pods.phaseOf(pod) === DELETED) return "not-found";
    for (const change of removalOf(this.#cluster, pod)) this.#cluster.apply(change, this.#engine.now);
    return "ok";
  }
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
