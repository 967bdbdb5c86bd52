// The soft constraints over columns: candidates scored by kept counts.
// Says what pod-topology-spread-score.ts says.

import type { TopologyColumn } from "../topology/topology-values.ts";
import { NO_VALUE } from "../topology/topology-values.ts";
import type { KeptSoftSpread, KeptSpread } from "./pod-topology-spread-kept.ts";
import { weightOfDomains, type IgnoredCandidates } from "./pod-topology-spread-score.ts";

/** A soft constraint in a cycle. */
interface WeightedSpread {
  readonly spread: KeptSoftSpread;
  readonly weight: number;
}

export interface KeptScoreState extends IgnoredCandidates {
  readonly soft: readonly WeightedSpread[];
}

/** Marks domains as seen without clearing anything in between. */
class DomainMarks {
  #marks = new Int32Array(0);
  #mark = 0;

  /** Forgets all marks. */
  begin(limit: number): void {
    if (limit > this.#marks.length) this.#marks = new Int32Array(2 * limit);
    this.#mark += 1;
  }

  /** Marks the domains of `nodes[0..count)`; how many there are. */
  markAll(byNode: Int32Array, valueWithoutKey: number, nodes: Int32Array, count: number): number {
    const marks = this.#marks;
    const mark = this.#mark;
    let domains = 0;
    for (let index = 0; index < count; index += 1) {
      const known = byNode[nodes[index]!]!;
      const value = known === NO_VALUE ? valueWithoutKey : known;
      if (marks[value] === mark) continue;
      marks[value] = mark;
      domains += 1;
    }
    return domains;
  }

  /** 1 if the domain was not marked yet. */
  mark(value: number): 0 | 1 {
    if (this.#marks[value] === this.#mark) return 0;
    this.#marks[value] = this.#mark;
    return 1;
  }
}

const NOBODY = (): boolean => false;

export class SpreadScorer {
  readonly #marks = new DomainMarks();

  /** Weighs the constraints by how many domains the candidates stand in. */
  prepare({ soft, rules }: KeptSpread, nodes: Int32Array, count: number): KeptScoreState {
    const columns = soft.map(({ tally }) => tally.included.column);
    const lacksKey = rules.requiresAllKeys ? (node: number) => lacksSomeKey(columns, node) : NOBODY;
    let ignored = 0;
    if (rules.requiresAllKeys) for (let index = 0; index < count; index += 1) if (lacksKey(nodes[index]!)) ignored += 1;
    const isIgnored = ignored === 0 ? NOBODY : lacksKey;
    const weighted = soft.map((spread): WeightedSpread => {
      const domains = spread.onNodes === undefined ? this.#domainsOf(spread, nodes, count, isIgnored) : count - ignored;
      return { spread, weight: weightOfDomains(domains) };
    });
    return { soft: weighted, isIgnored, ignored };
  }

  #domainsOf(
    { tally }: KeptSoftSpread,
    nodes: Int32Array,
    count: number,
    isIgnored: (node: number) => boolean,
  ): number {
    const { column, valueWithoutKey } = tally.included;
    const { byNode } = column;
    this.#marks.begin(column.limit);
    if (isIgnored === NOBODY) return this.#marks.markAll(byNode, valueWithoutKey, nodes, count);
    let domains = 0;
    for (let index = 0; index < count; index += 1) {
      const node = nodes[index]!;
      if (isIgnored(node)) continue;
      const value = byNode[node]!;
      domains += this.#marks.mark(value === NO_VALUE ? valueWithoutKey : value);
    }
    return domains;
  }
}

function lacksSomeKey(columns: readonly TopologyColumn[], node: number): boolean {
  for (const { byNode } of columns) if (byNode[node] === NO_VALUE) return true;
  return false;
}

/** Raw scores of `nodes[0..count)` into `scores`. */
export function scoreKept(
  { soft, isIgnored, ignored }: KeptScoreState,
  nodes: Int32Array,
  count: number,
  scores: Float64Array,
): void {
  scores.fill(0, 0, count);
  for (const { spread, weight } of soft) addSpread(spread, weight, nodes, count, scores);
  roundAll(scores, count);
  if (ignored === 0) return;
  for (let index = 0; index < count; index += 1) if (isIgnored(nodes[index]!)) scores[index] = 0;
}

function addSpread(
  { constraint, tally, onNodes }: KeptSoftSpread,
  weight: number,
  nodes: Int32Array,
  count: number,
  scores: Float64Array,
): void {
  const { byNode } = tally.included.column;
  const pods = onNodes === undefined ? tally.counts : onNodes.byNode;
  const allowance = constraint.maxSkew - 1;
  if (onNodes === undefined) addByDomain(byNode, pods, weight, allowance, nodes, count, scores);
  else addByNode(byNode, pods, weight, allowance, nodes, count, scores);
}

/** One of the loops in which a run spends its time; as the next, but that pods are counted by domain. */
function addByDomain(
  byNode: Int32Array,
  pods: Int32Array,
  weight: number,
  allowance: number,
  nodes: Int32Array,
  count: number,
  scores: Float64Array,
): void {
  for (let index = 0; index < count; index += 1) {
    const value = byNode[nodes[index]!]!;
    if (value !== NO_VALUE) scores[index] = scores[index]! + (pods[value]! * weight + allowance);
  }
}

function addByNode(
  byNode: Int32Array,
  pods: Int32Array,
  weight: number,
  allowance: number,
  nodes: Int32Array,
  count: number,
  scores: Float64Array,
): void {
  for (let index = 0; index < count; index += 1) {
    const node = nodes[index]!;
    if (byNode[node] !== NO_VALUE) scores[index] = scores[index]! + (pods[node]! * weight + allowance);
  }
}

function roundAll(scores: Float64Array, count: number): void {
  for (let index = 0; index < count; index += 1) scores[index] = Math.round(scores[index]!);
}
