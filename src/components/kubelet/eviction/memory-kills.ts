// What the kernel does where the pods of a node use more memory than there is, faster than the kubelet looks: at that very moment it
// kills the container with the worst score, and the next one while that is not enough. A node without pods that say what they use
// has no record.
// Imitates mm/oom_kill.c (select_bad_process, oom_badness; Linux 6.12) with the scores of pkg/kubelet/qos/policy.go, the limit of
// pkg/kubelet/cm/node_container_manager_linux.go, and what pkg/kubelet/oom/oom_watcher_linux.go tells of it, v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { packJson, unpackJson } from "../../../base/snapshot-parts.ts";
import { moment } from "../../../base/time.ts";

import type { Engine } from "../../../engine/engine.ts";
import type { EventKind } from "../../../engine/event-kinds.ts";

import { oomBadness, oomScoreAdjustment } from "../../../model/kubelet/oom-score.ts";
import type { Container, Pod } from "../../../model/objects.ts";

import type { RecordedEvent } from "../../../cluster/change.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import { BOUND, RUNNING, type PodId } from "../../../cluster/pod-table.ts";

import { firstMomentAbove, memoryTogether, type RunningUse } from "../memory-sum.ts";
import type { NodeMemory } from "./node-memory.ts";

export interface MemoryKillsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  /** Undefined: the node says nothing of its memory. */
  readonly memoryOf: (node: number) => NodeMemory | undefined;
  /** Containers of a pod that run; undefined: none. */
  readonly usesOf: (pod: PodId) => readonly RunningUse[] | undefined;
  readonly isManaged: (node: number) => boolean;
  /** True of a pod that its kubelet ends: what it uses counts as free. */
  readonly isEnding: (pod: PodId) => boolean;
  /** Returns true if the whole pod is to be gone by that: what it uses is free then. */
  readonly kill: (pod: PodId, container: string) => boolean;
  readonly record: (event: RecordedEvent) => void;
}

/** What is foreseen of a node; plain data. */
interface NodeKills {
  /** The kill that is waited for, µs; null: none. */
  dueUs: number | null;
  /** Of the event that waits for it: one of another number is out of date. */
  ticket: number;
  kills: number;
}

/** A node on which containers are killed again and again shows nothing new after so many. */
const MANY_KILLS = 20;

export class MemoryKills implements Snapshotable {
  readonly #ports: MemoryKillsPorts;
  readonly #due: EventKind;
  /** Of kills that do not keep a run going. */
  readonly #endlesslyDue: EventKind;
  #nodes = new Map<number, NodeKills>();
  /** Of whose end the API has not heard yet. */
  #gone = new Set<PodId>();

  constructor(ports: MemoryKillsPorts) {
    this.#ports = ports;
    const kill = (node: number, ticket: number) => this.#killOn(node, ticket);
    this.#due = ports.engine.defineKind("kubelet/memory-kill", "kubelet", kill);
    this.#endlesslyDue = ports.engine.defineBackgroundKind("kubelet/endless-memory-kill", "kubelet", kill);
  }

  /** From now on the node counts: a pod that says what memory it uses has come. */
  watch(node: number): void {
    if (!this.#nodes.has(node)) this.#nodes.set(node, { dueUs: null, ticket: 0, kills: 0 });
    this.review(node);
  }

  /** What pods use on the node has changed, or its kubelet is there again. */
  review(node: number): void {
    const state = this.#nodes.size === 0 ? undefined : this.#nodes.get(node);
    if (state !== undefined) this.#plan(node, state);
  }

  /** A pod has ended. */
  left(pod: PodId, node: number): void {
    if (this.#gone.size > 0) this.#gone.delete(pod);
    this.review(node);
  }

  forget(node: number): void {
    this.#nodes.delete(node);
  }

  snapshot(): Snapshot {
    return { kills: packJson([[...this.#nodes], [...this.#gone]]) };
  }

  restore(saved: Snapshot): void {
    const [nodes, gone] = unpackJson(saved, "kills") as [[number, NodeKills][], PodId[]];
    this.#nodes = new Map(nodes);
    this.#gone = new Set(gone);
  }

  #plan(node: number, state: NodeKills): void {
    const { engine, cluster, memoryOf, isManaged } = this.#ports;
    const memory = cluster.nodes.has(node) && isManaged(node) ? memoryOf(node) : undefined;
    const dueUs = memory === undefined ? undefined : firstMomentAbove(this.#uses(node), roomFor(memory), engine.now);
    if ((dueUs ?? null) === state.dueUs) return;
    state.dueUs = dueUs ?? null;
    state.ticket += 1;
    if (dueUs === undefined) return;
    engine.schedule(moment(dueUs), state.kills < MANY_KILLS ? this.#due : this.#endlesslyDue, node, state.ticket);
  }

  #killOn(node: number, ticket: number): void {
    const { engine, cluster, isManaged, memoryOf, kill, record } = this.#ports;
    const state = this.#nodes.get(node);
    if (state?.ticket !== ticket || !isManaged(node) || !cluster.nodes.has(node)) return;
    state.dueUs = null;
    const memory = memoryOf(node);
    if (memory === undefined) return;
    const limitBytes = roomFor(memory);
    const victim = memoryTogether(this.#uses(node), engine.now) > limitBytes ? this.#worst(node, memory) : undefined;
    if (victim !== undefined) {
      state.kills += 1;
      // The kubelet tells only of what concerns the whole machine: within what is set apart for pods it hears nothing.
      if (memory.othersBytes === 0) record({ ...SYSTEM_OOM, name: cluster.nodes.nameOf(node) });
      if (kill(victim.pod, victim.container)) this.#gone.add(victim.pod);
    }
    this.#plan(node, state);
  }

  #uses(node: number): readonly RunningUse[] {
    return this.#pods(node).flatMap(({ running }) => running);
  }

  /** Of equals, the one that came last. */
  #worst(node: number, memory: NodeMemory): Victim | undefined {
    const nowUs = this.#ports.engine.now;
    let worst: Victim | undefined;
    for (const { pod, running } of this.#pods(node)) {
      const { pod: object } = this.#ports.cluster.classOfPod(pod);
      for (const use of running) {
        const adjustment = oomScoreAdjustment(object, containerOf(object, use.name), BigInt(memory.capacityBytes));
        const score = oomBadness(memoryTogether([use], nowUs), adjustment, roomFor(memory));
        const { startedAtUs } = use;
        if (worst !== undefined && (score - worst.score || startedAtUs - worst.startedAtUs) < 0) continue;
        worst = { pod, container: use.name, score, startedAtUs };
      }
    }
    return worst;
  }

  #pods(node: number): readonly { readonly pod: PodId; readonly running: readonly RunningUse[] }[] {
    const { cluster, usesOf, isEnding } = this.#ports;
    const found = [];
    for (const pod of cluster.pods.onNode(node)) {
      const phase = cluster.pods.phaseOf(pod);
      if ((phase !== RUNNING && phase !== BOUND) || isEnding(pod) || this.#gone.has(pod)) continue;
      found.push({ pod, running: usesOf(pod) ?? [] });
    }
    return found;
  }
}

interface Victim {
  readonly pod: PodId;
  readonly container: string;
  readonly score: number;
  readonly startedAtUs: number;
}

const SYSTEM_OOM: Omit<RecordedEvent, "name"> = {
  kind: "Node",
  namespace: "",
  type: "Warning",
  reason: "SystemOOM",
  message: "System OOM encountered",
};

/** What is set apart for pods has the hard limit of the machine's memory without that of its daemons. */
function roomFor({ capacityBytes, othersBytes }: NodeMemory): number {
  return capacityBytes - othersBytes;
}

function containerOf({ spec }: Pod, name: string): Container {
  return [...spec.containers, ...(spec.initContainers ?? [])].find((container) => container.name === name) ?? { name };
}
