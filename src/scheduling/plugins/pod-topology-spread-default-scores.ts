// The soft constraints by which pods are spread by default, over nodes and then over a domain of many nodes, scored and normalised
// in two loops: a run spends much of its time here. Adds what pod-topology-spread-score.ts says.

import { dividedInt } from "../framework/integer.ts";
import { MAX_NODE_SCORE } from "../framework/plugin.ts";
import { NO_VALUE } from "../topology/topology-values.ts";
import type { KeptSoftSpread } from "./pod-topology-spread-kept.ts";
import type { KeptScoreState } from "./pod-topology-spread-kept-scores.ts";

/** With no more than this of each, all that is added up stays below 2^31. */
const SKEW_MAX = 1_000_000;
/** The highest score less the lowest that are looked up in a table. */
const FEW_SCORES = 1024;

type Pair = readonly [KeptSoftSpread, KeptSoftSpread];

export class DefaultSpreadScores {
  /** Raw scores of the candidates, of one call; and the lowest and the highest. */
  #raw = new Int32Array(0);
  #least = 0;
  #most = 0;
  /** What each domain adds to a raw score, of one call. */
  #ofDomain = new Float64Array(0);
  /** What a raw score adds, by how much it is above the lowest. Of one call. */
  readonly #added = new Float64Array(FEW_SCORES);

  /** Adds the weighted scores of `nodes[0..count)` to their totals; false, and nothing is added, if it is not that simple. */
  add(state: KeptScoreState, nodes: Int32Array, count: number, weight: number, totals: Float64Array): boolean {
    if (state.ignored > 0 || !isPair(state.soft)) return false;
    this.#fitTo(count, state.soft[1].included.column.limit);
    this.#score(state.soft, state.weights, nodes, count);
    const [least, most] = [this.#least, this.#most];
    if (most - least >= FEW_SCORES) return false;
    for (let score = least; score <= most; score += 1) {
      const turned = most === 0 ? MAX_NODE_SCORE : dividedInt(MAX_NODE_SCORE * (most + least - score), most);
      this.#added[score - least] = weight * turned;
    }
    addAll(this.#raw, this.#added, least, count, totals);
    return true;
  }

  #fitTo(count: number, domains: number): void {
    if (this.#raw.length < count) this.#raw = new Int32Array(2 * count);
    if (this.#ofDomain.length < domains) this.#ofDomain = new Float64Array(2 * domains);
  }

  /** No sum lies between 0 and 1/2, so adding 1/2 and cutting off rounds as it should. */
  #score([first, second]: Pair, weights: readonly number[], nodes: Int32Array, count: number): void {
    const raw = this.#raw;
    const isPlace = first.included.column.byNode;
    const pods = first.pods.byNode;
    const weight = weights[0]!;
    const allowance = first.constraint.maxSkew - 1;
    const places = second.included.column.byNode;
    const ofDomain = this.#weighDomains(second, weights[1]!);
    let least = SCORE_MAX;
    let most = 0;
    for (let index = 0; index < count; index += 1) {
      const node = nodes[index]!;
      let sum = isPlace[node] === NO_VALUE ? 0 : pods[node]! * weight + allowance;
      const value = places[node]!;
      if (value !== NO_VALUE) sum += ofDomain[value]!;
      const score = (sum + 0.5) | 0;
      raw[index] = score;
      if (score < least) least = score;
      if (score > most) most = score;
    }
    this.#least = least;
    this.#most = most;
  }

  #weighDomains({ constraint, included, tally }: KeptSoftSpread, weight: number): Float64Array {
    const { limit } = included.column;
    const counts = tally!.counts;
    const allowance = constraint.maxSkew - 1;
    for (let value = 0; value < limit; value += 1) this.#ofDomain[value] = counts[value]! * weight + allowance;
    return this.#ofDomain;
  }
}

const SCORE_MAX = 0x7fff_ffff;

/** Where domains are so many that each has few candidates, weighing them all is no gain. */
const DOMAINS_MAX = 64;

function isPair(soft: readonly KeptSoftSpread[]): soft is Pair {
  if (soft.length !== 2) return false;
  const [first, second] = soft as Pair;
  return (
    first.tally === undefined &&
    second.tally !== undefined &&
    second.included.column.limit <= DOMAINS_MAX &&
    first.constraint.maxSkew <= SKEW_MAX &&
    second.constraint.maxSkew <= SKEW_MAX
  );
}

/** A loop by itself, so that it stays in registers. */
function addAll(raw: Int32Array, added: Float64Array, least: number, count: number, totals: Float64Array): void {
  for (let index = 0; index < count; index += 1) totals[index] = totals[index]! + added[raw[index]! - least]!;
}
