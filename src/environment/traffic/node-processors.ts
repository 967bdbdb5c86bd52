// What neighbours leave of a node's processors: where the containers of a node want nearly all of it, or more, each station gets what
// its container could get of the node while the others want what they want. Wants are what was measured last, and what containers
// use by themselves (`plimsoll/cpu-use`); who uses all that it gets wants as much as it may have. Hears what pods use, come and go;
// says which pods' stations have other processors from now on.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { moment, US_PER_SECOND } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { amountAt, nextBendUs } from "../../model/kubelet/amounts-at-ages.ts";
import { podClaim, type ContainerClaim, type PodClaim } from "../../model/kubelet/cpu-claims.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { CrowdedNode } from "../../cluster/crowded-node.ts";
import { NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";
import { CPU_INDEX } from "../../cluster/resource-index.ts";
import { runningSinceUs } from "../../cluster/running-since.ts";

import { CrowdBook } from "./crowd-book.ts";
import { NodeDivision, type WishingPod } from "./node-division.ts";
import { leftForRequests } from "./pod-processor.ts";

const MILLI_PER_CORE = 1000;
/** Below that part of a node in use, what is left is more than stations ask for at a moment. */
const PRESSED_PART = 0.7;
/** Whoever uses so much of what it gets would use more. */
const HUNGRY_PART = 0.98;
/** Smaller changes of what is left are not told. */
const TOLD_PART = 0.02;
/** Uses are summed as whole numbers of it, so that no rounding adds up. */
const PER_MILLI = 1000;

/** What a pod is known to use. */
interface KnownPod {
  readonly node: number;
  /** By container: measured of its requests, thousandths of a core; null: it has no station. */
  readonly measuredMilli: (number | null)[];
  /** By itself, at most, thousandths of a core. */
  readonly ownMilli: number;
  /** By container: what is left for its requests, cores; null: all there is. */
  leftCores: readonly (number | null)[];
}

export interface NodeProcessorsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  /** The pod's stations are to be given their processors anew. */
  readonly changed: (pod: PodId) => void;
}

export class NodeProcessors implements Snapshotable {
  readonly #ports: NodeProcessorsPorts;
  readonly #lookDue: EventKind;
  readonly #claims = new Map<ClassId, PodClaim>();
  #known = new Map<PodId, KnownPod>();
  /** By node: all that its pods are known to use, in parts of a thousandth of a core. */
  #used = new Map<number, number>();
  /** Nodes of which something is told to be left. */
  #pressed = new Set<number>();
  /** By node: when it is looked at next. */
  #looksAtUs = new Map<number, number>();
  readonly #crowds = new CrowdBook();

  constructor(ports: NodeProcessorsPorts) {
    this.#ports = ports;
    this.#lookDue = ports.engine.defineBackgroundKind("traffic/node", "faults", (node) => this.#lookIfDue(node));
  }

  /** What the container may use of its node for requests, cores; Infinity: all there is. */
  coresLeft(pod: PodId, container: number): number {
    return this.#known.get(pod)?.leftCores[container] ?? Infinity;
  }

  /** At the begin: the pods that run already. */
  lookAtAll(): void {
    const { pods } = this.#ports.cluster;
    for (let pod = 0; pod < pods.size; pod += 1) if (pods.phaseOf(pod) === RUNNING) this.#come(pod);
  }

  hear({ change, pod }: Delta): void {
    switch (change.kind) {
      case "pod-usage":
        this.#measure(change.pod, change.container ?? 0, change.cpuMilli);
        break;
      case "pod-placed":
      case "pod-started":
        this.#come(pod);
        break;
      case "pod-ended":
      case "pod-deleted":
        this.#go(pod);
        break;
      default:
        // Changes nothing of what is used.
        break;
    }
  }

  /** The nodes that were crowded, the longest first. */
  crowdedNodes(): readonly CrowdedNode[] {
    return this.#crowds.crowdedNodes(this.#ports.engine.now);
  }

  snapshot(): Snapshot {
    const places = [[...this.#known], [...this.#used], [...this.#pressed], [...this.#looksAtUs]];
    return joinSnapshots({ nodes: { places: packJson(places) }, crowds: this.#crowds.snapshot() });
  }

  restore(saved: Snapshot): void {
    const [known, used, pressed, looksAtUs] = unpackJson(partOf(saved, "nodes"), "places") as [
      [PodId, KnownPod][],
      [number, number][],
      number[],
      [number, number][],
    ];
    this.#crowds.restore(partOf(saved, "crowds"));
    this.#known = new Map(known);
    this.#used = new Map(used);
    this.#pressed = new Set(pressed);
    this.#looksAtUs = new Map(looksAtUs);
  }

  #come(pod: PodId): void {
    const { cluster } = this.#ports;
    if (cluster.pods.phaseOf(pod) !== RUNNING || this.#known.has(pod)) return;
    if (this.#claimOf(pod).containers.some(({ ownMostMilli }) => ownMostMilli > 0)) this.#begin(pod);
  }

  #begin(pod: PodId): KnownPod {
    const { containers } = this.#claimOf(pod);
    const node = this.#ports.cluster.pods.nodeOf(pod);
    const ownMilli = containers.reduce((sum, { ownMostMilli }) => sum + ownMostMilli, 0);
    const known: KnownPod = {
      node,
      measuredMilli: containers.map(() => null),
      ownMilli,
      leftCores: containers.map(() => null),
    };
    this.#known.set(pod, known);
    this.#add(node, partsOf(ownMilli));
    return known;
  }

  /** In place, as it is told each second of each pod whose load moves. */
  #measure(pod: PodId, container: number, cpuMilli: number): void {
    if (this.#ports.cluster.pods.phaseOf(pod) !== RUNNING) return;
    const { node, measuredMilli } = this.#known.get(pod) ?? this.#begin(pod);
    const before = measuredMilli[container] ?? 0;
    measuredMilli[container] = cpuMilli;
    this.#add(node, partsOf(cpuMilli) - partsOf(before));
  }

  #go(pod: PodId): void {
    const known = this.#known.get(pod);
    if (known === undefined) return;
    this.#known.delete(pod);
    this.#add(
      known.node,
      -known.measuredMilli.reduce((sum: number, each) => sum + partsOf(each ?? 0), partsOf(known.ownMilli)),
    );
  }

  #add(node: number, used: number): void {
    this.#used.set(node, (this.#used.get(node) ?? 0) + used);
    this.#consider(node);
  }

  /** Who hears of a use must not change another's at once. */
  #consider(node: number): void {
    const { engine, cluster } = this.#ports;
    if (!this.#pressed.has(node)) {
      if (!cluster.nodes.has(node)) return;
      const limit = cluster.nodes.allocatable(node, CPU_INDEX) * PRESSED_PART * PER_MILLI;
      if (this.#used.get(node)! < limit) return;
    }
    this.#lookAt(node, engine.now);
  }

  #lookAt(node: number, atUs: number): void {
    if ((this.#looksAtUs.get(node) ?? Infinity) <= atUs) return;
    this.#looksAtUs.set(node, atUs);
    this.#ports.engine.schedule(moment(atUs), this.#lookDue, node);
  }

  #lookIfDue(node: number): void {
    const { engine, cluster } = this.#ports;
    if (this.#looksAtUs.get(node) !== engine.now) return;
    this.#looksAtUs.delete(node);
    const capacityMilli = cluster.nodes.has(node) ? cluster.nodes.allocatable(node, CPU_INDEX) : 0;
    const wishes = this.#wishesOn(node, capacityMilli);
    const division = new NodeDivision([...wishes.values()], capacityMilli);
    const isPressed = capacityMilli > 0 && division.wantsMilli >= PRESSED_PART * capacityMilli;
    const isCrowded = capacityMilli > 0 && division.wantsMilli >= capacityMilli;
    const what = { name: cluster.nodes.nameOf(node), cores: capacityMilli / MILLI_PER_CORE };
    this.#crowds.note(node, isCrowded, what, engine.now);
    if (isPressed) this.#pressed.add(node);
    else if (!this.#pressed.delete(node)) return;
    for (const [pod, wish] of wishes) {
      const known = this.#known.get(pod);
      if (known === undefined) continue;
      const left = known.measuredMilli.map((measured, container) =>
        measured === null || !isPressed ? null : this.#leftFor(pod, container, wish, division, capacityMilli),
      );
      if (left.every((cores, container) => isAsGood(cores, known.leftCores[container]!))) continue;
      known.leftCores = left;
      this.#ports.changed(pod);
    }
    if (isPressed && this.#changesByItself(wishes.keys())) this.#lookAt(node, engine.now + US_PER_SECOND);
  }

  #leftFor(
    pod: PodId,
    container: number,
    wish: WishingPod,
    division: NodeDivision,
    capacityMilli: number,
  ): number | null {
    const leftMilli = division.leftFor(wish, container);
    if (leftMilli >= capacityMilli) return null;
    const own = this.#ownMilli(pod, wish.claim.containers[container]!);
    return leftForRequests(leftMilli, own) / MILLI_PER_CORE;
  }

  #wishesOn(node: number, capacityMilli: number): ReadonlyMap<PodId, WishingPod> {
    const { pods } = this.#ports.cluster;
    const wishes = new Map<PodId, WishingPod>();
    for (let pod = pods.firstOnNode(node); pod !== NONE; pod = pods.nextOnNode(pod)) {
      if (pods.phaseOf(pod) !== RUNNING) continue;
      const claim = this.#claimOf(pod);
      const known = this.#known.get(pod);
      const wantsMilli = claim.containers.map((container, place) =>
        known === undefined ? 0 : this.#wantsMilli(pod, known, container, place, capacityMilli),
      );
      wishes.set(pod, { claim, wantsMilli });
    }
    return wishes;
  }

  #wantsMilli(
    pod: PodId,
    { measuredMilli, leftCores }: KnownPod,
    container: ContainerClaim,
    place: number,
    capacityMilli: number,
  ): number {
    const mostMilli = Math.min(container.limitMilli, capacityMilli);
    const measured = measuredMilli[place] ?? 0;
    const left = leftCores[place] ?? Infinity;
    if (measured >= HUNGRY_PART * left * MILLI_PER_CORE) return mostMilli;
    return Math.min(mostMilli, measured + this.#ownMilli(pod, container));
  }

  /** What the container uses by itself now. */
  #ownMilli(pod: PodId, { name, ownUse, limitMilli }: ContainerClaim): number {
    if (ownUse === undefined) return 0;
    const ageUs = this.#ageUs(pod, name);
    return ageUs === undefined ? 0 : Math.min(limitMilli, amountAt(ownUse, ageUs));
  }

  /** Undefined: it does not run. */
  #ageUs(pod: PodId, name: string): number | undefined {
    const { engine, cluster } = this.#ports;
    const sinceUs = runningSinceUs(cluster, pod, cluster.life.detailOf(pod), name);
    return sinceUs === undefined ? undefined : engine.now - sinceUs;
  }

  #changesByItself(pods: Iterable<PodId>): boolean {
    for (const pod of pods) {
      for (const { name, ownUse } of this.#claimOf(pod).containers) {
        const ageUs = ownUse === undefined ? undefined : this.#ageUs(pod, name);
        if (ownUse !== undefined && ageUs !== undefined && nextBendUs(ownUse, ageUs) < Infinity) return true;
      }
    }
    return false;
  }

  #claimOf(pod: PodId): PodClaim {
    const { cluster } = this.#ports;
    const classId = cluster.pods.classOf(pod);
    let claim = this.#claims.get(classId);
    if (claim === undefined) this.#claims.set(classId, (claim = podClaim(cluster.classes.get(classId).pod)));
    return claim;
  }
}

function partsOf(milli: number): number {
  return Math.round(milli * PER_MILLI);
}

function isAsGood(cores: number | null, before: number | null): boolean {
  if (cores === null || before === null) return cores === before;
  return Math.abs(cores - before) <= TOLD_PART * before;
}
