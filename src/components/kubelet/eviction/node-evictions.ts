// The eviction managers of all kubelets in virtual time. A manager looks at its node each ten seconds; here it looks only when
// it could find something: when the memory of its pods passes a threshold, while a threshold is met, and when a condition
// is over. A node without pods that say what they use has no record.
// Imitates pkg/kubelet/eviction/eviction_manager.go (Start, synchronize, waitForPodsCleanup), v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { packJson, unpackJson } from "../../../base/snapshot-parts.ts";
import { moment } from "../../../base/time.ts";

import type { Engine } from "../../../engine/engine.ts";
import type { EventKind } from "../../../engine/event-kinds.ts";

import type { PressureCondition } from "../../../model/kubelet/pressure-admission.ts";
import { PRESSURE_CONDITIONS } from "../../../model/node-conditions.ts";
import type { Node } from "../../../model/objects.ts";

import type { RecordedEvent } from "../../../cluster/change.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import { BOUND, RUNNING, type PodId } from "../../../cluster/pod-table.ts";

import { firstLookAbove, memoryTogether, type RunningUse } from "../memory-sum.ts";
import type { KubeletSettings } from "../settings.ts";
import { CLEANUP_LIMIT_US, CLEANUP_POLL_US, LOOK_EVERY_US } from "./loop.ts";
import { withMemoryInWords } from "./memory-in-words.ts";
import { bearableBytes, memoryOfNode, observedMemory, type NodeMemory } from "./node-memory.ts";
import {
  isReclaimedByNode,
  isRelieved,
  lookAtPressure,
  mostUrgent,
  NO_PRESSURE,
  type PressureState,
} from "./pressure.ts";
import { RESOURCE_OF, type Observation, type Observations, type Threshold } from "./thresholds.ts";
import { chooseVictim, type Eviction, type PodUse, type UsingPod } from "./victims.ts";

export interface NodeEvictionsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly settingsOf: (node: number) => KubeletSettings;
  /** Containers of a pod that run; undefined: the kubelet has no figures of it yet. */
  readonly usesOf: (pod: PodId) => readonly RunningUse[] | undefined;
  /** The disk that images and containers share; undefined: there is always room. */
  readonly diskOf: (node: number) => Observation | undefined;
  readonly removeUnusedImages: (node: number) => void;
  readonly isManaged: (node: number) => boolean;
  /** True of a pod that is being ended already. */
  readonly isEnding: (pod: PodId) => boolean;
  /** Ends the pod; returns how long that takes, µs. */
  readonly evict: (pod: PodId, eviction: Eviction) => number;
  readonly record: (event: RecordedEvent) => void;
}

/** What the manager of one node remembers; plain data. */
interface NodeLooks {
  state: PressureState;
  conditions: readonly PressureCondition[];
  /** Looks go by ten seconds from here, µs. */
  lastLookUs: number;
  /** The look that is waited for, µs; null: none. */
  nextUs: number | null;
  /** Of the event that waits for it: one of another number is out of date. */
  ticket: number;
  evictions: number;
  /** A threshold is met, and nobody is left who may be evicted for it. */
  isHelpless: boolean;
}

/** A node that evicts again and again shows nothing new after so many. */
const MANY_EVICTIONS = 20;

export class NodeEvictions implements Snapshotable {
  readonly #ports: NodeEvictionsPorts;
  readonly #due: EventKind;
  /** Of looks that do not keep a run going. */
  readonly #idlyDue: EventKind;
  #nodes = new Map<number, NodeLooks>();
  /** Amounts are texts, and read once. */
  readonly #memories = new WeakMap<Node, NodeMemory | undefined>();

  constructor(ports: NodeEvictionsPorts) {
    this.#ports = ports;
    const look = (node: number, ticket: number) => this.#look(node, ticket);
    this.#due = ports.engine.defineKind("kubelet/eviction-look", "kubelet", look);
    this.#idlyDue = ports.engine.defineBackgroundKind("kubelet/idle-eviction-look", "kubelet", look);
  }

  /** From now on the node counts: a pod that says what memory it uses has come, or an image to a disk that has a size. */
  watch(node: number): void {
    if (!this.#nodes.has(node)) this.#nodes.set(node, newLooks());
    this.review(node);
  }

  /** What pods use on the node has changed. */
  review(node: number): void {
    const looks = this.#nodes.size === 0 ? undefined : this.#nodes.get(node);
    if (looks !== undefined) this.#plan(node, looks);
  }

  /** The kubelet is there again; one that started anew remembers nothing. */
  resume(node: number, startsAnew: boolean): void {
    const looks = this.#nodes.get(node);
    if (looks === undefined) return;
    if (startsAnew) {
      looks.state = NO_PRESSURE;
      this.#tellConditions(node, looks, []);
    }
    looks.nextUs = null;
    this.#plan(node, looks);
  }

  forget(node: number): void {
    this.#nodes.delete(node);
  }

  /** Undefined: the node says nothing of its memory. */
  memoryOf(node: number): NodeMemory | undefined {
    const { cluster, settingsOf } = this.#ports;
    const { object } = cluster.nodes.record(node);
    if (!this.#memories.has(object)) this.#memories.set(object, memoryOfNode(object, settingsOf(node).thresholds));
    return this.#memories.get(object);
  }

  snapshot(): Snapshot {
    return { looks: packJson([...this.#nodes]) };
  }

  restore(saved: Snapshot): void {
    this.#nodes = new Map(unpackJson(saved, "looks") as [number, NodeLooks][]);
  }

  #look(node: number, ticket: number): void {
    const { engine, cluster, isManaged, settingsOf } = this.#ports;
    const looks = this.#nodes.get(node);
    if (looks?.ticket !== ticket || !isManaged(node) || !cluster.nodes.has(node)) return;
    const { thresholds, pressureTransitionUs } = settingsOf(node);
    const pods = this.#pods(node);
    const observations = this.#observe(node, pods);
    const { state, conditions, toReclaim } = lookAtPressure(
      looks.state,
      thresholds,
      observations,
      pressureTransitionUs,
      engine.now,
    );
    looks.state = state;
    looks.lastLookUs = engine.now;
    looks.nextUs = null;
    this.#tellConditions(node, looks, conditions);
    const urgent = mostUrgent(toReclaim);
    if (urgent === undefined) this.#plan(node, looks);
    else this.#reclaim({ node, looks, pods, urgent, toReclaim, observations });
  }

  #reclaim({ node, looks, pods, urgent, toReclaim, observations }: PressedNode): void {
    const { evict, settingsOf, record, cluster, removeUnusedImages } = this.#ports;
    const message = `Attempting to reclaim ${RESOURCE_OF[urgent.signal]}`;
    const about = { kind: "Node", namespace: "", name: cluster.nodes.nameOf(node) };
    record({ ...about, type: "Warning", reason: "EvictionThresholdMet", message });
    const { longestEvictionGraceSeconds, thresholds } = settingsOf(node);
    if (isReclaimedByNode(urgent)) {
      removeUnusedImages(node);
      if (isRelieved(thresholds, this.#observe(node, pods))) {
        this.#plan(node, looks);
        return;
      }
    }
    const named = pods.map((observed) => ({ ...observed, pod: withMemoryInWords(observed.pod) }));
    const eviction = chooseVictim(named, urgent, toReclaim, observations, longestEvictionGraceSeconds);
    looks.isHelpless = eviction === undefined;
    if (eviction === undefined) {
      this.#plan(node, looks);
      return;
    }
    looks.evictions += 1;
    const stopsUs = evict(pods[eviction.victim]!.id, eviction);
    // The manager asks each second whether the pod is gone, and looks again at once then.
    const asked = Math.max(Math.ceil(stopsUs / CLEANUP_POLL_US), 1) * CLEANUP_POLL_US;
    this.#await(node, looks, looks.lastLookUs + Math.min(asked, CLEANUP_LIMIT_US));
  }

  #tellConditions(node: number, looks: NodeLooks, conditions: readonly PressureCondition[]): void {
    if (conditions.join() === looks.conditions.join()) return;
    looks.conditions = conditions;
    const found = conditions.map((type) => PRESSURE_CONDITIONS[type]);
    this.#ports.cluster.apply({ kind: "kubelet-pressure", node, conditions: found }, this.#ports.engine.now);
  }

  /** Asks for the next look at which anything can be found. */
  #plan(node: number, looks: NodeLooks): void {
    const { engine, cluster, isManaged } = this.#ports;
    if (!isManaged(node) || !cluster.nodes.has(node)) return;
    // While a threshold is met each look counts, and the next one is under way.
    if (looks.state.firstMetUs.length > 0) {
      if (looks.nextUs === null) this.#await(node, looks, this.#lookFrom(looks, engine.now + 1));
      return;
    }
    const passes = this.#passesAtUs(node, looks);
    const over = this.#conditionOverUs(node, looks);
    const full = this.#isDiskShort(node) ? this.#lookFrom(looks, engine.now) : Infinity;
    const nextUs = Math.min(passes ?? Infinity, over ?? Infinity, full);
    if (nextUs === Infinity) looks.nextUs = this.#void(looks);
    else if (nextUs !== looks.nextUs) this.#await(node, looks, nextUs);
  }

  #passesAtUs(node: number, looks: NodeLooks): number | undefined {
    const { settingsOf, engine } = this.#ports;
    const { thresholds } = settingsOf(node);
    const memory = this.memoryOf(node);
    if (memory === undefined) return undefined;
    const uses = this.#pods(node).flatMap(({ running }) => running);
    const firstUs = this.#lookFrom(looks, engine.now);
    return firstLookAbove(uses, bearableBytes(memory, thresholds), firstUs, LOOK_EVERY_US);
  }

  #conditionOverUs(node: number, looks: NodeLooks): number | undefined {
    if (looks.conditions.length === 0) return undefined;
    const { settingsOf, engine } = this.#ports;
    const { pressureTransitionUs } = settingsOf(node);
    const seenUs = looks.state.conditionSeenUs.filter(({ condition }) => looks.conditions.includes(condition));
    const overUs = Math.min(...seenUs.map(({ atUs }) => atUs)) + pressureTransitionUs;
    // Nobody looked while the kubelet was away.
    return this.#lookFrom(looks, Math.max(overUs, engine.now));
  }

  /** The first of its looks at `us` or later. */
  #lookFrom({ lastLookUs }: NodeLooks, us: number): number {
    return lastLookUs + Math.max(Math.ceil((us - lastLookUs) / LOOK_EVERY_US), 0) * LOOK_EVERY_US;
  }

  #void(looks: NodeLooks): null {
    looks.ticket += 1;
    return null;
  }

  #await(node: number, looks: NodeLooks, us: number): void {
    looks.ticket += 1;
    looks.nextUs = us;
    const isIdle = looks.isHelpless || looks.evictions >= MANY_EVICTIONS;
    this.#ports.engine.schedule(moment(us), isIdle ? this.#idlyDue : this.#due, node, looks.ticket);
  }

  /** Those that the manager counts, in the order of the kubelet's list. */
  #pods(node: number): readonly ObservedPod[] {
    const { cluster, usesOf, isEnding, engine } = this.#ports;
    const found: ObservedPod[] = [];
    for (const id of cluster.pods.onNode(node)) {
      const phase = cluster.pods.phaseOf(id);
      if ((phase !== RUNNING && phase !== BOUND) || isEnding(id)) continue;
      const { pod } = cluster.classOfPod(id);
      const running = usesOf(id);
      const use = running === undefined ? undefined : podUse(running, engine.now);
      found.push({ id, pod, use, running: running ?? [] });
    }
    return found;
  }

  #observe(node: number, pods: readonly ObservedPod[]): Observations {
    const memory = this.memoryOf(node);
    const disk = this.#ports.diskOf(node);
    const used = pods.reduce((total, { use }) => total + (use?.memoryBytes ?? 0), 0);
    return {
      ...(memory === undefined ? {} : { "memory.available": observedMemory(memory, used) }),
      ...(disk === undefined ? {} : { "nodefs.available": disk, "imagefs.available": disk }),
    };
  }

  /** Nobody has to look for when that will be: it changes only by what is told. */
  #isDiskShort(node: number): boolean {
    const disk = this.#ports.diskOf(node);
    if (disk === undefined) return false;
    const observations = { "nodefs.available": disk, "imagefs.available": disk };
    return !isRelieved(this.#ports.settingsOf(node).thresholds, observations);
  }
}

/** A look that found a threshold met for long enough. */
interface PressedNode {
  readonly node: number;
  readonly looks: NodeLooks;
  readonly pods: readonly ObservedPod[];
  readonly urgent: Threshold;
  readonly toReclaim: readonly Threshold[];
  readonly observations: Observations;
}

interface ObservedPod extends UsingPod {
  readonly id: PodId;
  readonly running: readonly RunningUse[];
}

function newLooks(): NodeLooks {
  return {
    state: NO_PRESSURE,
    conditions: [],
    lastLookUs: 0,
    nextUs: null,
    ticket: 0,
    evictions: 0,
    isHelpless: false,
  };
}

function podUse(running: readonly RunningUse[], nowUs: number): PodUse {
  const containers = running.map((one) => ({
    name: one.name,
    memoryBytes: memoryTogether([one], nowUs),
    diskBytes: 0,
  }));
  const memoryBytes = containers.reduce((total, container) => total + container.memoryBytes, 0);
  return { memoryBytes, diskBytes: 0, processes: 0, containers };
}
