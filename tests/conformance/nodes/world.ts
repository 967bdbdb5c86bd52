// The world of one record: what the script does, the stand-ins for kubelets, and the three controllers of src/components on a
// real engine. API calls take no time; what was written is seen before anything else happens.

import { moment, type SimTime } from "../../../src/base/time.ts";
import { KubeletPosts } from "../../../src/components/node-lifecycle/kubelet-posts.ts";
import { NodeMonitor } from "../../../src/components/node-lifecycle/node-monitor.ts";
import { TaintEviction } from "../../../src/components/node-lifecycle/taint-eviction.ts";
import { GC_PERIOD_US, gcPass, type GcDecision, type Quarantine } from "../../../src/components/pod-gc/gc-pass.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { Phase } from "../../../src/engine/phases.ts";
import { readyStatus } from "../../../src/model/node-conditions.ts";
import type { Node, NodeCondition, Taint } from "../../../src/model/objects.ts";
import { carryOut, carryOutCollection, carryOutEviction } from "./carried-out.ts";
import { PassClock } from "./pass-clock.ts";
import { RecordedApi, takeAll } from "./recorded-api.ts";
import { RecordedKubelets } from "./recorded-kubelets.ts";
import type { RecordedPod } from "./recorded-pods.ts";
import type { RunEnd, RunInput, ScriptStep, TimelineEntry } from "./record.ts";
import { createdUs, editNode, editPod } from "./script.ts";
import { gcViewOf, nodeViewOf, podReadyStatus, podViewOf } from "./views.ts";

const US_PER_SECOND = 1_000_000;

/** The controllers between a start and a stop. */
interface Controllers {
  readonly monitor: NodeMonitor;
  readonly eviction: TaintEviction;
  readonly quarantine: Quarantine;
}

/** Which nodes a monitor pass looks at: those that the controller asks for, or plainly all. */
export type LooksAt = "needed" | "all";

export class NodesWorld {
  readonly #input: RunInput;
  readonly #looksAt: LooksAt;
  readonly #engine = new Engine();
  readonly #api: RecordedApi;
  readonly #kubelets: RecordedKubelets;
  readonly #posts: KubeletPosts;
  #controllers: Controllers | undefined;
  #isPassing = false;

  constructor(input: RunInput, looksAt: LooksAt = "needed") {
    this.#input = input;
    this.#looksAt = looksAt;
    this.#api = new RecordedApi(
      () => this.#engine.now,
      (pod) => this.#kubelets.told(pod),
    );
    this.#kubelets = new RecordedKubelets(input.podStopsUs ?? {}, (pod, delayUs) =>
      this.#at(this.#engine.now + delayUs, "kubelet", () => this.#kubelets.stopped(pod, this.#api.pods)),
    );
    this.#posts = new KubeletPosts({
      firstBeat: (node) => this.#kubelets.firstBeat(node),
      found: (node) => this.#kubelets.found(node),
      posted: (node) => this.#api.conditionsOf(node),
      post: (node, conditions) => this.#post(node, conditions),
      wake: (node, at) => this.#at(at, "kubelet", () => this.#posts.fire(node, at)),
      settle: (node, at) => this.#controllers?.monitor.settle(node, at),
    });
  }

  get timeline(): readonly TimelineEntry[] {
    return this.#api.timeline;
  }

  run(): RunEnd {
    const { nodes, pods = [], kubelets, script = [], options, forUs } = this.#input;
    for (const kubelet of kubelets) this.#kubelets.add(kubelet, 0);
    for (const node of nodes) this.#createNode(node, 0);
    for (const pod of pods) this.#api.pods.create(pod, createdUs(pod, 0));
    for (const step of script) this.#at(step.atUs, "faults", () => this.#perform(step));
    this.#startAt(options.controllersStartUs);
    this.#engine.run(moment(forUs));
    return endOf(this.#api);
  }

  /** An action at a moment, after which everybody sees what came of it. */
  #at(us: number, phase: Phase, action: () => unknown): void {
    this.#engine.scheduleHook(moment(us), phase, () => {
      action();
      this.#settleDown();
    });
  }

  #perform(step: ScriptStep): void {
    switch (step.do) {
      case "kubeletDown":
      case "kubeletUp":
        return this.#switchKubelet(step);
      case "kubeletConditions":
        this.#kubelets.find(step.node, step.conditions);
        return this.#posts.recheck(step.node, this.#engine.now);
      case "restartControllers":
        this.#controllers = undefined;
        this.#isPassing = false;
        return this.#startAt(step.untilUs);
      case "fail":
        return this.#api.failNext(step.fail);
      case "createPod":
        return this.#api.pods.create(step.object, this.#nowSecondUs());
      case "createNode":
        // The Lease of an earlier node of the name is still there.
        this.#kubelets.add(step.kubelet, this.#engine.now, this.#posts.signs(step.kubelet.node, this.#engine.now));
        this.#posts.forget(step.kubelet.node);
        return this.#createNode(step.object, this.#nowSecondUs());
      case "deleteNode":
        return this.#api.setNode(step.node, undefined);
      case "deletePod":
      case "podPhase":
      case "bind":
      case "tolerations":
        return editPod(this.#api, step);
      default:
        return editNode(this.#api, step);
    }
  }

  #createNode(object: Node, nowUs: number): void {
    this.#api.setNode(object.metadata.name, { object, createdUs: createdUs(object, nowUs) });
  }

  #switchKubelet(step: Extract<ScriptStep, { do: "kubeletDown" | "kubeletUp" }>): void {
    const isUp = step.do === "kubeletUp";
    const ticks = isUp && step.restart === true ? "anew" : "as-before";
    this.#posts.change(step.node, this.#kubelets.switch(step.node, step.only, isUp), ticks, this.#engine.now);
    this.#controllers?.monitor.note(step.node);
  }

  /** A kubelet's post. Where it makes the node ready, its pods are so again. */
  #post(name: string, conditions: readonly NodeCondition[]): void {
    const was = readyStatus(this.#api.conditionsOf(name));
    this.#api.writeConditions(name, conditions, "kubelet");
    if (was === "True" || readyStatus(conditions) !== "True") return;
    for (const pod of this.#api.pods.on(name)) {
      if (pod.phase !== "Running" || pod.graceSeconds !== undefined) continue;
      const ready = pod.conditions.find(({ type }) => type === "Ready");
      this.#api.pods.setStatus(pod, { ...ready, type: "Ready", status: "True" }, "kubelet");
    }
  }

  /** Until nobody has anything left to see. */
  #settleDown(): void {
    const { seenNodes, seenPods, seenTaints } = this.#api;
    while (seenNodes.size + seenTaints.size + seenPods.size > 0) {
      const nodes = takeAll(seenNodes);
      for (const name of nodes) this.#posts.recheck(name, this.#engine.now);
      for (const name of nodes) this.#controllers?.monitor.note(name);
      for (const name of nodes) this.#controllers?.monitor.reconcile(name);
      this.#showTaints();
      for (const pod of takeAll(seenPods)) this.#showPod(pod);
    }
  }

  #showTaints(): void {
    for (const name of takeAll(this.#api.seenTaints)) this.#controllers?.eviction.nodeChanged(name, this.#engine.now);
  }

  #showPod(pod: RecordedPod): void {
    this.#controllers?.eviction.podChanged(pod.id, this.#engine.now);
    if (!pod.isGone && pod.nodeName !== "") this.#controllers?.monitor.podBound(pod.id, pod.nodeName);
  }

  #startAt(us: number): void {
    this.#at(us, "controllers", () => {
      const at = this.#engine.now;
      const controllers = this.#startControllers(at);
      this.#controllers = controllers;
      for (const name of this.#api.nodes.keys()) controllers.eviction.nodeChanged(name, at);
      for (const name of this.#api.nodes.keys()) controllers.monitor.reconcile(name);
      this.#collect(controllers);
      this.#keepPace(controllers, new PassClock(at, this.#input.options.nodeMonitorPeriodUs));
    });
  }

  #startControllers(at: SimTime): Controllers {
    const api = this.#api;
    const monitor = new NodeMonitor(
      {
        flags: this.#input.options,
        view: nodeViewOf(api, this.#posts),
        write: (decision) => {
          const isDone = carryOut(api, decision);
          // Of two patches that swap taints, the taint eviction controller sees both.
          if (decision.kind === "add-taints" || decision.kind === "remove-taints") this.#showTaints();
          return isDone;
        },
      },
      at,
    );
    const eviction: TaintEviction = new TaintEviction({
      view: podViewOf(api),
      write: (decision) => carryOutEviction(api, decision),
      wake: (pod, wakeAt) =>
        this.#at(wakeAt, "controllers", () => this.#controllers?.eviction === eviction && eviction.fire(pod, wakeAt)),
    });
    return { monitor, eviction, quarantine: new Map() };
  }

  /** Each 20 s; of what falls on one moment, the garbage collector comes first. */
  #collect(controllers: Controllers): void {
    if (this.#controllers !== controllers) return;
    const ports = {
      view: gcViewOf(this.#api),
      write: (decision: GcDecision) => carryOutCollection(this.#api, decision),
    };
    gcPass(ports, controllers.quarantine, this.#input.options.terminatedPodGCThreshold, this.#engine.now);
    this.#at(this.#engine.now + GC_PERIOD_US, "api", () => this.#collect(controllers));
  }

  /** A round of NoExecute taints each tenth of a second, and at each moment of a monitor pass the two in their order. */
  #keepPace(controllers: Controllers, clock: PassClock): void {
    if (this.#controllers !== controllers) return;
    const at = this.#engine.now;
    const { monitor } = controllers;
    const isMonitorsTurn = clock.isMonitorsTurn(at);
    const isMonitorFirst = isMonitorsTurn && clock.isMonitorEarlier;
    if (isMonitorFirst) this.#monitorPass(monitor, clock);
    this.#taintingPass(monitor, clock);
    if (isMonitorsTurn && !isMonitorFirst) this.#monitorPass(monitor, clock);
    this.#at(clock.nextUs(at), "controllers", () => this.#keepPace(controllers, clock));
  }

  /** Only if the controller says that something may come of it. */
  #taintingPass(monitor: NodeMonitor, clock: PassClock): void {
    const at = this.#engine.now;
    if (monitor.nextTaintingUs(justBefore(at)) !== at) return;
    const { nodePatches } = this.#api.calls;
    monitor.taintingPass(at, clock.taintingLateNs);
    clock.taintingTook(this.#api.calls.nodePatches - nodePatches);
    this.#settleDown();
  }

  #monitorPass(monitor: NodeMonitor, clock: PassClock): void {
    if (this.#isPassing) return;
    const at = this.#engine.now;
    const { nodePatches, nodeStatusUpdates } = this.#api.calls;
    clock.monitorLookedAt(this.#api.nodes.size);
    if (this.#looksAt === "all") for (const name of this.#api.nodes.keys()) monitor.note(name);
    const isNeeded = at === clock.startedUs || monitor.nextPassUs(justBefore(at)) === at;
    if (isNeeded) {
      this.#isPassing = true;
      monitor.beginPass(at);
      this.#lookAround(monitor, clock);
    }
    clock.monitorWrote(
      this.#api.calls.nodePatches - nodePatches,
      this.#api.calls.nodeStatusUpdates - nodeStatusUpdates,
    );
    this.#settleDown();
  }

  /** A pass waits where the API server refuses to write a status. */
  #lookAround(monitor: NodeMonitor, clock: PassClock): void {
    const now = this.#engine.now;
    for (;;) {
      const outcome = monitor.lookAtNext(now);
      if (outcome.kind === "done") break;
      if (outcome.kind === "looked") continue;
      this.#at(now + outcome.afterUs, "controllers", () => {
        if (this.#controllers?.monitor === monitor) this.#lookAround(monitor, clock);
      });
      return;
    }
    monitor.endPass(now, clock.monitorLateNs);
    this.#isPassing = false;
  }

  #nowSecondUs(): number {
    return Math.floor(this.#engine.now / US_PER_SECOND) * US_PER_SECOND;
  }
}

function justBefore(at: SimTime): SimTime {
  return moment(Math.max(0, at - 1));
}

function endOf({ nodes, pods }: RecordedApi): RunEnd {
  const byName = [...nodes].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const taints = byName.flatMap(([name, { object }]) => {
    const sorted = sortedTaints(object);
    return sorted.length === 0 ? [] : [[name, sorted] as const];
  });
  const ready = byName.map(([name, { object }]) => [name, readyStatus(object.status?.conditions) ?? "(none)"] as const);
  const left = pods.live().map((pod) => [pod.key, podEnd(pod)] as const);
  return {
    ...(taints.length > 0 ? { taints: Object.fromEntries(taints) } : {}),
    ...(ready.length > 0 ? { ready: Object.fromEntries(ready) } : {}),
    ...(left.length > 0 ? { pods: Object.fromEntries(left) } : {}),
  };
}

function sortedTaints({ spec }: Node): readonly Taint[] {
  const key = (taint: Taint) => `${taint.key}:${taint.effect}`;
  return (spec?.taints ?? []).toSorted((left, right) => (key(left) < key(right) ? -1 : 1));
}

function podEnd(pod: RecordedPod): string {
  const terminating = pod.graceSeconds === undefined ? "" : " terminating";
  return `${pod.phase}${terminating}${podReadyStatus(pod) === "False" ? " unready" : ""}`;
}
