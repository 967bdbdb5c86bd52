// InterPodAffinity as runs ask it: the verdicts and scores of the plain form, read from counts that are kept.

import { NO_AFFINITY_TERMS } from "../../model/pod-affinity-terms.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { CountBounds } from "../framework/count-bounds.ts";
import type { CyclePod, IncrementalForm, PreFilterOutcome, PreScoreOutcome } from "../framework/plugin.ts";
import { SUCCESS, type Status } from "../framework/status.ts";
import { AffinityBook } from "./inter-pod-affinity-book.ts";
import { CounterSum, type TopologyCounter } from "./inter-pod-affinity-counter.ts";
import {
  AFFINITY_REFUSAL,
  ANTI_AFFINITY_REFUSAL,
  countForFilter,
  EXISTING_REFUSAL,
  incomingTermsOf,
  type AffinityFilterState,
  type IncomingTerms,
} from "./inter-pod-affinity-filter.ts";
import type { WeightedCounter } from "./inter-pod-affinity-register.ts";
import {
  countForScore,
  hasPreferences,
  type AffinityScoreArguments,
  type TopologyScores,
} from "./inter-pod-affinity-score.ts";
import { allTermsSelect, withNamespaces } from "./inter-pod-affinity-terms.ts";

/** Kept counts in the place of counts made for one cycle. It shows the cluster as the book last saw it. */
export class KeptFilterState implements AffinityFilterState {
  readonly terms: IncomingTerms;
  readonly affinity: CounterSum;
  readonly antiAffinity: CounterSum;
  readonly existingAntiAffinity: CounterSum;
  readonly selectsItself: boolean;

  constructor(
    podClass: SchedulingClass,
    terms: IncomingTerms,
    affinity: readonly TopologyCounter[],
    antiAffinity: readonly TopologyCounter[],
    existing: readonly TopologyCounter[],
  ) {
    this.terms = terms;
    this.affinity = new CounterSum(affinity);
    this.antiAffinity = new CounterSum(antiAffinity);
    this.existingAntiAffinity = new CounterSum(existing);
    this.selectsItself = allTermsSelect(terms.affinity, podClass);
  }

  /** To be called before nodes are asked for. */
  settle(): void {
    for (const counter of this.affinity.counters) counter.settle();
    for (const counter of this.antiAffinity.counters) counter.settle();
    for (const counter of this.existingAntiAffinity.counters) counter.settle();
  }

  /** A node passes by all of them where `verdictOn` lets it. */
  bounds(): readonly CountBounds[] {
    const bounds: CountBounds[] = [];
    const least = this.selectsItself && this.affinity.total === 0 ? 0 : 1;
    for (const counter of this.affinity.counters) bounds.push(boundsOf(counter, least, ANY_NUMBER));
    for (const counter of this.antiAffinity.counters) if (counter.total > 0) bounds.push(boundsOf(counter, 0, 0));
    for (const counter of this.existingAntiAffinity.counters) {
      if (counter.total > 0) bounds.push(boundsOf(counter, 0, 0));
    }
    return bounds;
  }

  /** As `verdictOn` says it of the node's labels. */
  verdictOn(node: number): Status {
    if (!satisfiesAffinity(this, node)) return AFFINITY_REFUSAL;
    if (isCountedAt(this.antiAffinity.counters, node)) return ANTI_AFFINITY_REFUSAL;
    return isCountedAt(this.existingAntiAffinity.counters, node) ? EXISTING_REFUSAL : SUCCESS;
  }
}

/** Who must be near others must stand somewhere; who must be far from them need not. */
function boundsOf({ byNode, counts }: TopologyCounter, least: number, most: number): CountBounds {
  return { places: byNode, counts, least, most, passesNowhere: most === 0 };
}

function satisfiesAffinity({ affinity, selectsItself }: KeptFilterState, node: number): boolean {
  const { counters } = affinity;
  let podsExist = true;
  for (let index = 0; index < counters.length; index += 1) {
    const { byNode, counts } = counters[index]!;
    const value = byNode[node]!;
    if (value < 0) return false;
    if (counts[value] === 0) podsExist = false;
  }
  return podsExist || (selectsItself && affinity.total === 0);
}

function isCountedAt(counters: readonly TopologyCounter[], node: number): boolean {
  for (let index = 0; index < counters.length; index += 1) {
    const { byNode, counts } = counters[index]!;
    const value = byNode[node]!;
    if (value >= 0 && counts[value]! > 0) return true;
  }
  return false;
}

/** Counters with what each pod in them is worth. */
type KeptScores = readonly WeightedCounter[];

/** What is handed out for a class until the book turns a leaf. */
interface KeptClass {
  readonly edition: number;
  readonly state: KeptFilterState;
  readonly filter: PreFilterOutcome<AffinityFilterState>;
  readonly existing: readonly TopologyCounter[];
  /** Of the pod's own preferred terms. */
  readonly scores: KeptScores;
}

/** More pods than there can be. */
const ANY_NUMBER = 0x3fff_ffff;

const SKIP = Object.freeze({ kind: "skip" as const });

export class KeptAffinity implements IncrementalForm<AffinityFilterState, TopologyScores | KeptScores> {
  readonly #cluster: ClusterState;
  readonly #args: AffinityScoreArguments;
  readonly #book: AffinityBook;
  readonly #kept: (KeptClass | undefined)[] = [];

  constructor(cluster: ClusterState, args: AffinityScoreArguments) {
    this.#cluster = cluster;
    this.#args = args;
    this.#book = new AffinityBook(cluster, args);
  }

  preFilter(pod: CyclePod): PreFilterOutcome<AffinityFilterState> {
    const { affinityTerms, id } = pod.podClass;
    if (affinityTerms.problem !== undefined) return countForFilter(this.#cluster, pod);
    this.#book.catchUp();
    const asksNothing = affinityTerms.requiredAffinity.length === 0 && affinityTerms.requiredAntiAffinity.length === 0;
    if (asksNothing && countsNobody(this.#book.regardOf(id).antiAffinity)) return SKIP;
    const { filter, state } = this.#keptFor(pod.podClass);
    state.settle();
    return filter;
  }

  bounds(state: AffinityFilterState): readonly CountBounds[] {
    return (state as KeptFilterState).bounds();
  }

  scoresNothing({ podClass }: CyclePod): boolean {
    if (podClass.affinityTerms.problem !== undefined) return false;
    this.#book.catchUp();
    return this.#scoresFor(podClass) === undefined;
  }

  isQuiet({ affinityTerms, id }: SchedulingClass): boolean {
    if (affinityTerms !== NO_AFFINITY_TERMS) return false;
    const { antiAffinity, scores } = this.#book.regardOf(id);
    return antiAffinity.length === 0 && scores.length === 0;
  }

  quietEdition(): number {
    this.#book.catchUp();
    return this.#book.regards;
  }

  preScore(pod: CyclePod): PreScoreOutcome<TopologyScores | KeptScores> {
    if (pod.podClass.affinityTerms.problem !== undefined) return countForScore(this.#cluster, pod, this.#args);
    this.#book.catchUp();
    const state = this.#scoresFor(pod.podClass);
    return state === undefined ? SKIP : { kind: "ready", state };
  }

  score(
    _pod: CyclePod,
    nodes: Int32Array,
    count: number,
    state: TopologyScores | KeptScores,
    scores: Float64Array,
  ): void {
    scores.fill(0, 0, count);
    for (const { counter, weight } of state as KeptScores) addCounts(counter, weight, nodes, count, scores);
  }

  /** Counters that count anybody; undefined if there is none. */
  #scoresFor(podClass: SchedulingClass): KeptScores | undefined {
    const prefers = hasPreferences(podClass);
    if (!prefers && this.#args.ignorePreferredTermsOfExistingPods) return undefined;
    const others = this.#book.regardOf(podClass.id).scores;
    if (!prefers && others.length === 0) return undefined;
    const own = prefers ? this.#keptFor(podClass).scores : [];
    const all = [...own, ...others].filter(({ counter }) => counter.total > 0);
    return all.length === 0 ? undefined : all;
  }

  #keptFor(podClass: SchedulingClass): KeptClass {
    const known = this.#kept[podClass.id];
    const existing = this.#book.regardOf(podClass.id).antiAffinity;
    if (known?.edition === this.#book.edition && known.existing === existing) return known;
    const made = this.#keep(podClass, existing);
    this.#kept[podClass.id] = made;
    return made;
  }

  #keep(podClass: SchedulingClass, existing: readonly TopologyCounter[]): KeptClass {
    const book = this.#book;
    const terms = incomingTermsOf(this.#cluster, podClass);
    const affinity = book.countersFor(terms.affinity);
    const antiAffinity = terms.antiAffinity.flatMap((term) => book.countersFor([term]));
    const { preferredAffinity, preferredAntiAffinity } = podClass.affinityTerms;
    const weighted = (preferred: typeof preferredAffinity, sign: 1 | -1): KeptScores =>
      withNamespaces(this.#cluster, preferred).flatMap((term) =>
        book.countersFor([term]).map((counter) => ({ counter, weight: sign * term.weight })),
      );
    const state = new KeptFilterState(podClass, terms, affinity, antiAffinity, existing);
    return {
      edition: book.edition,
      existing,
      state,
      filter: { kind: "ready", state },
      scores: [...weighted(preferredAffinity, 1), ...weighted(preferredAntiAffinity, -1)],
    };
  }
}

function countsNobody(counters: readonly TopologyCounter[]): boolean {
  for (let index = 0; index < counters.length; index += 1) if (counters[index]!.total > 0) return false;
  return true;
}

function addCounts(
  counter: TopologyCounter,
  weight: number,
  nodes: Int32Array,
  count: number,
  scores: Float64Array,
): void {
  counter.settle();
  const { byNode, counts } = counter;
  for (let index = 0; index < count; index += 1) {
    const value = byNode[nodes[index]!]!;
    if (value >= 0) scores[index] = scores[index]! + weight * counts[value]!;
  }
}
