// One recorded case, played: the script and the scripted kubelet and volume controller around plimsoll's own scheduler, on its
// own engine and cluster.

import { moment, US_PER_SECOND } from "../../../src/base/time.ts";
import type { Change, Delta } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { isStoredKind } from "../../../src/cluster/object-store.ts";
import type { PlacedStatus } from "../../../src/cluster/placed-status.ts";
import { ASSUMED, BOUND, DELETED, FAILED, NONE, PENDING, RUNNING, SUCCEEDED } from "../../../src/cluster/pod-table.ts";
import { DEFAULT_LOOP_SETTINGS, type LoopSettings } from "../../../src/components/scheduler/loop-settings.ts";
import { Scheduler } from "../../../src/components/scheduler/scheduler.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { EventKind } from "../../../src/engine/event-kinds.ts";
import { withMergedLabelKeys } from "../../../src/model/label-keys.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { ColumnarScheduler } from "../../../src/scheduling/columnar/columnar-scheduler.ts";
import { IN_TREE_PLUGINS } from "../../../src/scheduling/plugins/in-tree-plugins.ts";
import { ApiObjects, storedNamespace, type ObjectAddress } from "./api-objects.ts";
import { FineClock } from "./fine-clock.ts";
import { loopConfiguration } from "./loop-configuration.ts";
import { describedQueues } from "./queues.ts";
import {
  isNode,
  isPod,
  isStored,
  storedAs,
  type KubernetesObject,
  type LoopInput,
  type LoopRecord,
  type ScriptEvent,
} from "./record.ts";
import { ScriptedApi } from "./scripted-api.ts";
import { Timeline } from "./timeline.ts";
import { VolumeScript } from "./volume-script.ts";

const POOL = "nodes";

export class World {
  readonly timeline: Timeline;
  readonly #input: LoopInput;
  readonly #engine = new Engine();
  readonly #cluster: ClusterState;
  readonly #scheduler: Scheduler;
  readonly #objects = new ApiObjects();
  readonly #volumes: VolumeScript;
  /** The engine's clock begins at a whole second of the wall clock. */
  readonly #offsetUs: number;
  readonly #wallStartMs: number;
  readonly #podIds = new Map<string, number>();
  readonly #ending = new Set<number>();
  readonly #wake: EventKind;
  /** What kubelets and volume controllers do, in order of time. */
  readonly #doings: { readonly atUs: number; readonly ns: number; readonly act: () => void }[] = [];
  readonly #clock = new FineClock(this.#engine);

  constructor({ input, case: name }: LoopRecord, version: KubernetesVersion) {
    this.#input = input;
    this.#cluster = new ClusterState(VERSION_BEHAVIOUR[version]);
    const wallMs = Date.parse(input.startTime);
    this.#offsetUs = (wallMs % 1000) * 1000;
    this.#wallStartMs = wallMs - (wallMs % 1000);
    const engine = this.#engine;
    this.timeline = new Timeline(this.#cluster, () => this.#atUs());
    this.#wake = engine.defineKind("world/wake", "observers", () => engine.stop());
    engine.schedule(
      this.#moment(input.untilUs + 1),
      engine.defineKind("world/end", "observers", () => {}),
    );
    this.#volumes = new VolumeScript(this.#cluster, input, this.timeline, {
      later: (us, act) => this.#later(us, act),
      store: (stored) => void this.#change({ kind: "object-stored", stored }),
    });
    const configuration = loopConfiguration(input, version, name);
    const placement = new ColumnarScheduler(this.#cluster, configuration, IN_TREE_PLUGINS);
    this.#cluster.observe(this.timeline);
    this.#scheduler = new Scheduler({
      engine,
      cluster: this.#cluster,
      api: this.#apiServer(),
      placement: {
        preEnqueueRefusal: (pod) => placement.preEnqueueRefusal(pod),
        schedule: (pod, at) => {
          const decision = placement.schedule(pod, at);
          this.timeline.decided(pod.id, decision);
          return decision;
        },
      },
      configuration,
      cycleCost: () => input.attemptUs,
      volumeControllers: this.#volumes,
      settings: this.#settings(),
      watch: this.timeline,
    });
    this.#cluster.observe(this.#scheduler);
    this.#cluster.observe({ hear: (delta) => this.#hear(delta) });
  }

  /** Plays the script to its end. */
  play(): void {
    const observations = (this.#input.observeAtUs ?? []).map((atUs) => ({ atUs, op: "observe" as const }));
    for (const event of [...this.#input.events, ...observations].toSorted((left, right) => left.atUs - right.atUs)) {
      this.#runUntil(event.atUs);
      if (event.op === "observe") this.#observe();
      else this.#apply(event);
      this.#runUntil(event.atUs);
    }
    this.#runUntil(this.#input.untilUs);
    this.timeline.end();
  }

  podLines(): readonly Readonly<Record<string, unknown>>[] {
    const gated = new Set<number>();
    for (const { entry, keepers } of this.#scheduler.queued()) if (keepers.length > 0) gated.add(entry.pod);
    const { nominations } = this.#cluster;
    return this.timeline.pods.described(
      (pod) => gated.has(pod),
      (pod) => nominations.nodeNameOf(pod),
    );
  }

  #apiServer(): ScriptedApi {
    const { timeline } = this;
    return new ScriptedApi(
      this.#engine,
      this.#cluster,
      this.#input,
      {
        nameOf: (pod) => timeline.nameOf(pod),
        committing: (request, pod, second) => timeline.committing(request, pod, second),
        committed: () => timeline.committed(),
        failed: (call, pod, message) => timeline.callFailed(call, pod, message),
        answered: (request, pod, answer) => timeline.answered(request, pod, answer),
        written: (changes) => this.#volumes.written(changes),
      },
      this.#clock,
    );
  }

  #settings(): LoopSettings {
    const { featureGates, podMaxInUnschedulablePodsSeconds: limitSeconds = 300, schedulerStartUs } = this.#input;
    return {
      ...DEFAULT_LOOP_SETTINGS,
      startsAt: this.#moment(schedulerStartUs),
      unschedulableTimeoutUs: limitSeconds * US_PER_SECOND,
      backoffClock: featureGates?.["SchedulerPopFromBackoffQ"] === false ? "exact" : "whole-seconds",
      parallelism: 1,
    };
  }

  #moment(atUs: number) {
    return moment(atUs + this.#offsetUs);
  }

  #atUs(): number {
    return this.#engine.now - this.#offsetUs;
  }

  /** Each doing comes after everything that the one before sets off at its instant. */
  #runUntil(atUs: number): void {
    const until = this.#moment(atUs);
    while (this.#engine.run(until).endedBy === "stop-condition") {
      const { now } = this.#engine;
      while (this.#doings.length > 0 && this.#doings[0]!.atUs <= now) {
        const { ns, act } = this.#doings.shift()!;
        this.#clock.reach(ns);
        act();
        this.#settle();
      }
    }
  }

  #settle(): void {
    const { now } = this.#engine;
    while (this.#engine.run(now).endedBy === "stop-condition");
  }

  #later(us: number, act: () => void): void {
    const { at, ns } = this.#clock.after(us, 0);
    const isEarlier = (doing: { readonly atUs: number; readonly ns: number }) =>
      doing.atUs < at || (doing.atUs === at && doing.ns <= ns);
    this.#doings.splice(this.#doings.findLastIndex(isEarlier) + 1, 0, { atUs: at, ns, act });
    this.#engine.schedule(at, this.#wake);
  }

  #change(change: Change): Delta {
    return this.#cluster.apply(change, this.#engine.now);
  }

  #observe(): void {
    const pods = describedQueues(this.#scheduler, this.#cluster, this.timeline, this.#offsetUs);
    this.timeline.add("queues", pods.length === 0 ? {} : { pods });
  }

  #apply(event: ScriptEvent): void {
    switch (event.op) {
      case "create":
        if (this.#objects.find(addressOf(event.object)) === undefined) this.#create(this.#objects.create(event.object));
        break;
      case "patch":
        this.#patch(event);
        break;
      case "delete":
        this.#delete(event);
        break;
      case "finish":
        if (this.#objects.find(event) !== undefined) this.#finish(this.#podIds.get(podKey(event))!);
        break;
    }
  }

  #create(object: KubernetesObject): void {
    if (isNode(object)) this.#change({ kind: "node-added", node: object, pool: POOL });
    else if (isPod(object)) this.#createPod(object);
    else this.#store(object);
  }

  #store(object: KubernetesObject): void {
    if (isStored(object)) this.#change({ kind: "object-stored", stored: storedAs(object) });
  }

  #createPod(pod: Pod): void {
    const { name } = pod.metadata;
    const { nodeName } = pod.spec;
    const merged = withMergedLabelKeys(schedulingPart(pod), this.#cluster.behaviour);
    const isPlaced = nodeName !== undefined && this.#cluster.nodes.find(nodeName) !== undefined;
    const delta = isPlaced
      ? this.#change({
          kind: "pod-placed",
          classId: this.#cluster.classifyPlaced(merged),
          name,
          nodeName,
          ...this.#statusOf(pod),
        })
      : this.#change({ kind: "pod-created", classId: this.#cluster.classifyStored(merged), name });
    this.#podIds.set(podKey(pod.metadata), delta.pod);
    if (nodeName === undefined) return;
    this.timeline.pods.isOn(delta.pod, nodeName);
    if (pod.status?.phase !== "Running") this.#startLater(delta.pod);
    else this.#finishLater(delta.pod);
  }

  #statusOf({ status }: Pod): { readonly status?: PlacedStatus } {
    const { startTime } = status ?? {};
    if (startTime === undefined) return {};
    const startUs = (Date.parse(startTime) - this.#wallStartMs) * 1000;
    return { status: { createdUs: undefined, startUs, runs: true, ready: undefined } };
  }

  #patch(event: Extract<ScriptEvent, { op: "patch" }>): void {
    const before = this.#objects.find(event);
    const object = this.#objects.patch(event, event.patch);
    if (before === undefined || object === undefined) return;
    if (isNode(object)) this.#change({ kind: "node-updated", node: object });
    else if (isPod(object) && isPod(before)) this.#patchPod(event, before, object);
    else this.#store(object);
  }

  #patchPod(address: ObjectAddress, before: Pod, pod: Pod): void {
    const id = this.#podIds.get(podKey(address))!;
    const phase = this.#cluster.pods.phaseOf(id);
    if (pod.spec.nodeName !== undefined && before.spec.nodeName === undefined) {
      if (phase === PENDING || phase === ASSUMED) this.#bindElsewhere(id, pod.spec.nodeName);
      return;
    }
    const object = schedulingPart(pod);
    this.#change({ kind: "pod-updated", pod: id, object: withMergedLabelKeys(object, this.#cluster.behaviour) });
  }

  /** Somebody else says where the pod runs. */
  #bindElsewhere(pod: number, nodeName: string): void {
    const node = this.#cluster.nodes.find(nodeName);
    if (node === undefined) return;
    if (this.#cluster.pods.phaseOf(pod) === ASSUMED) this.#change({ kind: "pod-forgotten", pod });
    this.#change({ kind: "pod-assumed", pod, node });
    this.#change({ kind: "pod-bound", pod });
  }

  #delete(address: ObjectAddress): void {
    const object = this.#objects.find(address);
    if (object === undefined) return;
    if (address.kind === "Pod") {
      this.#deletePod(this.#podIds.get(podKey(address))!);
      return;
    }
    this.#objects.remove(address);
    if (address.kind === "Node") this.#change({ kind: "node-removed", name: address.name });
    if (!isStoredKind(address.kind)) return;
    const namespace = storedNamespace(address.kind, address.namespace);
    this.#change({ kind: "object-removed", name: { kind: address.kind, namespace, name: address.name } });
  }

  #deletePod(pod: number): void {
    const { pods } = this.#cluster;
    if (pods.isTerminating(pod)) return;
    const isBound = pods.phaseOf(pod) === BOUND || pods.phaseOf(pod) === RUNNING;
    const { terminationGracePeriodSeconds: grace = 30 } = this.#cluster.classOfPod(pod).pod.spec;
    if (isBound && grace > 0) this.#change({ kind: "pod-terminating", pod });
    else this.#remove(pod);
  }

  /** What the kubelet makes of what it hears. */
  #hear({ change, pod }: Delta): void {
    if (change.kind === "pod-bound") this.#startLater(pod);
    if (change.kind === "pod-terminating") this.#end(pod, change.preemptor !== undefined);
    if (change.kind === "pod-deleted") this.#forget(pod);
  }

  /** Asked for again, nothing changes. */
  #end(pod: number, isEvicted: boolean): void {
    if (this.#ending.has(pod)) return;
    this.#ending.add(pod);
    const { terminationGracePeriodSeconds: grace = 30 } = this.#cluster.classOfPod(pod).pod.spec;
    const spanUs = this.#input.kubelet.terminationUs?.[this.timeline.nameOf(pod)] ?? grace * US_PER_SECOND;
    if (grace > 0) this.#later(spanUs, () => this.#remove(pod));
    if (isEvicted) this.timeline.evicted(pod, this.#atUs() + (grace > 0 ? spanUs : 0));
  }

  #forget(pod: number): void {
    const [namespace, name] = this.#cluster.keyOfPod(pod).split("/") as [string, string];
    if (this.#podIds.get(`${namespace}/${name}`) === pod) this.#objects.remove({ kind: "Pod", namespace, name });
  }

  #startLater(pod: number): void {
    this.#later(this.#input.kubelet.startUs, () => this.#start(pod));
  }

  #start(pod: number): void {
    const { pods } = this.#cluster;
    if (pods.phaseOf(pod) !== BOUND && pods.phaseOf(pod) !== RUNNING) return;
    this.#change({ kind: "pod-started", pod });
    this.#finishLater(pod);
  }

  #finishLater(pod: number): void {
    const runUs = this.#input.kubelet.runUs?.[this.timeline.nameOf(pod)];
    if (runUs !== undefined) this.#later(runUs, () => this.#finish(pod));
  }

  #finish(pod: number): void {
    const phase = this.#cluster.pods.phaseOf(pod);
    if (phase === DELETED || phase === SUCCEEDED || phase === FAILED) return;
    if (phase === PENDING && this.#cluster.pods.nodeOf(pod) !== NONE) return;
    this.#change({ kind: "pod-ended", pod, phase: "succeeded" });
  }

  #remove(pod: number): void {
    if (this.#cluster.pods.phaseOf(pod) !== DELETED) this.#change({ kind: "pod-deleted", pod });
  }
}

/** The scheduler's own condition, and what changes with every start, is none of a pod's class. */
function schedulingPart({ status, ...pod }: Pod): Pod {
  const { conditions, ...rest } = status ?? {};
  const kept = (conditions ?? []).filter(({ type }) => type === "PodResizePending" || type === "PodResizeInProgress");
  return { ...pod, status: { ...rest, ...(kept.length === 0 ? {} : { conditions: kept }) } };
}

function addressOf({ kind, metadata }: KubernetesObject): ObjectAddress {
  const { name, namespace } = metadata;
  return { kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

function podKey({ namespace = "default", name }: { readonly namespace?: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
