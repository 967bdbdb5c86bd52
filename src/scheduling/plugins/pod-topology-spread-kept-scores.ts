// The soft constraints over columns: candidates scored by kept counts.
// Says what pod-topology-spread-score.ts says.

import type { TopologyColumn } from "../topology/topology-values.ts";
import { NO_VALUE } from "../topology/topology-values.ts";
import type { KeptSoftSpread, KeptSpread } from "./pod-topology-spread-kept.ts";
import { weightOfDomains, type IgnoredCandidates } from "./pod-topology-spread-score.ts";

/** The soft constraints of a class in a cycle. */
export interface KeptScoreState extends IgnoredCandidates {
  readonly soft: readonly KeptSoftSpread[];
  /** Of each constraint. */
  readonly weights: readonly number[];
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

  /** Marks the domains of `nodes[0..count)`; how many there are. They are no more than `most`. */
  markAll(byNode: Int32Array, valueWithoutKey: number, nodes: Int32Array, count: number, most: number): number {
    const marks = this.#marks;
    const mark = this.#mark;
    let domains = 0;
    for (let index = 0; index < count && domains < most; index += 1) {
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
  /** By number of domains; few numbers come. */
  readonly #weights = new Map<number, number>();

  /** Weighs the constraints by how many domains the candidates stand in. */
  prepare({ soft, rules }: KeptSpread, nodes: Int32Array, count: number): KeptScoreState {
    if (!rules.requiresAllKeys) return this.#weighed(soft, nodes, count, NOBODY, 0);
    const columns = soft.map(({ included }) => included.column);
    const lacksKey = (node: number) => lacksSomeKey(columns, node);
    let ignored = 0;
    for (let index = 0; index < count; index += 1) if (lacksKey(nodes[index]!)) ignored += 1;
    return this.#weighed(soft, nodes, count, ignored === 0 ? NOBODY : lacksKey, ignored);
  }

  #weighed(
    soft: readonly KeptSoftSpread[],
    nodes: Int32Array,
    count: number,
    isIgnored: (node: number) => boolean,
    ignored: number,
  ): KeptScoreState {
    const weights: number[] = [];
    for (let place = 0; place < soft.length; place += 1) {
      const spread = soft[place]!;
      const domains = spread.tally === undefined ? count - ignored : this.#domainsOf(spread, nodes, count, isIgnored);
      weights.push(this.#weightOf(domains));
    }
    return { soft, weights, isIgnored, ignored };
  }

  #weightOf(domains: number): number {
    const known = this.#weights.get(domains);
    if (known !== undefined) return known;
    const weight = weightOfDomains(domains);
    this.#weights.set(domains, weight);
    return weight;
  }

  #domainsOf(
    { included }: KeptSoftSpread,
    nodes: Int32Array,
    count: number,
    isIgnored: (node: number) => boolean,
  ): number {
    const { column, valueWithoutKey } = included;
    const { byNode } = column;
    this.#marks.begin(column.limit);
    if (isIgnored === NOBODY) return this.#marks.markAll(byNode, valueWithoutKey, nodes, count, column.domainsMost);
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
  { soft, weights, isIgnored, ignored }: KeptScoreState,
  nodes: Int32Array,
  count: number,
  scores: Float64Array,
): void {
  scores.fill(0, 0, count);
  for (let place = 0; place < soft.length; place += 1) addSpread(soft[place]!, weights[place]!, nodes, count, scores);
  roundAll(scores, count);
  if (ignored === 0) return;
  for (let index = 0; index < count; index += 1) if (isIgnored(nodes[index]!)) scores[index] = 0;
}

function addSpread(
  { constraint, included, pods, tally }: KeptSoftSpread,
  weight: number,
  nodes: Int32Array,
  count: number,
  scores: Float64Array,
): void {
  const { byNode } = included.column;
  const allowance = constraint.maxSkew - 1;
  if (tally === undefined) addByNode(byNode, pods.byNode, weight, allowance, nodes, count, scores);
  else addByDomain(byNode, tally.counts, weight, allowance, nodes, count, scores);
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
