// The world of one record: nodes, kubelets and pods with what the script does to them, and the three real controllers of
// src/components on a real engine. API calls take no time; what was written is seen before anything else happens.

import { moment, type SimTime } from "../../../src/base/time.ts";
import {
  GC_PERIOD_US,
  gcPass,
  type GcDecision,
  type GcView,
  type Quarantine,
} from "../../../src/components/pod-gc/gc-pass.ts";
import type { NodeDecision } from "../../../src/components/node-lifecycle/decision.ts";
import { KubeletPosts } from "../../../src/components/node-lifecycle/kubelet-posts.ts";
import { NodeMonitor } from "../../../src/components/node-lifecycle/node-monitor.ts";
import type { NodeView, PodView } from "../../../src/components/node-lifecycle/node-view.ts";
import { TaintEviction, type EvictionDecision } from "../../../src/components/node-lifecycle/taint-eviction.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { Phase } from "../../../src/engine/phases.ts";
import { changedConditions, readyStatus } from "../../../src/model/node-conditions.ts";
import { noExecuteTaints, OUT_OF_SERVICE_KEY, withoutTaints, withTaint } from "../../../src/model/node-taints.ts";
import type { Node, NodeCondition, Pod, Taint } from "../../../src/model/objects.ts";
import { RecordedKubelets } from "./recorded-kubelets.ts";
import { RecordedPods, type Actor, type RecordedPod } from "./recorded-pods.ts";
import type { RecordedFailure, RunEnd, RunInput, ScriptStep, TimelineEntry } from "./record.ts";

const EPOCH_MS = Date.UTC(2000, 0, 1);
const US_PER_SECOND = 1_000_000;

/** The controllers between a start and a stop. */
interface Controllers {
  readonly monitor: NodeMonitor;
  readonly eviction: TaintEviction;
  readonly quarantine: Quarantine;
}

interface RecordedNode {
  readonly object: Node;
  readonly createdUs: number;
}

export class NodesWorld {
  readonly timeline: TimelineEntry[] = [];
  readonly #input: RunInput;
  readonly #engine = new Engine();
  readonly #nodes = new Map<string, RecordedNode>();
  readonly #pods: RecordedPods;
  readonly #kubelets: RecordedKubelets;
  readonly #posts: KubeletPosts;
  #controllers: Controllers | undefined;
  #failures: { readonly what: RecordedFailure; left: number }[] = [];
  /** Changes that the controllers are to see next. */
  readonly #seenNodes = new Set<string>();
  readonly #seenTaints = new Set<string>();
  readonly #seenPods = new Set<RecordedPod>();
  readonly #alarms = new Map<string, number>();

  constructor(input: RunInput) {
    this.#input = input;
    this.#pods = new RecordedPods({
      log: (by, entry) => this.#log(by, entry),
      changed: (pod) => this.#seenPods.add(pod),
      told: (pod) => this.#kubelets.told(pod),
    });
    this.#kubelets = new RecordedKubelets(input.podStopsUs ?? {}, (pod, delayUs) =>
      this.#at(this.#engine.now + delayUs, "kubelet", () => this.#kubelets.stopped(pod, this.#pods)),
    );
    this.#posts = new KubeletPosts({
      firstBeat: (node) => this.#kubelets.firstBeat(node),
      found: (node) => this.#kubelets.found(node),
      posted: (node) => conditionsIn(this.#nodes.get(node)),
      post: (node, conditions) => this.#post(node, conditions),
      wake: (node, at) => this.#at(at, "kubelet", () => this.#posts.fire(node, at)),
      settle: (node, at) => this.#controllers?.monitor.settle(node, at),
    });
  }

  run(): RunEnd {
    for (const kubelet of this.#input.kubelets) this.#kubelets.add(kubelet, 0);
    for (const node of this.#input.nodes)
      this.#setNode(node.metadata.name, { object: node, createdUs: createdUs(node, 0) });
    for (const pod of this.#input.pods ?? []) this.#pods.create(pod, createdUs(pod, 0));
    for (const step of this.#input.script ?? []) this.#at(step.atUs, "faults", () => this.#perform(step));
    this.#startAt(this.#input.options.controllersStartUs);
    this.#engine.run(moment(this.#input.forUs));
    return this.#end();
  }

  /** An action at a moment, after which everybody sees what came of it. */
  #at(us: number, phase: Phase, action: () => void): void {
    this.#engine.scheduleHook(moment(us), phase, () => {
      action();
      this.#settleDown();
    });
  }

  #log(by: Actor, entry: Omit<TimelineEntry, "atUs" | "by">): void {
    this.timeline.push({ atUs: this.#engine.now, by, ...entry });
  }

  // The script.

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
        return this.#startAt(step.untilUs);
      case "fail":
        this.#failures.push({ what: step.fail, left: step.fail.Count });
        return;
      case "createPod":
        return this.#pods.create(step.object, this.#nowSecondUs());
      case "deletePod":
        return this.#pods.delete(this.#pods.find(step.pod), step.graceSeconds, "script");
      case "podPhase":
        this.#pods.find(step.pod).phase = step.phase;
        return;
      case "bind":
      case "tolerations": {
        const pod = this.#pods.find(step.pod);
        if (step.do === "bind") pod.nodeName = step.node;
        else pod.tolerations = step.tolerations;
        this.#seenPods.add(pod);
        return;
      }
      case "createNode":
        // The Lease of an earlier node of the name is still there.
        this.#kubelets.add(step.kubelet, this.#engine.now, this.#posts.signs(step.kubelet.node, this.#engine.now));
        this.#posts.forget(step.kubelet.node);
        return this.#setNode(step.object.metadata.name, {
          object: step.object,
          createdUs: createdUs(step.object, this.#nowSecondUs()),
        });
      case "deleteNode":
        return this.#setNode(step.node, undefined);
      default:
        return this.#editNode(step);
    }
  }

  #switchKubelet(step: Extract<ScriptStep, { do: "kubeletDown" | "kubeletUp" }>): void {
    const isUp = step.do === "kubeletUp";
    const ticks = isUp && step.restart === true ? "anew" : "as-before";
    this.#posts.change(step.node, this.#kubelets.switch(step.node, step.only, isUp), ticks, this.#engine.now);
    this.#controllers?.monitor.note(step.node);
  }

  #editNode(step: Extract<ScriptStep, { node: string }>): void {
    const { object } = this.#nodes.get(step.node)!;
    const taints = object.spec?.taints;
    switch (step.do) {
      case "nodeConditions":
        return this.#writeConditions(step.node, mergedConditions(object, step.conditions), "script");
      case "dropConditions":
        return this.#changeNode(step.node, { ...object, status: { ...object.status, conditions: [] } });
      case "cordon":
      case "uncordon":
        return this.#changeNode(step.node, {
          ...object,
          spec: { ...object.spec, unschedulable: step.do === "cordon" },
        });
      case "taint":
        return this.#setTaints(
          step.node,
          step.taints.reduce<readonly Taint[]>((all, taint) => withTaint(all, taint), taints ?? []),
        );
      case "untaint":
        return this.#setTaints(step.node, withoutTaints(taints, step.taints));
      case "label": {
        const labels = Object.entries({ ...object.metadata.labels, ...step.labels });
        const kept = Object.fromEntries(labels.filter((entry): entry is [string, string] => entry[1] !== null));
        return this.#changeNode(step.node, { ...object, metadata: { ...object.metadata, labels: kept } });
      }
      default:
        throw new Error(`the record does what nobody knows: ${step.do}`);
    }
  }

  // What is stored, and who sees it.

  #setNode(name: string, node: RecordedNode | undefined): void {
    const before = this.#nodes.get(name);
    if (node === undefined) this.#nodes.delete(name);
    else this.#nodes.set(name, node);
    this.#seenNodes.add(name);
    const hadTaints = JSON.stringify(noExecuteTaints(before?.object.spec?.taints));
    if (
      before === undefined ||
      node === undefined ||
      hadTaints !== JSON.stringify(noExecuteTaints(node.object.spec?.taints))
    )
      this.#seenTaints.add(name);
  }

  #changeNode(name: string, object: Node): void {
    const node = this.#nodes.get(name);
    if (node !== undefined) this.#setNode(name, { ...node, object });
  }

  #setTaints(name: string, taints: readonly Taint[]): void {
    const { object } = this.#nodes.get(name)!;
    this.#changeNode(name, { ...object, spec: { ...object.spec, taints } });
  }

  #writeConditions(name: string, conditions: readonly NodeCondition[], by: Actor): void {
    const node = this.#nodes.get(name);
    if (node === undefined) return;
    const { object } = node;
    const set = changedConditions(object.status?.conditions, conditions);
    if (set.length > 0) this.#log(by, { do: "conditions", node: name, set });
    this.#changeNode(name, { ...object, status: { ...object.status, conditions } });
  }

  /** A kubelet's post. Where it makes the node ready, its pods are so again. */
  #post(name: string, conditions: readonly NodeCondition[]): void {
    const was = readyStatus(conditionsIn(this.#nodes.get(name)));
    this.#writeConditions(name, conditions, "kubelet");
    if (was === "True" || readyStatus(conditions) !== "True") return;
    for (const pod of this.#pods.on(name)) {
      const ready = pod.conditions.find(({ type }) => type === "Ready");
      if (pod.phase !== "Running" || pod.graceSeconds !== undefined) continue;
      this.#pods.setStatus(pod, { ...ready, type: "Ready", status: "True" }, "kubelet");
    }
  }

  /** Until nobody has anything left to see. */
  #settleDown(): void {
    const at = this.#engine.now;
    while (this.#seenNodes.size + this.#seenTaints.size + this.#seenPods.size > 0) {
      const nodes = takeAll(this.#seenNodes);
      for (const name of nodes) this.#posts.recheck(name, at);
      for (const name of nodes) this.#controllers?.monitor.note(name);
      for (const name of nodes) this.#controllers?.monitor.reconcile(name);
      for (const name of takeAll(this.#seenTaints)) this.#controllers?.eviction.nodeChanged(name, at);
      for (const pod of takeAll(this.#seenPods)) this.#showPod(pod, at);
    }
    this.#setAlarms();
  }

  #showPod(pod: RecordedPod, at: SimTime): void {
    this.#controllers?.eviction.podChanged(pod.id, at);
    if (!pod.isGone && pod.nodeName !== "") this.#controllers?.monitor.podBound(pod.id, pod.nodeName);
  }

  // The controllers.

  #startAt(us: number): void {
    this.#at(us, "controllers", () => {
      const at = this.#engine.now;
      const controllers: Controllers = {
        monitor: new NodeMonitor(
          { flags: this.#input.options, view: this.#nodeView(), write: (decision) => this.#carryOut(decision) },
          at,
        ),
        eviction: new TaintEviction({
          view: this.#podView(),
          write: (decision) => this.#evict(decision),
          wake: (pod, wakeAt) => this.#at(wakeAt, "controllers", () => controllers.eviction.fire(pod, wakeAt)),
        }),
        quarantine: new Map(),
      };
      this.#controllers = controllers;
      this.#alarms.clear();
      for (const name of this.#nodes.keys()) controllers.eviction.nodeChanged(name, at);
      for (const name of this.#nodes.keys()) controllers.monitor.reconcile(name);
      controllers.monitor.monitorPass(at);
      this.#collect(controllers);
    });
  }

  #collect(controllers: Controllers): void {
    if (this.#controllers !== controllers) return;
    const ports = { view: this.#gcView(), write: (decision: GcDecision) => this.#collectPod(decision) };
    gcPass(ports, controllers.quarantine, this.#input.options.terminatedPodGCThreshold, this.#engine.now);
    this.#at(this.#engine.now + GC_PERIOD_US, "controllers", () => this.#collect(controllers));
  }

  #setAlarms(): void {
    const { now } = this.#engine;
    const controllers = this.#controllers;
    if (controllers === undefined) return;
    const { monitor } = controllers;
    this.#setAlarm(
      "pass",
      monitor.nextPassUs(now),
      (at) => this.#controllers === controllers && monitor.monitorPass(at),
    );
    this.#setAlarm(
      "taint",
      monitor.nextTaintingUs(now),
      (at) => this.#controllers === controllers && monitor.taintingPass(at),
    );
  }

  #setAlarm(name: string, us: number | undefined, action: (at: SimTime) => unknown): void {
    if (us === undefined || (this.#alarms.get(name) ?? Infinity) <= us) return;
    this.#alarms.set(name, us);
    this.#at(us, "controllers", () => {
      if (this.#alarms.get(name) !== us) return;
      this.#alarms.delete(name);
      action(moment(us));
    });
  }

  #nodeView(): NodeView {
    return {
      names: () => this.#nodes.keys(),
      find: (name) => this.#nodes.get(name)?.object,
      createdUs: (name) => this.#nodes.get(name)!.createdUs,
      signs: (name, us) => this.#posts.signs(name, us),
      renewsEveryUs: (name) => this.#posts.renewsEveryUs(name),
      isPosting: (name) => this.#posts.isPosting(name),
      podsOn: (name) => this.#pods.on(name).map(({ id }) => id),
      mayBeReady: (pod) => (readyOf(this.#pods.all[pod]!) ?? "False") !== "False",
    };
  }

  #podView(): PodView {
    const pod = (id: number) => this.#pods.all[id]!;
    return {
      noExecuteTaints: (name) => {
        const node = this.#nodes.get(name);
        return node === undefined ? undefined : noExecuteTaints(node.object.spec?.taints);
      },
      podsOn: (name) => this.#pods.on(name).map(({ id }) => id),
      nodeNameOf: (id) => (pod(id).isGone ? undefined : pod(id).nodeName),
      tolerationsOf: (id) => pod(id).tolerations,
      keyOf: (id) => pod(id).key,
    };
  }

  #gcView(): GcView {
    const live = this.#pods.live();
    const ids = (which: (pod: RecordedPod) => boolean) => live.filter(which).map(({ id }) => id);
    const missing = new Set(
      live.map(({ nodeName }) => nodeName).filter((name) => name !== "" && !this.#nodes.has(name)),
    );
    return {
      endedPods: () => ids(isEnded),
      stuckPods: () => ids((pod) => pod.graceSeconds !== undefined && isOutOfService(this.#nodes.get(pod.nodeName))),
      orphans: () => new Map([...missing].map((name) => [name, ids(({ nodeName }) => nodeName === name)])),
      unboundTerminating: () => ids((pod) => pod.graceSeconds !== undefined && pod.nodeName === ""),
      compareEnded: (left, right) => compareEnded(this.#pods.all[left]!, this.#pods.all[right]!),
      isEnded: (id) => isEnded(this.#pods.all[id]!),
    };
  }

  // What they decide.

  #carryOut(decision: NodeDecision): boolean {
    const by = "node-lifecycle";
    switch (decision.kind) {
      case "conditions":
        if (this.#refuses(by, "update", "nodes", "status")) return false;
        this.#writeConditions(decision.node, decision.conditions, by);
        return true;
      case "add-taints":
      case "remove-taints":
        return this.#carryOutTaints(decision);
      case "labels": {
        if (this.#refuses(by, "patch", "nodes", "")) return false;
        const { object } = this.#nodes.get(decision.node)!;
        const labels = { ...object.metadata.labels, ...decision.labels };
        this.#log(by, { do: "labels", node: decision.node, labels: decision.labels });
        this.#changeNode(decision.node, { ...object, metadata: { ...object.metadata, labels } });
        return true;
      }
      case "pod-not-ready": {
        if (this.#refuses(by, "update", "pods", "status")) return false;
        const pod = this.#pods.all[decision.pod]!;
        const ready = pod.conditions.find(({ type }) => type === "Ready");
        this.#pods.setStatus(pod, { ...ready, type: "Ready", status: "False" }, by);
        return true;
      }
      case "node-event":
        this.#log(by, { do: "event", node: decision.node, ...decision.event });
        return true;
      case "pod-event":
        this.#log(by, { do: "event", pod: this.#pods.all[decision.pod]!.key, ...decision.event });
        return true;
      case "zone": {
        const { zone, state, taintsPerSecond } = decision;
        this.#log(by, {
          do: "zone",
          zone: zone.replace("\u0000", ""),
          state,
          taintsPerSecond: shortest(taintsPerSecond),
        });
        return true;
      }
    }
  }

  #carryOutTaints({ kind, node, taints }: Extract<NodeDecision, { kind: "add-taints" | "remove-taints" }>): boolean {
    const by = "node-lifecycle";
    const before = this.#nodes.get(node)?.object.spec?.taints ?? [];
    const touched =
      kind === "add-taints"
        ? withoutTaints(taints, before)
        : before.filter((old) => taints.some((taint) => taint.key === old.key && taint.effect === old.effect));
    if (kind === "remove-taints" && touched.length === 0) return true;
    if (this.#refuses(by, "patch", "nodes", "")) return false;
    if (touched.length === 0) return true;
    this.#log(by, { do: "taints", node, [kind === "add-taints" ? "added" : "removed"]: touched });
    this.#setTaints(node, kind === "add-taints" ? [...before, ...touched] : withoutTaints(before, taints));
    return true;
  }

  #evict(decision: EvictionDecision): boolean {
    const by = "taint-eviction";
    const pod = this.#pods.all[decision.pod]!;
    switch (decision.kind) {
      case "pod-event":
        this.#log(by, { do: "event", pod: pod.key, ...decision.event });
        return true;
      case "disruption-target": {
        const condition = {
          type: "DisruptionTarget",
          status: "True",
          reason: decision.reason,
          message: decision.message,
        };
        if (pod.isGone || this.#refuses(by, "patch", "pods", "status")) return false;
        this.#pods.setStatus(pod, condition, by);
        return true;
      }
      case "delete-pod":
        if (pod.isGone || this.#refuses(by, "delete", "pods", "")) return false;
        this.#pods.delete(pod, undefined, by);
        return true;
    }
  }

  #collectPod(decision: GcDecision): boolean {
    const by = "pod-gc";
    const pod = this.#pods.all[decision.pod]!;
    const verb = decision.kind === "fail-pod" ? "patch" : "delete";
    if (pod.isGone || this.#refuses(by, verb, "pods", decision.kind === "fail-pod" ? "status" : "")) return false;
    if (decision.kind === "force-delete-pod") {
      this.#pods.delete(pod, 0, by);
      return true;
    }
    const { disruption } = decision;
    const condition =
      disruption === undefined ? undefined : { type: "DisruptionTarget", status: "True", ...disruption };
    this.#pods.setStatus(pod, condition, by, "Failed");
    return true;
  }

  #refuses(by: Actor, verb: string, resource: string, subresource: string): boolean {
    const failure = this.#failures.find(
      ({ what, left }) =>
        left > 0 &&
        what.By === by &&
        what.Verb === verb &&
        what.Resource === resource &&
        what.Subresource === subresource,
    );
    if (failure === undefined) return false;
    failure.left -= 1;
    return true;
  }

  #nowSecondUs(): number {
    return Math.floor(this.#engine.now / US_PER_SECOND) * US_PER_SECOND;
  }

  #end(): RunEnd {
    const nodes = [...this.#nodes].toSorted(([left], [right]) => (left < right ? -1 : 1));
    const taints = nodes.flatMap(([name, { object }]) =>
      (object.spec?.taints ?? []).length > 0 ? [[name, sortedTaints(object)] as const] : [],
    );
    const ready = nodes.map(
      ([name, { object }]) => [name, readyStatus(object.status?.conditions) ?? "(none)"] as const,
    );
    const pods = this.#pods.live().map((pod) => [pod.key, endOf(pod)] as const);
    return {
      ...(taints.length > 0 ? { taints: Object.fromEntries(taints) } : {}),
      ...(ready.length > 0 ? { ready: Object.fromEntries(ready) } : {}),
      ...(pods.length > 0 ? { pods: Object.fromEntries(pods) } : {}),
    };
  }
}

function takeAll<Item>(items: Set<Item>): readonly Item[] {
  const taken = [...items];
  items.clear();
  return taken;
}

function createdUs({ metadata }: Node | Pod, otherwiseUs: number): number {
  const { creationTimestamp } = metadata;
  return creationTimestamp == null ? otherwiseUs : (Date.parse(creationTimestamp) - EPOCH_MS) * 1000;
}

function conditionsIn(node: RecordedNode | undefined): readonly NodeCondition[] | undefined {
  return node === undefined ? undefined : (node.object.status?.conditions ?? []);
}

function mergedConditions({ status }: Node, changed: readonly NodeCondition[]): readonly NodeCondition[] {
  const others = (status?.conditions ?? []).filter(({ type }) => changed.every((condition) => condition.type !== type));
  return [...others, ...changed];
}

function readyOf({ conditions }: RecordedPod): string | undefined {
  return conditions.find(({ type }) => type === "Ready")?.status;
}

function isEnded({ phase }: RecordedPod): boolean {
  return phase === "Succeeded" || phase === "Failed";
}

function isOutOfService(node: RecordedNode | undefined): boolean {
  if (node === undefined || readyStatus(node.object.status?.conditions) === "True") return false;
  return node.object.spec?.taints?.some(({ key }) => key === OUT_OF_SERVICE_KEY) ?? false;
}

function compareEnded(left: RecordedPod, right: RecordedPod): number {
  const byEviction = Number(isEvicted(right)) - Number(isEvicted(left));
  if (byEviction !== 0) return byEviction;
  if (left.createdUs !== right.createdUs) return left.createdUs - right.createdUs;
  return left.object.metadata.name < right.object.metadata.name ? -1 : 1;
}

function isEvicted({ phase, object }: RecordedPod): boolean {
  const status = object.status as { readonly reason?: string } | undefined;
  return phase === "Failed" && status?.reason === "Evicted";
}

function sortedTaints({ spec }: Node): readonly Taint[] {
  const key = (taint: Taint) => `${taint.key}:${taint.effect}`;
  return (spec?.taints ?? []).toSorted((left, right) => (key(left) < key(right) ? -1 : 1));
}

function endOf(pod: RecordedPod): string {
  const terminating = pod.graceSeconds === undefined ? "" : " terminating";
  return `${pod.phase}${terminating}${readyOf(pod) === "False" ? " unready" : ""}`;
}

/** A number of single precision as people write it. */
function shortest(value: number): number {
  return Number(value.toPrecision(7));
}
