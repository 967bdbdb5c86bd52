// The hard constraints: a node passes if the pod would not make its domain too full beside the emptiest one.
// Imitates plugins/podtopologyspread/filtering.go, v1.36. Of the two critical paths that the source tracks the first one is
// the exact minimum in every use: pods are added and removed on one node only before the filter is asked again.

import { includesNode, type SpreadConstraint } from "../../model/topology-spread.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { NodeView, PodView } from "../framework/node-view.ts";
import type { CyclePod } from "../framework/plugin.ts";
import { SUCCESS, unresolvable, unschedulable, type Status } from "../framework/status.ts";
import { topologyValueOf } from "../topology/topology-values.ts";
import {
  countOn,
  countsChange,
  FreshCounts,
  hasAllKeys,
  selectsItself,
  type DomainCounts,
} from "./pod-topology-spread-counts.ts";

const REASON = "node(s) didn't match pod topology spread constraints";
const TOO_UNEVEN = unschedulable(REASON);
const NO_LABEL = unresolvable(`${REASON} (missing required label)`);

/** What fails the cycle where preFilter is disabled. */
export const FILTER_NOT_PREPARED = 'reading "PreFilterPodTopologySpread" from cycleState: not found';

/** A hard constraint in a cycle. */
export interface HardSpread {
  readonly constraint: SpreadConstraint;
  /** 1 if the pod counts itself. */
  readonly self: 0 | 1;
  readonly counts: DomainCounts;
}

export type SpreadFilterState = readonly HardSpread[];

/** Counts the pods of all nodes, where nodes have every key and take part. */
export function countAfresh(
  constraints: readonly SpreadConstraint[],
  podClass: SchedulingClass,
  nodes: Iterable<NodeView>,
): SpreadFilterState {
  const byValue = constraints.map(() => new Map<string, number>());
  for (const node of nodes) {
    if (!hasAllKeys(node.record, constraints)) continue;
    for (const [index, constraint] of constraints.entries()) {
      if (!includesNode(constraint, podClass, node.record)) continue;
      const value = topologyValueOf(node.record, constraint.topologyKey)!;
      const before = byValue[index]!.get(value) ?? 0;
      byValue[index]!.set(value, before + countOn(node, constraint, podClass.namespace));
    }
  }
  return constraints.map((constraint, index) => ({
    constraint,
    self: selectsItself(constraint, podClass) ? 1 : 0,
    counts: new FreshCounts(constraint.topologyKey, byValue[index]),
  }));
}

/** What the constraint measures by: the emptiest domain, or nothing if there are too few domains. */
export function leastIn({ constraint, counts }: HardSpread): number {
  return counts.domains < constraint.minDomains ? 0 : counts.least();
}

export function filterSpread(node: NodeView, state: SpreadFilterState): Status {
  for (const hard of state) {
    const { constraint, self, counts } = hard;
    if (topologyValueOf(node.record, constraint.topologyKey) === undefined) return NO_LABEL;
    if (counts.at(node) + self - leastIn(hard) > constraint.maxSkew) return TOO_UNEVEN;
  }
  return SUCCESS;
}

export function cloneSpread(state: SpreadFilterState): SpreadFilterState {
  return state.map((hard) => ({ ...hard, counts: hard.counts.copy() }));
}

/** A pod comes to the node (+1) or leaves it (−1) in a copied state. */
export function shiftSpread(
  state: SpreadFilterState,
  { podClass }: CyclePod,
  other: PodView,
  node: NodeView,
  by: 1 | -1,
): Status {
  const constraints = state.map(({ constraint }) => constraint);
  if (!hasAllKeys(node.record, constraints)) return SUCCESS;
  for (const { constraint, counts } of state) {
    if (countsChange(constraint, podClass, other, node)) counts.shift(node, by);
  }
  return SUCCESS;
}
