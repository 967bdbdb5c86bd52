// How pods stand over the domains of one constraint, counted afresh node by node. Slow and readable; what is kept from cycle
// to cycle must say the same.
// Imitates plugins/podtopologyspread/common.go (countPodsMatchSelector) and filtering.go (calPreFilterState), v1.36.

import { isEmptySelector, selectsLabels } from "../../model/label-selector.ts";
import { includesNode, type SpreadConstraint } from "../../model/topology-spread.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";

import type { NodeView, PodView } from "../framework/node-view.ts";
import { topologyValueOf } from "../topology/topology-values.ts";

/** How many pods a constraint counts in each domain, in the cluster as it is or as it would be. */
export interface DomainCounts {
  /** Pods in the domain that the node stands in; 0 if nobody counted there. */
  at(node: NodeView): number;
  /** Domains that some included node stands in. */
  readonly domains: number;
  /** The fewest pods in any domain; without a domain, more than there can be. */
  least(): number;
  /** One pod more or less in the node's domain. */
  shift(node: NodeView, by: 1 | -1): void;
  copy(): DomainCounts;
}

/** Pods of the namespace on the node that the constraint selects, those aside that are about to go. */
export function countOn(node: NodeView, { selector }: SpreadConstraint, namespace: string): number {
  if (isEmptySelector(selector)) return 0;
  let count = 0;
  for (const { podClass, isTerminating } of node.pods()) {
    if (isTerminating || podClass.namespace !== namespace) continue;
    if (selectsLabels(selector, podClass.pod.metadata.labels)) count += 1;
  }
  return count;
}

export function hasAllKeys(record: NodeRecord, constraints: readonly SpreadConstraint[]): boolean {
  return constraints.every(({ topologyKey }) => topologyValueOf(record, topologyKey) !== undefined);
}

/** Whether another pod is one that the constraint of `podClass` counts; an empty selector selects here, unlike above. */
function selectsPod(
  { selector }: SpreadConstraint,
  podClass: SchedulingClass,
  { namespace, pod }: SchedulingClass,
): boolean {
  return namespace === podClass.namespace && selectsLabels(selector, pod.metadata.labels);
}

/** Whether the pod is counted by its own constraint wherever it goes. */
export function selectsItself(constraint: SpreadConstraint, podClass: SchedulingClass): boolean {
  return selectsPod(constraint, podClass, podClass);
}

/** Whether a pod that comes to the node or leaves it is counted there. */
export function countsChange(
  constraint: SpreadConstraint,
  podClass: SchedulingClass,
  { podClass: other }: PodView,
  { record }: NodeView,
): boolean {
  return selectsPod(constraint, podClass, other) && includesNode(constraint, podClass, record);
}

export class FreshCounts implements DomainCounts {
  readonly #topologyKey: string;
  readonly #byValue: Map<string, number>;

  constructor(topologyKey: string, byValue: ReadonlyMap<string, number> = new Map()) {
    this.#topologyKey = topologyKey;
    this.#byValue = new Map(byValue);
  }

  get domains(): number {
    return this.#byValue.size;
  }

  at({ record }: NodeView): number {
    return this.#byValue.get(topologyValueOf(record, this.#topologyKey) ?? "") ?? 0;
  }

  least(): number {
    return Math.min(...this.#byValue.values());
  }

  shift(node: NodeView, by: number): void {
    this.#byValue.set(topologyValueOf(node.record, this.#topologyKey) ?? "", this.at(node) + by);
  }

  copy(): FreshCounts {
    return new FreshCounts(this.#topologyKey, this.#byValue);
  }
}
