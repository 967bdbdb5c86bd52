// Pools that grow while pods wait that a node more would take: each ten seconds it is asked how many nodes would do, those are
// ordered, and they join after a while. Nodes are never taken away. All that is under way is saved with the run.
// Imitates cluster-autoscaler v1.36: core/static_autoscaler.go (the loop and which pods count), --scan-interval.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Node } from "../../model/objects.ts";
import { milliUnits, wholeUnits } from "../../model/quantity/whole-units.ts";
import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import { CPU, MEMORY } from "../../model/resource-name.ts";

import type { Change, ClusterObserver, Delta, ScenarioEntry } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { PENDING, type PodId } from "../../cluster/pod-table.ts";

import { serverError } from "../actions/kubectl-names.ts";
import type { UserClient } from "../actions/ports.ts";
import type { OpenEnd } from "../scripts/open-end.ts";
import { Voice } from "../scripts/voice.ts";
import type { PlannedGrowth } from "./planned-growth.ts";
import type { RoomTrial } from "./room-trial.ts";
import { scaleUpFor, type WaitingPod } from "./scale-up.ts";

export interface GrowthPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly client: UserClient;
  /** On a copy of the cluster as it stands. */
  readonly newTrial: () => RoomTrial;
}

/** A node that was ordered and is not there yet; plain data. */
interface Ordered {
  readonly growth: number;
  readonly name: string;
  readonly orderedUs: number;
  readonly joinsUs: number;
}

/** cluster-autoscaler's --scan-interval. */
const SCAN_INTERVAL_US = 10_000_000;
/** Less important pods start no nodes: --expendable-pods-priority-cutoff. */
const LOWEST_PRIORITY = -10;

const WAITS: ReadonlySet<Change["kind"]> = new Set(["pod-unschedulable", "node-removed"]);

export class PoolGrowth implements ClusterObserver, Snapshotable {
  readonly concerns = WAITS;
  readonly #ports: GrowthPorts;
  readonly #voice: Voice;
  readonly #planned: readonly PlannedGrowth[];
  readonly #scanKind: EventKind;
  readonly #joinKind: EventKind;
  /** Pods that have found no node; those that are placed or gone by now are left out at the next scan. */
  #waiting = new Set<PodId>();
  #ordered: Ordered[] = [];
  #isScanDue = false;
  /** Pools of which it has been said that they may not grow further, by number. */
  #saidFull = new Set<number>();

  constructor(planned: readonly PlannedGrowth[], ports: GrowthPorts) {
    this.#ports = ports;
    this.#planned = planned;
    this.#voice = new Voice(ports.engine, ports.cluster);
    this.#scanKind = ports.engine.defineKind("growth/scan", "api", () => this.#scan());
    this.#joinKind = ports.engine.defineKind("growth/join", "faults", (growth) => this.#join(growth));
  }

  hear({ change, pod }: Delta): void {
    if (change.kind === "pod-unschedulable") this.#waiting.add(pod);
    if (this.#waiting.size === 0 || this.#isScanDue) return;
    this.#isScanDue = true;
    const { engine } = this.#ports;
    engine.schedule(moment((Math.floor(engine.now / SCAN_INTERVAL_US) + 1) * SCAN_INTERVAL_US), this.#scanKind, 0);
  }

  /** Nodes that are still on their way at the end of a run. */
  openEnds(): readonly OpenEnd[] {
    return this.#planned.flatMap((growth, index) => {
      const coming = this.#ordered.filter((ordered) => ordered.growth === index);
      const [first] = coming;
      if (first === undefined) return [];
      const text = `${coming.length === 1 ? "a node is" : `${coming.length} nodes are`} on the way`;
      return [{ by: entryOf(growth), sinceUs: first.orderedUs, text }];
    });
  }

  snapshot(): Snapshot {
    const { size } = this.#waiting;
    const waiting = size === 0 ? [] : [...this.#waiting];
    const state = { waiting, ordered: this.#ordered, isScanDue: this.#isScanDue, saidFull: [...this.#saidFull] };
    return { growth: packJson(state) };
  }

  restore(saved: Snapshot): void {
    const state = unpackJson(saved, "growth") as {
      waiting: PodId[];
      ordered: Ordered[];
      isScanDue: boolean;
      saidFull: number[];
    };
    this.#waiting = new Set(state.waiting);
    this.#ordered = state.ordered;
    this.#isScanDue = state.isScanDue;
    this.#saidFull = new Set(state.saidFull);
  }

  #scan(): void {
    this.#isScanDue = false;
    this.#waiting = new Set([...this.#waiting].filter((pod) => this.#stillWaits(pod)));
    const waiting = [...this.#waiting].filter((pod) => this.#startsNodes(pod)).map((pod) => this.#waitingPod(pod));
    if (waiting.length === 0) return;
    const pools = this.#planned.map((growth, index) => ({ pool: growth.pool, free: this.#freeNodes(growth, index) }));
    if (pools.every(({ free }, index) => free.length === 0 && this.#saidFull.has(index))) return;
    const trial = this.#ports.newTrial();
    for (const { growth, name } of this.#ordered) {
      const { nodes, pool } = this.#planned[growth]!;
      trial.addNode(
        nodes.find(({ metadata }) => metadata.name === name)!,
        pool,
      );
    }
    const { counts, heldBack } = scaleUpFor(waiting, pools, trial);
    for (const [index, count] of counts.entries())
      if (count > 0) this.#order(index, pools[index]!.free.slice(0, count));
    if (heldBack.length > 0) this.#tellOfLimits(heldBack);
  }

  #stillWaits(pod: PodId): boolean {
    const { pods } = this.#ports.cluster;
    return pods.phaseOf(pod) === PENDING && !pods.isTerminating(pod);
  }

  /** A pod that preemption has found a place for is taken to be there already. */
  #startsNodes(pod: PodId): boolean {
    const { cluster } = this.#ports;
    return cluster.nominatedNodeOf(pod) === undefined && cluster.classOfPod(pod).priority >= LOWEST_PRIORITY;
  }

  /** CPU and memory as parts of a node of the first pool. */
  #waitingPod(pod: PodId): WaitingPod {
    const { id, requests } = this.#ports.cluster.classOfPod(pod);
    const { allocatable = {} } = this.#planned[0]!.nodes[0]!.status ?? {};
    const cpu = parseQuantity(allocatable[CPU] ?? 0);
    const memory = parseQuantity(allocatable[MEMORY] ?? 0);
    const cpuMilli = cpu === undefined ? 0 : milliUnits(cpu);
    const memoryBytes = memory === undefined ? 0 : wholeUnits(memory);
    return { pod, classId: id, size: part(requests.cpuMilli, cpuMilli) + part(requests.memoryBytes, memoryBytes) };
  }

  /** Names of nodes that are gone are free again. */
  #freeNodes({ pool, nodes, maxNodes }: PlannedGrowth, index: number): readonly Node[] {
    const { cluster } = this.#ports;
    const coming = this.#ordered.filter(({ growth }) => growth === index);
    const left = Math.max(0, maxNodes - this.#nodesOf(pool) - coming.length);
    const taken = new Set(coming.map(({ name }) => name));
    const isFree = ({ metadata: { name } }: Node) => !taken.has(name) && cluster.nodes.find(name) === undefined;
    return left === 0 ? [] : nodes.filter(isFree).slice(0, left);
  }

  #nodesOf(pool: string): number {
    const { nodes, nodeOrder } = this.#ports.cluster;
    return nodeOrder.reduce((count, node) => count + (nodes.record(node).pool === pool ? 1 : 0), 0);
  }

  #order(index: number, nodes: readonly Node[]): void {
    const growth = this.#planned[index]!;
    const { now } = this.#ports.engine;
    const joinsUs = now + growth.delayUs;
    const coming = this.#ordered.filter((ordered) => ordered.growth === index).length;
    const before = this.#nodesOf(growth.pool) + coming;
    const names = nodes.map(({ metadata }) => metadata.name);
    this.#voice.mark(entryOf(growth), "begins", names);
    const sizes = `size set to ${before + nodes.length} instead of ${before} (max: ${growth.maxNodes})`;
    this.#voice.tell(entryOf(growth), `Scale-up: group ${growth.pool} ${sizes}`);
    this.#saidFull.delete(index);
    this.#ordered.push(...names.map((name) => ({ growth: index, name, orderedUs: now, joinsUs })));
    this.#ports.engine.schedule(moment(joinsUs), this.#joinKind, index);
  }

  #join(index: number): void {
    const { engine, client } = this.#ports;
    const growth = this.#planned[index]!;
    const isDue = (ordered: Ordered) => ordered.growth === index && ordered.joinsUs === engine.now;
    const due = new Set(this.#ordered.filter(isDue).map(({ name }) => name));
    this.#ordered = this.#ordered.filter((ordered) => !isDue(ordered));
    for (const node of growth.nodes.filter(({ metadata }) => due.has(metadata.name))) {
      const answer = client.createNode(node, growth.pool);
      if (answer.kind === "refused") this.#voice.tell(entryOf(growth), serverError(answer), "error");
    }
    this.#voice.mark(entryOf(growth), "ends", [...due]);
  }

  /** Once, and again when the pool has grown meanwhile. */
  #tellOfLimits(heldBack: readonly PodId[]): void {
    const { cluster } = this.#ports;
    for (const [index, growth] of this.#planned.entries()) {
      if (this.#saidFull.has(index) || this.#freeNodes(growth, index).length > 0) continue;
      this.#saidFull.add(index);
      const others = heldBack.length === 1 ? "" : ` (and ${heldBack.length - 1} more)`;
      const words = "didn't trigger scale-up: 1 max node group size reached";
      this.#voice.tell(entryOf(growth), `pod ${cluster.keyOfPod(heldBack[0]!)}${others} ${words}`);
    }
  }
}

function part(amount: number, whole: number): number {
  return whole === 0 ? 0 : amount / whole;
}

/** How it is called in what is told of a run. */
function entryOf({ pool, position }: PlannedGrowth): ScenarioEntry {
  return { name: `growth of ${pool}`, position };
}
