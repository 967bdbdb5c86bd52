// How many pods stand where that somebody's terms mean, or that hold terms: the counts of InterPodAffinity, kept from cycle to
// cycle. A pod that comes or goes costs as many steps as there are counters that count it.
// Stands for the walk over all pods in plugins/interpodaffinity (filtering.go, scoring.go), v1.36.

import { NO_AFFINITY_TERMS, type AffinityTerm } from "../../model/pod-affinity-terms.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE } from "../../cluster/pod-table.ts";

import { NO_VALUE, TopologyValues } from "../topology/topology-values.ts";
import type { TopologyCounter } from "./inter-pod-affinity-counter.ts";
import { AffinityRegister, type Regard } from "./inter-pod-affinity-register.ts";
import type { AffinityScoreArguments } from "./inter-pod-affinity-score.ts";

/** Before any place in the log of placements, and any version. */
const NOWHERE = -1;

export class AffinityBook {
  readonly #cluster: ClusterState;
  readonly #args: AffinityScoreArguments;
  readonly #values: TopologyValues;
  #register: AffinityRegister;
  /** Classes below this number have been looked at for terms. */
  #classesSeen = 0;
  /** False as long as no class has any term: then nothing is counted. */
  #isActive = false;
  /** Everything in the log of placements before this is counted. */
  #cursor = NOWHERE;
  /** Of the log that the cursor points into. */
  #epoch = NOWHERE;
  #namespacesVersion = NOWHERE;
  /** Of registers before this one. */
  #earlierRegards = 0;
  /** By class: pods on nodes, on those that are gone too. */
  #standing: number[] = [];
  readonly #countStanding = (counter: TopologyCounter, classes: ReadonlySet<ClassId>): void => {
    let left = 0;
    for (const id of classes) left += this.#standing[id] ?? 0;
    if (left > 0) this.#countUntil(left, counter, classes);
  };

  constructor(cluster: ClusterState, args: AffinityScoreArguments) {
    this.#cluster = cluster;
    this.#args = args;
    this.#values = new TopologyValues(cluster);
    this.#register = new AffinityRegister(cluster, args, this.#values);
  }

  /** Changes when all counters that were handed out are void. */
  get edition(): number {
    return this.#namespacesVersion;
  }

  /** Changes when some class is meant by one more term, or all counters are void. After `catchUp`. */
  get regards(): number {
    return this.#earlierRegards + this.#register.regards;
  }

  /** What placed pods' terms say of pods of the class. After `catchUp`. */
  regardOf(id: ClassId): Regard {
    return this.#register.regardOf(id);
  }

  /**
   * Counters of the pods that all terms mean, by each term's topology key. The terms have their namespaces listed. After
   * `catchUp`; kept up to date from then on.
   */
  countersFor(terms: readonly AffinityTerm[]): readonly TopologyCounter[] {
    return this.#register.countersFor(terms, this.#countStanding);
  }

  /** Takes in all that happened since the last call. To be called before anything is read in a cycle. */
  catchUp(): void {
    this.#lookForTerms();
    if (!this.#isActive) return;
    const { objects, placements } = this.#cluster;
    this.#heedNamespaces(objects.versionOf("Namespace"));
    this.#register.learnClasses();
    const { end, epoch } = placements;
    if (this.#epoch !== epoch || !placements.reaches(this.#cursor)) this.#countAfresh();
    else {
      for (; this.#cursor < end; this.#cursor += 1) this.#readPlacement(this.#cursor);
      this.#moveWithNodes();
    }
    this.#cursor = end;
    this.#epoch = epoch;
  }

  #lookForTerms(): void {
    const { classes } = this.#cluster;
    for (; !this.#isActive && this.#classesSeen < classes.size; this.#classesSeen += 1) {
      this.#isActive = classes.get(this.#classesSeen).affinityTerms !== NO_AFFINITY_TERMS;
    }
  }

  /** Whom a term means may hang on any namespace. */
  #heedNamespaces(version: number): void {
    if (version === this.#namespacesVersion) return;
    this.#namespacesVersion = version;
    this.#earlierRegards = this.regards + 1;
    this.#register = new AffinityRegister(this.#cluster, this.#args, this.#values);
    this.#cursor = NOWHERE;
  }

  #countUntil(wanted: number, counter: TopologyCounter, classes: ReadonlySet<ClassId>): void {
    const { nodeOrder, pods } = this.#cluster;
    const { byNode } = counter.column;
    let left = wanted;
    for (let index = 0; index < nodeOrder.length && left > 0; index += 1) {
      const node = nodeOrder[index]!;
      for (let pod = pods.firstOnNode(node); pod !== NONE; pod = pods.nextOnNode(pod)) {
        if (!classes.has(pods.classOf(pod))) continue;
        counter.add(byNode[node]!, 1);
        left -= 1;
      }
    }
  }

  #readPlacement(cursor: number): void {
    const { placements } = this.#cluster;
    const amount = placements.presentAt(cursor);
    if (amount === 0) return;
    const id = placements.classAt(cursor);
    this.#standing[id] = (this.#standing[id] ?? 0) + amount;
    const counters = this.#register.countersOf(id);
    if (counters.length === 0) return;
    const node = placements.nodeAt(cursor);
    for (const counter of counters) counter.add(counter.column.byNode[node] ?? NO_VALUE, amount);
  }

  #countAfresh(): void {
    const { nodes, pods } = this.#cluster;
    this.#values.refresh();
    this.#standing = [];
    this.#register.clearCounters();
    // Pods of nodes that are gone stand nowhere, but will leave.
    for (let node = 0; node < nodes.idLimit; node += 1) {
      for (let pod = pods.firstOnNode(node); pod !== NONE; pod = pods.nextOnNode(pod)) {
        const id = pods.classOf(pod);
        this.#standing[id] = (this.#standing[id] ?? 0) + 1;
        for (const counter of this.#register.countersOf(id)) counter.add(counter.column.byNode[node]!, 1);
      }
    }
  }

  /** Pods on nodes that came, went or have other labels are counted where their node stands now. */
  #moveWithNodes(): void {
    if (this.#values.isFresh) return;
    const { pods } = this.#cluster;
    const before = new Map([...this.#values.columns()].map((column) => [column, column.byNode.slice()]));
    for (const node of this.#values.refresh()) {
      for (let pod = pods.firstOnNode(node); pod !== NONE; pod = pods.nextOnNode(pod)) {
        for (const counter of this.#register.countersOf(pods.classOf(pod))) {
          counter.add(before.get(counter.column)![node] ?? NO_VALUE, -1);
          counter.add(counter.column.byNode[node] ?? NO_VALUE, 1);
        }
      }
    }
  }
}
