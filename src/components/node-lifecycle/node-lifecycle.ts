// The node lifecycle controller in virtual time, and the kubelets' reports of their nodes, from which it lives. It hears of nodes
// with the watch's delay, writes through a client with a rate limit of its own, and begins no pass before all that the last one
// wrote was answered. Passes and rounds that nothing can come of never take place. Knows the cluster; no other component.
// Imitates pkg/controller/nodelifecycle/node_lifecycle_controller.go (Run), v1.36.

import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { foundConditions, readyStatus } from "../../model/node-conditions.ts";
import type { ApiClient, ApiServer, ClientLimits, RequestKind, Watch } from "../../cluster/api-client.ts";
import type { ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { HEALTHY_KUBELET } from "../../cluster/kubelet-health.ts";
import { isPodReady } from "../../cluster/live-pods.ts";
import { RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { boundPodsOn, ClusterNodeView } from "./cluster-node-view.ts";
import { changeNode, commitNodeDecision, NODE_CALLS, nodeCallOf, nodeDrawIdOf } from "./cluster-writes.ts";
import type { NodeDecision } from "./decision.ts";
import type { NodeLifecycleFlags } from "./flags.ts";
import { firstHeartbeat, voiceOf } from "./heartbeat-clocks.ts";
import { KUBELET_CLIENT, KubeletPosts, type KubeletPostsState } from "./kubelet-posts.ts";
import { NodeMonitor, type NodeMonitorState } from "./node-monitor.ts";
import { PASS_LANE, POD_LANE, POD_WORKERS, RECONCILE_LANE, TAINT_LANE, WORKERS } from "./lanes.ts";
import { NO_LANE, WriteLanes, type WriteLanesState } from "./write-lanes.ts";

export interface NodeLifecyclePorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: ApiServer;
  readonly flags: NodeLifecycleFlags;
  /** Of the controller's client. */
  readonly limits: ClientLimits;
  /** Where in its periods each kubelet stands. */
  readonly draws: EntityDraws;
}

/** A pass is at work for a while when it changes rates; any time longer than the error of single precision will do. */
const WORK_NS = 1000;

/** What the watch tells. */
const NODE = 0;
const POD = 1;
const LISTED = 2;

const NEVER = -1;

/** What a pass waits for: what its begin wrote, its looks, or what its end wrote. */
type PassStage = "none" | "beginning" | "looking" | "ending";

interface Saved {
  readonly monitor: NodeMonitorState;
  readonly posts: KubeletPostsState;
  readonly lanes: WriteLanesState<NodeDecision>;
  readonly stage: PassStage;
  readonly passAtUs: number;
  readonly taintAtUs: number;
  readonly cameUs: readonly (readonly [string, number])[];
  readonly marked: readonly PodId[];
  readonly unmanaged: readonly number[];
}

export class NodeLifecycle implements ClusterObserver, Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #flags: NodeLifecycleFlags;
  readonly #draws: EntityDraws;
  readonly #view: ClusterNodeView;
  readonly #watch: Watch;
  readonly #lanes: WriteLanes<NodeDecision>;
  readonly #kubelets: ApiClient;
  readonly #posted: RequestKind;
  readonly #passDue: EventKind;
  readonly #taintingDue: EventKind;
  readonly #postDue: EventKind;
  #monitor: NodeMonitor;
  #posts: KubeletPosts;
  #stage: PassStage = "none";
  #isAdopting = false;
  #isWriting = false;
  /** The lane of what is being decided. */
  #lane = PASS_LANE;
  /** Moments that are asked for, in µs. */
  #passAtUs = NEVER;
  #taintAtUs = NEVER;
  /** Pods that this controller has said not to be ready, and nobody else has spoken of since. */
  #marked = new Set<PodId>();
  /** Nodes whose kubelets work on no pods. */
  #unmanaged = new Set<number>();

  constructor({ engine, cluster, api, flags, limits, draws }: NodeLifecyclePorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#flags = flags;
    this.#draws = draws;
    this.#view = new ClusterNodeView(cluster, () => this.#posts);
    const inProcess = "kube-controller-manager";
    const client = api.client({ name: "node-lifecycle-controller", limits, level: "workload-high", inProcess });
    this.#lanes = new WriteLanes<NodeDecision>(
      {
        name: "node-lifecycle",
        client,
        callOf: nodeCallOf,
        drawIdOf: (decision) => nodeDrawIdOf(cluster, decision),
        commit: (decision) => this.#commit(decision),
        idle: (lane) => this.#afterLane(lane),
      },
      NODE_CALLS,
    );
    this.#kubelets = api.client(KUBELET_CLIENT);
    this.#posted = this.#kubelets.define({
      name: "kubelet/node-status",
      call: "update objects/status",
      commit: (node) => this.#commitPost(node),
    });
    this.#watch = api.watch({
      name: "node-lifecycle/watch",
      phase: "controllers",
      inProcess,
      seen: (code, id) => (code === POD ? this.#seePod(id) : this.#seeNode(id, code === NODE)),
    });
    this.#passDue = engine.defineKind("node-lifecycle/pass", "controllers", () => this.#beginPass());
    this.#taintingDue = engine.defineKind("node-lifecycle/taint", "controllers", () => this.#taint());
    this.#postDue = engine.defineKind("kubelet/node-status-due", "kubelet", (id) =>
      this.#posts.fire(cluster.nodes.nameOf(id), engine.now),
    );
    this.#posts = this.#makePosts();
    this.#monitor = this.#makeMonitor();
  }

  /** Takes the cluster over as it is, as if the controller had been at work before. To be called once, at the start. */
  begin(): void {
    this.#isAdopting = true;
    this.#monitor.beginPass(this.#engine.now);
    this.#isAdopting = false;
    this.#stage = "beginning";
    this.#goOn();
    for (const name of this.#view.names()) {
      this.#posts.recheck(name, this.#engine.now);
      this.#watch.note(LISTED, this.#cluster.nodes.find(name)!);
    }
  }

  hear({ change, node, pod }: Delta): void {
    switch (change.kind) {
      case "node-added":
        this.#hearNewNode(change.node.metadata.name, node);
        break;
      case "node-updated":
        this.#watch.note(NODE, node);
        this.#posts.recheck(change.node.metadata.name, this.#engine.now);
        break;
      case "node-removed":
        this.#watch.note(NODE, node);
        this.#posts.forget(change.name);
        break;
      case "kubelet-changed":
        this.#leaveToKubelet(change.node, change.health.managesPods);
        this.#hearKubelet(change.node);
        break;
      case "kubelet-pressure":
        this.#posts.recheck(this.#cluster.nodes.nameOf(change.node), this.#engine.now);
        break;
      case "pod-bound":
        if (this.#isUnready(this.#cluster.pods.nodeOf(pod))) this.#watch.note(POD, pod);
        break;
      case "pod-ready":
      case "pod-ended":
      case "pod-deleted":
        if (!this.#isWriting) this.#marked.delete(pod);
        break;
      default:
    }
  }

  snapshot(): Snapshot {
    const saved: Saved = {
      monitor: this.#monitor.state,
      posts: this.#posts.state,
      lanes: this.#lanes.state,
      stage: this.#stage,
      passAtUs: this.#passAtUs,
      taintAtUs: this.#taintAtUs,
      cameUs: [...this.#view.cameUs],
      marked: [...this.#marked],
      unmanaged: [...this.#unmanaged],
    };
    return { nodeLifecycle: packJson(saved) };
  }

  /** After the cluster. */
  restore(snapshot: Snapshot): void {
    const saved = unpackJson(snapshot, "nodeLifecycle") as Saved;
    this.#posts = this.#makePosts(saved.posts);
    this.#monitor = this.#makeMonitor(saved.monitor);
    this.#lanes.restore(saved.lanes);
    this.#stage = saved.stage;
    this.#passAtUs = saved.passAtUs;
    this.#taintAtUs = saved.taintAtUs;
    this.#marked = new Set(saved.marked);
    this.#unmanaged = new Set(saved.unmanaged);
    this.#view.cameUs.clear();
    for (const [name, us] of saved.cameUs) this.#view.cameUs.set(name, us);
    this.#view.unwritten.clear();
    for (const decision of this.#lanes.pending()) this.#remember(decision);
  }

  // What is heard.

  #hearNewNode(name: string, id: number): void {
    this.#view.cameUs.set(name, this.#engine.now);
    this.#watch.note(NODE, id);
    // A kubelet that registers its node posts what it finds at once.
    this.#posts.change(name, voiceOf(this.#cluster.kubelets.of(id)), "anew", this.#engine.now);
  }

  #hearKubelet(id: number): void {
    if (!this.#cluster.nodes.has(id)) return;
    const { name } = this.#cluster.nodes.record(id);
    const health = this.#cluster.kubelets.of(id);
    this.#posts.change(name, voiceOf(health), health.ticks, this.#engine.now);
    this.#monitor.note(name);
    this.#setAlarms();
  }

  /** One that was only listed is looked at in the first pass anyway. */
  #seeNode(id: number, isNews: boolean): void {
    const name = this.#cluster.nodes.nameOf(id);
    this.#lane = RECONCILE_LANE + (id % WORKERS);
    this.#monitor.reconcile(name);
    if (!isNews) return;
    this.#monitor.note(name);
    this.#setAlarms();
  }

  #seePod(pod: PodId): void {
    const node = this.#cluster.pods.nodeOf(pod);
    if (!this.#cluster.nodes.has(node)) return;
    this.#lane = POD_LANE + (pod % POD_WORKERS);
    this.#monitor.podBound(pod, this.#cluster.nodes.record(node).name);
  }

  #isUnready(node: number): boolean {
    if (!this.#cluster.nodes.has(node)) return false;
    const ready = readyStatus(this.#cluster.nodes.record(node).object.status?.conditions);
    return ready !== undefined && ready !== "True";
  }

  // Passes.

  #beginPass(): void {
    if (this.#engine.now !== this.#passAtUs) return;
    this.#passAtUs = NEVER;
    this.#lane = PASS_LANE;
    this.#stage = "beginning";
    this.#monitor.beginPass(this.#engine.now);
    this.#goOn();
  }

  /** Lets the pass go on as far as it can before something is answered. */
  #goOn(): void {
    if (this.#stage === "beginning" && this.#lanes.isIdle(PASS_LANE)) this.#stage = "looking";
    if (this.#stage === "looking" && this.#lookAround()) {
      this.#stage = "ending";
      this.#lane = PASS_LANE;
      this.#monitor.endPass(this.#engine.now, WORK_NS);
    }
    if (this.#stage === "ending" && this.#lanes.isIdle(PASS_LANE)) this.#stage = "none";
    this.#setAlarms();
  }

  /** Gives each worker that waits for nothing more nodes; true if all have been looked at and all was answered. */
  #lookAround(): boolean {
    let isWaiting = false;
    for (let worker = 0; worker < WORKERS; worker += 1) {
      this.#lane = worker;
      while (this.#lanes.isIdle(worker)) if (this.#monitor.lookAtNext(this.#engine.now).kind === "done") break;
      if (!this.#lanes.isIdle(worker)) isWaiting = true;
    }
    return !isWaiting;
  }

  #afterLane(lane: number): void {
    if (lane <= PASS_LANE) this.#goOn();
    else if (lane === TAINT_LANE) this.#setAlarms();
  }

  #taint(): void {
    if (this.#engine.now !== this.#taintAtUs) return;
    this.#taintAtUs = NEVER;
    this.#lane = TAINT_LANE;
    this.#monitor.taintingPass(this.#engine.now, 0);
    this.#setAlarms();
  }

  #setAlarms(): void {
    const { now } = this.#engine;
    const passUs = this.#stage === "none" ? this.#monitor.nextPassUs(now) : undefined;
    if (passUs !== undefined && (this.#passAtUs === NEVER || passUs < this.#passAtUs)) {
      this.#passAtUs = passUs;
      this.#engine.schedule(passUs as SimTime, this.#passDue);
    }
    const taintUs = this.#lanes.isIdle(TAINT_LANE) ? this.#monitor.nextTaintingUs(now) : undefined;
    if (taintUs !== undefined && (this.#taintAtUs === NEVER || taintUs < this.#taintAtUs)) {
      this.#taintAtUs = taintUs;
      this.#engine.schedule(taintUs as SimTime, this.#taintingDue);
    }
  }

  // What is written.

  #write(decision: NodeDecision): boolean {
    if (this.#isAdopting || decision.kind === "zone") return true;
    this.#remember(decision);
    const isEvent = decision.kind === "node-event" || decision.kind === "pod-event";
    this.#lanes.push(isEvent ? NO_LANE : this.#lane, decision);
    return true;
  }

  #remember(decision: NodeDecision): void {
    if (decision.kind === "conditions") this.#view.unwritten.set(decision.node, decision.conditions);
  }

  #commit(decision: NodeDecision): "ok" | "not-found" {
    if (decision.kind === "conditions") this.#view.unwritten.delete(decision.node);
    this.#isWriting = true;
    const answer = commitNodeDecision(this.#cluster, decision, this.#engine.now);
    this.#isWriting = false;
    if (decision.kind === "pod-not-ready" && answer === "ok") this.#marked.add(decision.pod);
    return answer === "ok" ? "ok" : "not-found";
  }

  /** A kubelet's post reaches the API: of a node that is ready again, so are the pods that were said not to be. */
  #commitPost(id: number): "ok" | "not-found" {
    const name = this.#cluster.nodes.nameOf(id);
    if (!this.#cluster.nodes.has(id)) return "not-found";
    const was = readyStatus(this.#cluster.nodes.record(id).object.status?.conditions);
    const conditions = this.#posts.statusToPost(name);
    if (conditions === undefined) return "ok";
    changeNode(this.#cluster, name, this.#engine.now, (node) => ({ ...node, status: { ...node.status, conditions } }));
    if (was !== "True" && readyStatus(conditions) === "True") this.#unmark(id);
    return "ok";
  }

  /** A kubelet that was gone says itself how its pods are: their containers may have to start first. */
  #leaveToKubelet(node: number, managesPods: boolean): void {
    if (!managesPods) this.#unmanaged.add(node);
    else if (this.#unmanaged.delete(node)) {
      for (const pod of boundPodsOn(this.#cluster, node)) this.#marked.delete(pod);
    }
  }

  #unmark(node: number): void {
    if (this.#marked.size === 0) return;
    const { pods } = this.#cluster;
    for (const pod of boundPodsOn(this.#cluster, node)) {
      if (!this.#marked.delete(pod) || pods.phaseOf(pod) !== RUNNING || pods.isTerminating(pod)) continue;
      if (!this.#cluster.kubelets.of(node).managesPods || isPodReady(this.#cluster, pod)) continue;
      this.#cluster.apply({ kind: "pod-ready", pod, ready: "True" }, this.#engine.now);
    }
  }

  // What is seen.

  #makeMonitor(saved?: NodeMonitorState): NodeMonitor {
    const write = (decision: NodeDecision) => this.#write(decision);
    return new NodeMonitor({ flags: this.#flags, view: this.#view, write }, this.#engine.now, saved);
  }

  #makePosts(saved?: KubeletPostsState): KubeletPosts {
    const { nodes, kubelets } = this.#cluster;
    const healthOf = (name: string) => kubelets.of(nodes.find(name)!);
    return new KubeletPosts(
      {
        firstBeat: (name) =>
          nodes.find(name) === undefined ? undefined : firstHeartbeat(this.#draws, name, voiceOf(HEALTHY_KUBELET)),
        found: (name) => foundConditions(healthOf(name).conditions),
        posted: (name) => {
          const id = nodes.find(name);
          return id === undefined ? undefined : (nodes.record(id).object.status?.conditions ?? []);
        },
        post: (name) => {
          const id = nodes.find(name)!;
          this.#kubelets.send(this.#posted, id, 0, id);
        },
        wake: (name, at) => this.#engine.schedule(at, this.#postDue, nodes.find(name)),
        settle: (name, at) => this.#monitor.settle(name, at),
      },
      saved,
    );
  }
}
