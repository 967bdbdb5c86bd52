// The counts that PodTopologySpread keeps from cycle to cycle, by class: whom its constraints count, over which nodes. Classes
// whose constraints select alike share them.

import { selectorText } from "../../model/label-selector.ts";
import { HOSTNAME_KEY, type SpreadConstraint } from "../../model/topology-spread.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { CountBounds } from "../framework/count-bounds.ts";
import type { NodeView } from "../framework/node-view.ts";
import type { DomainTally } from "../topology/domain-tally.ts";
import { NodeInclusions, type IncludedNodes } from "../topology/included-nodes.ts";
import { PlacementReader } from "../topology/placement-reader.ts";
import { SelectedPods } from "../topology/selected-pods.ts";
import { NO_VALUE } from "../topology/topology-values.ts";
import { selectsItself, type DomainCounts } from "./pod-topology-spread-counts.ts";
import { leastIn, type HardSpread } from "./pod-topology-spread-filter.ts";
import type { SpreadRules } from "./pod-topology-spread-rules.ts";

/** All kept columns together, more or less; beyond, everything is counted afresh when it is asked for. */
const BYTES_MAX = 128 * 1024 * 1024;
/** So many classes come before the columns are measured again. */
const CLASSES_UNMEASURED = 64;

/** A kept tally as it is, or as it would be with a few pods more or less. */
export class KeptCounts implements DomainCounts {
  readonly #tally: DomainTally;
  /** By domain: the difference. */
  readonly #changes: Map<number, number>;

  constructor(tally: DomainTally, changes: ReadonlyMap<number, number> = new Map()) {
    this.#tally = tally;
    this.#changes = new Map(changes);
  }

  get domains(): number {
    return this.#tally.domains;
  }

  at({ id }: NodeView): number {
    const value = this.#valueOf(id);
    return value === NO_VALUE ? 0 : this.#inDomain(value);
  }

  least(): number {
    if (this.#changes.size === 0) return this.#tally.least;
    const changed = [...this.#changes.keys()];
    return Math.min(this.#tally.leastBeside(changed), ...changed.map((value) => this.#inDomain(value)));
  }

  shift({ id }: NodeView, by: 1 | -1): void {
    const value = this.#valueOf(id);
    this.#changes.set(value, (this.#changes.get(value) ?? 0) + by);
  }

  copy(): KeptCounts {
    return new KeptCounts(this.#tally, this.#changes);
  }

  #valueOf(node: number): number {
    return this.#tally.included.column.byNode[node]!;
  }

  #inDomain(value: number): number {
    return this.#tally.counts[value]! + (this.#changes.get(value) ?? 0);
  }
}

/** A hard constraint of a class with what it counts. */
export class KeptHardSpread implements HardSpread {
  readonly constraint: SpreadConstraint;
  readonly self: 0 | 1;
  readonly counts: KeptCounts;
  readonly #tally: DomainTally;

  constructor(constraint: SpreadConstraint, podClass: SchedulingClass, tally: DomainTally) {
    this.constraint = constraint;
    this.self = selectsItself(constraint, podClass) ? 1 : 0;
    this.counts = new KeptCounts(tally);
    this.#tally = tally;
  }

  /** As many pods may be in a node's domain, once the tally has caught up. */
  get bounds(): CountBounds {
    return {
      places: this.#tally.included.column.byNode,
      counts: this.#tally.counts,
      least: 0,
      most: this.constraint.maxSkew - this.self + leastIn(this),
      passesNowhere: false,
    };
  }
}

/** A soft constraint of a class with what it counts. */
export interface KeptSoftSpread {
  readonly constraint: SpreadConstraint;
  readonly included: IncludedNodes;
  readonly pods: SelectedPods;
  /** The pods by domain; undefined where nodes are the domains, and the pods by node say it. */
  readonly tally: DomainTally | undefined;
}

/** What is kept of a class. */
export interface KeptSpread {
  readonly rules: SpreadRules;
  readonly hard: readonly KeptHardSpread[];
  readonly soft: readonly KeptSoftSpread[];
  /** Whom the constraints select. */
  readonly selected: readonly SelectedPods[];
}

export class SpreadKeeper {
  readonly #cluster: ClusterState;
  readonly #inclusions: NodeInclusions;
  readonly #selected = new Map<string, SelectedPods>();
  readonly #reader: PlacementReader;
  #byClass: (KeptSpread | undefined)[] = [];
  #unmeasured = 0;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
    this.#inclusions = new NodeInclusions(cluster);
    this.#reader = new PlacementReader(cluster);
  }

  /** What is kept of a class whose constraints can be had, caught up with the cluster. */
  of(podClass: SchedulingClass, rules: SpreadRules): KeptSpread {
    let kept = this.#byClass[podClass.id];
    if (kept?.rules !== rules) {
      this.#makeRoom();
      kept = this.#make(podClass, rules);
      this.#byClass[podClass.id] = kept;
    }
    this.#inclusions.refresh();
    this.#reader.catchUp();
    for (const pods of kept.selected) pods.settle();
    return kept;
  }

  #make(podClass: SchedulingClass, rules: SpreadRules): KeptSpread {
    const selected = new Set<SelectedPods>();
    const counted = (constraint: SpreadConstraint, requiredKeys: readonly string[] | undefined) => {
      const pods = this.#podsOf(constraint, podClass.namespace);
      selected.add(pods);
      return { pods, included: this.#inclusions.of({ ...constraint, requiredKeys }, podClass) };
    };
    const hardConstraints = "kind" in rules.hard ? [] : rules.hard;
    const softConstraints = "kind" in rules.soft ? [] : rules.soft;
    const hardKeys = keysOf(hardConstraints);
    const softKeys = rules.requiresAllKeys ? keysOf(softConstraints) : undefined;
    const hard = hardConstraints.map((constraint) => {
      const { pods, included } = counted(constraint, hardKeys);
      return new KeptHardSpread(constraint, podClass, pods.tallyOver(included));
    });
    const soft = softConstraints.map((constraint): KeptSoftSpread => {
      const { pods, included } = counted(constraint, softKeys);
      const tally = constraint.topologyKey === HOSTNAME_KEY ? undefined : pods.tallyOver(included);
      return { constraint, included, pods, tally };
    });
    return { rules, hard, soft, selected: [...selected] };
  }

  #podsOf({ selector }: SpreadConstraint, namespace: string): SelectedPods {
    const key = JSON.stringify([namespace, selector.kind, selectorText(selector)]);
    const known = this.#selected.get(key);
    if (known !== undefined) return known;
    const pods = new SelectedPods(this.#cluster, namespace, selector);
    this.#selected.set(key, pods);
    this.#reader.add(pods);
    return pods;
  }

  /** Forgets everything when it has grown too large, which is rare. */
  #makeRoom(): void {
    this.#unmeasured += 1;
    if (this.#unmeasured < CLASSES_UNMEASURED) return;
    this.#unmeasured = 0;
    let bytes = this.#inclusions.bytes;
    for (const pods of this.#selected.values()) bytes += pods.bytes;
    if (bytes <= BYTES_MAX) return;
    this.#inclusions.forget();
    this.#selected.clear();
    this.#reader.clear();
    this.#byClass = [];
  }
}

function keysOf(constraints: readonly SpreadConstraint[]): readonly string[] {
  return constraints.map(({ topologyKey }) => topologyKey);
}
