// Pods of one namespace that a selector selects, by node and by domain, kept from cycle to cycle: what came, left or began to
// end since the last look is read from the log of placements. Pods that are about to go are not counted.

import { isEmptySelector, selectsLabels, type CompiledLabelSelector } from "../../model/label-selector.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE } from "../../cluster/pod-table.ts";

import { DomainTally } from "./domain-tally.ts";
import type { IncludedNodes } from "./included-nodes.ts";

/** Whether a class is selected, by its number. */
const UNKNOWN = 0;
const SELECTED = 1;
const PASSED_OVER = 2;

export class SelectedPods {
  readonly #cluster: ClusterState;
  readonly #namespace: string;
  readonly #selector: CompiledLabelSelector;
  readonly #tallies: DomainTally[] = [];
  #selection = new Uint8Array(0);
  #byNode = new Int32Array(0);
  #cursor = -1;
  #epoch = -1;

  /** An empty selector counts nobody, as in the source. */
  constructor(cluster: ClusterState, namespace: string, selector: CompiledLabelSelector) {
    this.#cluster = cluster;
    this.#namespace = namespace;
    this.#selector = selector;
  }

  /** Pods by node id; nodes that have gone hold anything. Replaced when nodes come. */
  get byNode(): Int32Array {
    return this.#byNode;
  }

  /** What its columns take. */
  get bytes(): number {
    let bytes = this.#selection.byteLength + this.#byNode.byteLength;
    for (const { counts } of this.#tallies) bytes += counts.byteLength;
    return bytes;
  }

  /** The same pods by the domains of nodes that take part; kept up to date from then on. */
  tallyOver(included: IncludedNodes): DomainTally {
    const known = this.#tallies.find((tally) => tally.included === included);
    if (known !== undefined) return known;
    const tally = new DomainTally(included);
    this.#tallies.push(tally);
    return tally;
  }

  /** Takes in all that happened since the last call. After the nodes' lists, and before anything is read in a cycle. */
  catchUp(): void {
    const { placements, nodes } = this.#cluster;
    this.#fitTo(nodes.idLimit);
    if (this.#epoch !== placements.epoch || !placements.reaches(this.#cursor)) this.#countAfresh();
    else this.#readLog();
    this.#epoch = placements.epoch;
    this.#cursor = placements.end;
    for (const tally of this.#tallies) if (!tally.isCurrent) tally.count(this.#byNode);
  }

  #readLog(): void {
    const { placements } = this.#cluster;
    const { end } = placements;
    for (let cursor = this.#cursor; cursor < end; cursor += 1) {
      const change = placements.liveAt(cursor);
      if (change === 0 || !this.#selects(placements.classAt(cursor))) continue;
      const node = placements.nodeAt(cursor);
      this.#byNode[node]! += change;
      for (const tally of this.#tallies) if (tally.isCurrent) tally.add(node, change === 1 ? 1 : -1);
    }
  }

  #countAfresh(): void {
    const { nodeOrder, pods } = this.#cluster;
    this.#byNode.fill(0);
    for (const tally of this.#tallies) tally.spoil();
    for (const node of nodeOrder) {
      let count = 0;
      for (let pod = pods.firstOnNode(node); pod !== NONE; pod = pods.nextOnNode(pod)) {
        if (!pods.isTerminating(pod) && this.#selects(pods.classOf(pod))) count += 1;
      }
      this.#byNode[node] = count;
    }
  }

  #selects(id: ClassId): boolean {
    if (id >= this.#selection.length) this.#growSelection();
    const known = this.#selection[id]!;
    if (known !== UNKNOWN) return known === SELECTED;
    const { namespace, pod } = this.#cluster.classes.get(id);
    const selected =
      namespace === this.#namespace &&
      !isEmptySelector(this.#selector) &&
      selectsLabels(this.#selector, pod.metadata.labels);
    this.#selection[id] = selected ? SELECTED : PASSED_OVER;
    return selected;
  }

  #growSelection(): void {
    const larger = new Uint8Array(2 * this.#cluster.classes.size);
    larger.set(this.#selection);
    this.#selection = larger;
  }

  #fitTo(nodes: number): void {
    if (nodes <= this.#byNode.length) return;
    const larger = new Int32Array(Math.max(nodes, 2 * this.#byNode.length));
    larger.set(this.#byNode);
    this.#byNode = larger;
  }
}
