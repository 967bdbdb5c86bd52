// Pods of one namespace that a selector selects, by node and by domain, kept from cycle to cycle: what came, left or began to
// end since the last look is told by whoever reads the log of placements. Pods that are about to go are not counted.

import { isEmptySelector, selectsLabels, type CompiledLabelSelector } from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE } from "../../cluster/pod-table.ts";

import { DomainTally } from "./domain-tally.ts";
import type { IncludedNodes } from "./included-nodes.ts";

export class SelectedPods {
  readonly #cluster: ClusterState;
  readonly selector: CompiledLabelSelector;
  readonly #namespace: string;
  readonly #tallies: DomainTally[] = [];
  #byNode = new Int32Array(0);
  #isCounted = false;

  /** An empty selector counts nobody, as in the source. */
  constructor(cluster: ClusterState, namespace: string, selector: CompiledLabelSelector) {
    this.#cluster = cluster;
    this.#namespace = namespace;
    this.selector = selector;
  }

  /** Pods by node id, of nodes that have gone, too: one of the name may come back before they go. Replaced when nodes come. */
  get byNode(): Int32Array {
    return this.#byNode;
  }

  /** What its columns take. */
  get bytes(): number {
    let bytes = this.#byNode.byteLength;
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

  /** Whether pods of a namespace with such labels are among them. */
  selects(namespace: string, labels: Labels | undefined): boolean {
    return (
      namespace === this.#namespace && !isEmptySelector(this.selector) && selectsLabels(this.selector, labels ?? {})
    );
  }

  /** There is no such pod on any node. */
  beginEmpty(): void {
    this.#byNode.fill(0);
    for (const tally of this.#tallies) tally.spoil();
    this.#isCounted = true;
  }

  /** What was counted holds no more. */
  spoil(): void {
    this.#isCounted = false;
  }

  /** A selected pod came to a node (+1), left it or began to end there (-1). After the nodes' lists. */
  note(node: number, change: 1 | -1): void {
    if (!this.#isCounted) return;
    this.#fitTo(node + 1);
    this.#byNode[node]! += change;
    for (const tally of this.#tallies) if (tally.isCurrent) tally.add(node, change);
  }

  /** Counts what is not counted yet. After the nodes' lists and all that was to be noted, and before anything is read in a cycle. */
  settle(): void {
    this.#fitTo(this.#cluster.nodes.idLimit);
    if (!this.#isCounted) this.#countAfresh();
    for (const tally of this.#tallies) if (!tally.isCurrent) tally.count(this.#byNode);
  }

  /** Class by class: the nodes' lists lead to and fro and leave out nodes that have gone. */
  #countAfresh(): void {
    const { classes, pods } = this.#cluster;
    this.beginEmpty();
    const byNode = this.#byNode;
    pods.byClass.show(
      (classId) => this.#selectsClass(classes.get(classId)),
      (pod) => {
        if (pods.isTerminating(pod)) return;
        const node = pods.nodeOf(pod);
        if (node !== NONE) byNode[node]! += 1;
      },
    );
  }

  #selectsClass({ namespace, pod }: SchedulingClass): boolean {
    return this.selects(namespace, pod.metadata.labels);
  }

  #fitTo(nodes: number): void {
    if (nodes <= this.#byNode.length) return;
    const larger = new Int32Array(Math.max(nodes, 2 * this.#byNode.length));
    larger.set(this.#byNode);
    this.#byNode = larger;
  }
}
