// The soft constraints by which pods are spread by default, over nodes and then over a domain of many nodes, scored and normalised
// together: a run spends much of its time here. Candidates in the same domain with as many pods have the same score, so there are few
// scores to work out. Adds what pod-topology-spread-score.ts says.

import { dividedInt } from "../framework/integer.ts";
import { MAX_NODE_SCORE } from "../framework/plugin.ts";
import { NO_VALUE } from "../topology/topology-values.ts";
import type { KeptSoftSpread } from "./pod-topology-spread-kept.ts";
import type { KeptScoreState } from "./pod-topology-spread-kept-scores.ts";

/** A node's pods stand in the lowest bits of a place, its domain in those above: domains from 0, behind them that of no value. */
const POD_BITS = 6;
const PODS_LIMIT = 1 << POD_BITS;
const DOMAINS_MAX = 64;
const PLACES = (DOMAINS_MAX + 1) << POD_BITS;

type Pair = readonly [byNode: KeptSoftSpread, byDomain: KeptSoftSpread];

export class DefaultSpreadScores {
  /** By candidate, in one call: its place. */
  #placeOf = new Int32Array(0);
  /** Places of candidates, each once. */
  readonly #places = new Int32Array(PLACES);
  /** By place: the last call that came across it, the raw score, and what that adds. */
  readonly #seenIn = new Int32Array(PLACES);
  readonly #raw = new Float64Array(PLACES);
  readonly #added = new Float64Array(PLACES);
  #call = 0;

  /** Adds the weighted scores of `nodes[0..count)` to their totals; false, and nothing is added, if it is not that simple. */
  add(state: KeptScoreState, nodes: Int32Array, count: number, weight: number, totals: Float64Array): boolean {
    if (state.ignored > 0 || !isPair(state.soft)) return false;
    const places = this.#findPlaces(state.soft, nodes, count);
    if (places === undefined) return false;
    this.#score(state.soft, state.weights, places);
    this.#normalize(places, weight);
    addAll(this.#placeOf, this.#added, count, totals);
    return true;
  }

  /** How many places the candidates have; undefined if one has none. */
  #findPlaces([first, second]: Pair, nodes: Int32Array, count: number): number | undefined {
    if (this.#placeOf.length < count) this.#placeOf = new Int32Array(2 * count);
    this.#call += 1;
    const call = this.#call;
    const [placeOf, seenIn, places] = [this.#placeOf, this.#seenIn, this.#places];
    const hosts = first.included.column.byNode;
    const podsOn = first.pods.byNode;
    const { byNode: domains, limit } = second.included.column;
    let found = 0;
    for (let index = 0; index < count; index += 1) {
      const node = nodes[index]!;
      const pods = podsOn[node]!;
      if (pods >= PODS_LIMIT || hosts[node] === NO_VALUE) return undefined;
      const domain = domains[node]!;
      const place = ((domain === NO_VALUE ? limit : domain) << POD_BITS) | pods;
      placeOf[index] = place;
      if (seenIn[place] === call) continue;
      seenIn[place] = call;
      places[found] = place;
      found += 1;
    }
    return found;
  }

  #score([first, second]: Pair, weights: readonly number[], places: number): void {
    const { limit } = second.included.column;
    const { counts } = second.tally!;
    for (let at = 0; at < places; at += 1) {
      const place = this.#places[at]!;
      const domain = place >> POD_BITS;
      const pods = place & (PODS_LIMIT - 1);
      const byNode = pods * weights[0]! + (first.constraint.maxSkew - 1);
      const byDomain = domain === limit ? 0 : counts[domain]! * weights[1]! + (second.constraint.maxSkew - 1);
      this.#raw[place] = Math.round(byNode + byDomain);
    }
  }

  #normalize(places: number, weight: number): void {
    let least = Number.MAX_SAFE_INTEGER;
    let most = 0;
    for (let at = 0; at < places; at += 1) {
      const raw = this.#raw[this.#places[at]!]!;
      if (raw < least) least = raw;
      if (raw > most) most = raw;
    }
    for (let at = 0; at < places; at += 1) {
      const place = this.#places[at]!;
      const turned = MAX_NODE_SCORE * (most + least - this.#raw[place]!);
      this.#added[place] = weight * (most === 0 ? MAX_NODE_SCORE : dividedInt(turned, most));
    }
  }
}

function isPair(soft: readonly KeptSoftSpread[]): soft is Pair {
  if (soft.length !== 2) return false;
  const [first, second] = soft as Pair;
  return first.tally === undefined && second.tally !== undefined && second.included.column.limit <= DOMAINS_MAX;
}

/** A loop by itself, so that it stays in registers. */
function addAll(placeOf: Int32Array, added: Float64Array, count: number, totals: Float64Array): void {
  for (let index = 0; index < count; index += 1) totals[index] = totals[index]! + added[placeOf[index]!]!;
}
