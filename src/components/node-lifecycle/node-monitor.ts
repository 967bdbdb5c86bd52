// The node lifecycle controller: each few seconds it looks for nodes that fell silent, says so in their status, marks their pods
// not ready, and has them tainted one by one, at a rate that depends on how badly their zone is hit. A pass looks only at nodes
// that something was heard of or that are due: of the others it is known that nothing would come of it.
// Imitates monitorNodeHealth, tryUpdateNodeHealth, handleDisruption and processPod of
// pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36, with one worker that goes by name.

import { present } from "../../base/invariant.ts";
import type { SimTime } from "../../base/time.ts";

import { readyStatus, silentConditions } from "../../model/node-conditions.ts";
import { isExcludedFromDisruption } from "../../model/node-labels.ts";
import type { Node } from "../../model/objects.ts";
import { zoneKeyOf } from "../../model/topology.ts";

import type { PodId } from "../../cluster/pod-table.ts";

import { nodeNotReady, podOnNodeNotReady, registered, removed, type NodeDecision, type Write } from "./decision.ts";
import { TAINTING_PERIOD_US, type NodeLifecycleFlags } from "./flags.ts";
import {
  AGAIN,
  DONE,
  LOOKED,
  restoredPass,
  savedPass,
  STATUS_ATTEMPTS,
  type LookOutcome,
  type MonitorPass,
  type SavedPass,
} from "./monitor-pass.ts";
import { caughtUp, looked, passFrom, type NodeHealth, type PassGrid } from "./node-health.ts";
import { NodeTainter } from "./node-tainter.ts";
import type { NodeView } from "./node-view.ts";
import { ZoneBook, type ZoneBookState } from "./zone-book.ts";

export interface NodeMonitorPorts {
  readonly flags: NodeLifecycleFlags;
  readonly view: NodeView;
  readonly write: Write<NodeDecision>;
}

/** Where a known node stands, and how it counts there. */
interface Standing {
  readonly zone: string;
  readonly counts: "ready" | "not-ready" | "not";
}

/** The pass's own time, and when it comes to the look. */
interface LookTime {
  readonly at: SimTime;
  readonly now: SimTime;
}

interface Probed {
  readonly ready: string | undefined;
  readonly observed: string | undefined;
}

/** Everything the controller remembers, to be saved. */
export interface NodeMonitorState {
  readonly startedUs: number;
  readonly known: readonly (readonly [string, Standing])[];
  readonly health: readonly (readonly [string, NodeHealth])[];
  readonly noted: readonly string[];
  readonly due: readonly (readonly [string, number])[];
  readonly retries: readonly string[];
  readonly looksAtAll: boolean;
  readonly zones: ZoneBookState;
  readonly told: readonly (readonly [string, string])[];
  readonly pass: SavedPass | null;
}

export class NodeMonitor {
  readonly #flags: NodeLifecycleFlags;
  readonly #view: NodeView;
  readonly #write: Write<NodeDecision>;
  readonly #grid: PassGrid;
  readonly #zones: ZoneBook;
  readonly #tainter: NodeTainter;
  readonly #known = new Map<string, Standing>();
  readonly #health = new Map<string, NodeHealth>();
  /** Something was heard of them since the last pass. */
  readonly #noted = new Set<string>();
  /** When a node is to be looked at if nothing is heard of it, in µs. */
  readonly #due = new Map<string, number>();
  /** Nodes whose pods could not all be marked. */
  readonly #retries = new Set<string>();
  #looksAtAll = true;
  #pass: MonitorPass | undefined;
  /** What was told of each zone last. */
  readonly #told = new Map<string, string>();

  /** A controller that starts at `startedAt`, or one that was saved. */
  constructor({ flags, view, write }: NodeMonitorPorts, startedAt: SimTime, saved?: NodeMonitorState) {
    this.#flags = flags;
    this.#view = view;
    this.#write = write;
    this.#grid = { startedUs: saved?.startedUs ?? startedAt, periodUs: flags.nodeMonitorPeriodUs };
    this.#zones = saved === undefined ? new ZoneBook(flags) : ZoneBook.restored(flags, saved.zones);
    this.#tainter = new NodeTainter(this.#zones, view, write);
    if (saved !== undefined) this.#restore(saved);
  }

  get state(): NodeMonitorState {
    return {
      startedUs: this.#grid.startedUs,
      known: [...this.#known],
      health: [...this.#health],
      noted: [...this.#noted],
      due: [...this.#due],
      retries: [...this.#retries],
      looksAtAll: this.#looksAtAll,
      zones: this.#zones.state,
      told: [...this.#told],
      pass: savedPass(this.#pass),
    };
  }

  /** The node's object came, changed or went, or something happened to its kubelet: the next pass looks at it. */
  note(name: string): void {
    this.#noted.add(name);
  }

  /** Before the signs of life of a node come otherwise than until now: takes up those that passes before `at` saw. */
  settle(name: string, at: SimTime): void {
    const health = this.#health.get(name);
    if (health === undefined) return;
    const { startedUs, periodUs } = this.#grid;
    const lastUs = startedUs + (Math.ceil((at - startedUs) / periodUs) - 1) * periodUs;
    this.#health.set(name, caughtUp(health, this.#view.signs(name, lastUs), this.#grid, lastUs));
  }

  /** What follows at once from a node's object: NoSchedule taints and labels. */
  reconcile(name: string): void {
    this.#tainter.reconcile(name);
  }

  /** A pod is bound to a node that may be silent already. */
  podBound(pod: PodId, nodeName: string): void {
    const ready = this.#health.get(nodeName)?.ready;
    if (ready === undefined || ready === "True" || this.#view.find(nodeName) === undefined) return;
    this.#markPods([pod]);
  }

  /** The next pass that has something to do, after `at`; undefined: none until something is heard. */
  nextPassUs(at: SimTime): number | undefined {
    const soonest = passFrom(this.#grid, at + 1);
    if (this.#looksAtAll || this.#noted.size > 0) return soonest;
    let next: number | undefined;
    for (const due of this.#due.values()) next = Math.min(next ?? due, due);
    return next === undefined ? undefined : Math.max(soonest, passFrom(this.#grid, next));
  }

  /** The next round of NoExecute taints that may serve somebody, after `at`; undefined: nobody can be served. */
  nextTaintingUs(at: SimTime): number | undefined {
    let next: number | undefined;
    for (const queue of this.#zones.queues()) {
      const us = queue.nextUs(at);
      if (us !== undefined) next = Math.min(next ?? us, us);
    }
    if (next === undefined) return undefined;
    return passFrom(this.#taintingGrid, Math.max(next, at + 1));
  }

  /** A round of NoExecute taints, at work `lateNs` after `at`. */
  taintingPass(at: SimTime, lateNs: number): void {
    for (const queue of this.#zones.queues()) queue.serve(at, lateNs, (name) => this.#tainter.serve(name));
  }

  /** A pass of which nothing has to be waited for, over `lateNs` after `at`. */
  monitorPass(at: SimTime, lateNs: number): void {
    this.beginPass(at);
    while (this.lookAtNext(at).kind !== "done");
    this.endPass(at, lateNs);
  }

  /** Begins a pass: takes up nodes that came and went. Then comes a look at each node, and the end. */
  beginPass(at: SimTime): void {
    const listed = this.#listed(at);
    this.#pass = { at, listed, left: [...listed.keys()].toReversed(), failures: 0 };
    this.#noted.clear();
    this.#looksAtAll = false;
    for (const name of listed.keys()) this.#due.delete(name);
    for (const [name, node] of listed) if (node !== undefined && !this.#known.has(name)) this.#add(name, node);
    for (const [name, node] of listed) if (node === undefined) this.#forget(name);
  }

  /** Looks at one more node of the pass. One whose status cannot be written is looked at again a few times. */
  lookAtNext(now: SimTime): LookOutcome {
    const pass = present(this.#pass, "a pass under way");
    const name = pass.left.pop();
    if (name === undefined) return DONE;
    const node = pass.failures === 0 ? pass.listed.get(name) : this.#view.find(name);
    const isWritten = node === undefined || this.#look(name, node, { at: pass.at, now });
    pass.failures = isWritten ? 0 : (pass.failures + 1) % STATUS_ATTEMPTS;
    if (pass.failures === 0) return LOOKED;
    pass.left.push(name);
    return AGAIN;
  }

  /** Judges the zones by what the pass found. */
  endPass(now: SimTime, lateNs: number): void {
    const { listed } = present(this.#pass, "a pass under way");
    this.#judge(listed, now, lateNs);
    this.#pass = undefined;
  }

  get #taintingGrid(): PassGrid {
    return { startedUs: this.#grid.startedUs, periodUs: TAINTING_PERIOD_US };
  }

  /** The nodes to look at, by name, as they are before the pass. A zone that begins afresh asks for all of them. */
  #listed(at: SimTime): ReadonlyMap<string, Node | undefined> {
    const names = this.#looksAtAll ? this.#allNames() : [...this.#noted, ...this.#dueAt(at)];
    const listed = this.#find(names);
    let hasBegun = false;
    for (const [name, node] of listed) {
      if (node === undefined || !this.#known.has(name)) continue;
      const zone = zoneKeyOf(node.metadata.labels);
      const hadQueue = this.#zones.queueOf(zone) !== undefined;
      if (this.#zones.begin(zone) && hadQueue) hasBegun = true;
    }
    return hasBegun ? this.#find(this.#allNames()) : listed;
  }

  #allNames(): readonly string[] {
    return [...this.#view.names(), ...this.#known.keys()];
  }

  *#dueAt(at: SimTime): Generator<string> {
    for (const [name, due] of this.#due) if (due <= at) yield name;
  }

  #find(names: readonly string[]): ReadonlyMap<string, Node | undefined> {
    return new Map([...new Set(names)].toSorted().map((name) => [name, this.#view.find(name)]));
  }

  #add(name: string, node: Node): void {
    const zone = zoneKeyOf(node.metadata.labels);
    this.#write(registered(name));
    this.#known.set(name, { zone, counts: "not" });
    this.#zones.begin(zone);
    this.#tainter.markReachable(node);
  }

  #forget(name: string): void {
    const standing = this.#known.get(name);
    if (standing === undefined) return;
    this.#write(removed(name));
    this.#stand(name, { ...standing, counts: "not" });
    this.#zones.queueOf(standing.zone)?.hold(name);
    this.#known.delete(name);
    this.#retries.delete(name);
  }

  /** False if the node's status could not be written. */
  #look(name: string, node: Node, { at, now }: LookTime): boolean {
    const probed = this.#probe(name, node, at);
    if (probed === undefined) return false;
    const { ready, observed } = probed;
    const { labels } = node.metadata;
    const counted = ready === "True" ? "ready" : "not-ready";
    this.#stand(name, { zone: zoneKeyOf(labels), counts: isExcludedFromDisruption(labels) ? "not" : counted });
    if (ready !== undefined) {
      this.#tainter.follow(node, ready, now);
      const isLost = ready !== "True" && observed === "True";
      if (isLost) this.#write(nodeNotReady(name));
      if (isLost || (this.#retries.has(name) && observed !== "True")) this.#markAll(name);
      else this.#retries.delete(name);
    }
    const next = this.#nextLookUs(name, node, ready, at);
    if (next !== undefined) this.#due.set(name, next);
    return true;
  }

  /** Status of Ready before the pass (`observed`) and after it, undefined where there is none; nothing if it cannot be written. */
  #probe(name: string, node: Node, at: SimTime): Probed | undefined {
    const observed = readyStatus(node.status?.conditions);
    const before = this.#healthAsOf(name, at - this.#grid.periodUs);
    const signs = this.#view.signs(name, at);
    const createdUs = this.#view.createdUs(name);
    const health = looked(before, { atUs: at, ready: observed, createdUs, signs });
    this.#health.set(name, health);
    if (at < health.probeUs + this.#graceUs(observed) || observed === "Unknown") return { ready: observed, observed };
    const conditions = silentConditions(node.status?.conditions);
    if (!this.#write({ kind: "conditions", node: name, conditions })) {
      // Whatever comes of trying again, the next pass looks at it, too.
      this.#due.set(name, at + this.#grid.periodUs);
      return undefined;
    }
    this.#health.set(name, { ...health, ready: "Unknown", leaseUs: signs.renewedUs });
    return { ready: "Unknown", observed };
  }

  #healthAsOf(name: string, us: number): NodeHealth | undefined {
    const health = this.#health.get(name);
    return health === undefined ? undefined : caughtUp(health, this.#view.signs(name, us), this.#grid, us);
  }

  #graceUs(ready: string | undefined): number {
    return ready === undefined ? this.#flags.nodeStartupGracePeriodUs : this.#flags.nodeMonitorGracePeriodUs;
  }

  /** When something may come of another look at the node, if nothing is heard of it; undefined: never. */
  #nextLookUs(name: string, node: Node, ready: string | undefined, at: SimTime): number | undefined {
    const nextUs = at + this.#grid.periodUs;
    const { probeUs, leaseUs } = this.#health.get(name)!;
    const { renewedUs } = this.#view.signs(name, at);
    const everyUs = this.#view.renewsEveryUs(name);
    const isRetried = this.#retries.has(name) || this.#tainter.queueOf(node)?.isRetrying(name) === true;
    const isLeaseUnseen = leaseUs === undefined && renewedUs !== undefined;
    if (isRetried || isLeaseUnseen || (everyUs === undefined && this.#view.isPosting(name))) return nextUs;
    const graceUs = this.#graceUs(ready);
    const isRegular = everyUs !== undefined && renewedUs !== undefined && at - renewedUs < everyUs;
    if (ready === "Unknown" || (isRegular && everyUs <= graceUs)) return undefined;
    return Math.max(nextUs, passFrom(this.#grid, probeUs + graceUs));
  }

  #stand(name: string, standing: Standing): void {
    const before = this.#known.get(name);
    if (before !== undefined) this.#count(before, -1);
    // The queue of a zone that it has left still knows it.
    if (before !== undefined && before.zone !== standing.zone) this.#zones.queueOf(before.zone)?.hold(name);
    this.#count(standing, 1);
    this.#known.set(name, standing);
  }

  #count({ zone, counts }: Standing, by: 1 | -1): void {
    if (counts !== "not") this.#zones.count(zone, counts === "ready", by);
  }

  #markAll(name: string): void {
    if (this.#markPods(this.#view.podsOn(name))) this.#retries.delete(name);
    else this.#retries.add(name);
  }

  /** Marks pods not ready; false if one could not be marked. */
  #markPods(pods: Iterable<PodId>): boolean {
    let areAllMarked = true;
    for (const pod of pods) {
      if (!this.#view.mayBeReady(pod)) continue;
      if (!this.#write({ kind: "pod-not-ready", pod })) areAllMarked = false;
      this.#write(podOnNodeNotReady(pod));
    }
    return areAllMarked;
  }

  #judge(listed: ReadonlyMap<string, Node | undefined>, at: SimTime, lateNs: number): void {
    for (const queue of this.#zones.queues()) queue.putInAgain(at);
    const disruption = this.#zones.judge(at, lateNs);
    if (disruption === "entered" || disruption === "forgotten") this.#looksAtAll = true;
    if (disruption === "entered") this.#stopEvictions(listed);
    if (disruption === "left") this.#forgive(at);
    for (const report of this.#zones.reports()) {
      const text = `${report.state} ${report.taintsPerSecond}`;
      if (this.#told.get(report.zone) === text) continue;
      this.#told.set(report.zone, text);
      this.#write({ kind: "zone", ...report });
    }
  }

  /** By the nodes as they were before the pass. */
  #stopEvictions(listed: ReadonlyMap<string, Node | undefined>): void {
    for (const name of [...this.#view.names()].toSorted()) {
      const node = listed.get(name) ?? this.#view.find(name);
      if (node !== undefined) this.#tainter.markReachable(node);
    }
  }

  /** All nodes count as seen just now. */
  #forgive(at: SimTime): void {
    for (const name of this.#view.names()) {
      const health = this.#healthAsOf(name, at);
      if (health !== undefined) this.#health.set(name, { ...health, probeUs: at });
    }
  }

  #restore(saved: NodeMonitorState): void {
    for (const [name, standing] of saved.known) this.#known.set(name, standing);
    for (const [name, health] of saved.health) this.#health.set(name, health);
    for (const [name, dueUs] of saved.due) this.#due.set(name, dueUs);
    for (const [zone, text] of saved.told) this.#told.set(zone, text);
    for (const name of saved.noted) this.#noted.add(name);
    for (const name of saved.retries) this.#retries.add(name);
    this.#looksAtAll = saved.looksAtAll;
    if (saved.pass === null) return;
    this.#pass = restoredPass(saved.pass);
  }
}
