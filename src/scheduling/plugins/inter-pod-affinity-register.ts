// Who means whom: the terms of all classes of pods, each with a counter, and for each class the counters that count its pods
// and what terms of others say of it. It knows namespaces as they stood when it was made.

import type { Labels } from "../../model/objects.ts";
import type { AffinityTerm } from "../../model/pod-affinity-terms.ts";
import type { ClassId, SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { LabelIndex, SelectorIndex } from "../topology/label-index.ts";
import type { TopologyValues } from "../topology/topology-values.ts";
import { TopologyCounter } from "./inter-pod-affinity-counter.ts";
import { foreignPreferences, type AffinityScoreArguments } from "./inter-pod-affinity-score.ts";
import { allTermsSelect, foreignTermSelects, namespaceLabelsIn, termText } from "./inter-pod-affinity-terms.ts";

/** Pods that all of some terms mean, by the values of one key. */
interface MeantPods {
  readonly terms: readonly AffinityTerm[];
  readonly counter: TopologyCounter;
}

/** Pods that hold a term. */
interface HeldTerm {
  readonly term: AffinityTerm;
  readonly counter: TopologyCounter;
  /** What each is worth for a pod that the term means; undefined: it keeps that pod away. */
  readonly weight: number | undefined;
}

/** A counter with what each pod in it is worth. */
export interface WeightedCounter {
  readonly counter: TopologyCounter;
  readonly weight: number;
}

/** What terms held by placed pods say of a class that they mean. Both lists may grow. */
export interface Regard {
  readonly antiAffinity: readonly TopologyCounter[];
  readonly scores: readonly WeightedCounter[];
}

interface GrowingRegard {
  readonly antiAffinity: TopologyCounter[];
  readonly scores: WeightedCounter[];
}

/** Counts the pods of these classes that stand already into a new counter. */
export type CountStanding = (counter: TopologyCounter, classes: ReadonlySet<ClassId>) => void;

const NO_REGARD: Regard = Object.freeze({ antiAffinity: [], scores: [] });
const NO_COUNTERS: readonly TopologyCounter[] = Object.freeze([]);

export class AffinityRegister {
  readonly #cluster: ClusterState;
  readonly #args: AffinityScoreArguments;
  readonly #values: TopologyValues;
  readonly #classes = new LabelIndex<SchedulingClass>();
  readonly #meantIndex = new SelectorIndex<MeantPods>();
  readonly #heldIndex = new SelectorIndex<HeldTerm>();
  readonly #meant = new Map<string, MeantPods>();
  readonly #held = new Map<string, HeldTerm>();
  readonly #countersOf: (TopologyCounter[] | undefined)[] = [];
  readonly #regardOf: (GrowingRegard | undefined)[] = [];
  #regards = 0;
  /** Classes below this number are known. */
  #classesKnown = 0;

  constructor(cluster: ClusterState, args: AffinityScoreArguments, values: TopologyValues) {
    this.#cluster = cluster;
    this.#args = args;
    this.#values = values;
  }

  /** Counters that count pods of the class; one that counts a pod twice stands there twice. */
  countersOf(id: ClassId): readonly TopologyCounter[] {
    return this.#countersOf[id] ?? NO_COUNTERS;
  }

  /** How often a term was found to mean a class. */
  get regards(): number {
    return this.#regards;
  }

  /** What placed pods' terms say of pods of the class. */
  regardOf(id: ClassId): Regard {
    return this.#regardOf[id] ?? NO_REGARD;
  }

  /** Learns of classes that are new. To be called before any of their pods is counted. */
  learnClasses(): void {
    const { classes } = this.#cluster;
    for (; this.#classesKnown < classes.size; this.#classesKnown += 1) this.#learn(classes.get(this.#classesKnown));
  }

  /** Counters of the pods that all terms mean, by each term's topology key. The terms have their namespaces listed. */
  countersFor(terms: readonly AffinityTerm[], countStanding: CountStanding): readonly TopologyCounter[] {
    const texts = terms.map(termText).sort();
    return terms.map(({ topologyKey }) => {
      const text = JSON.stringify([topologyKey, texts]);
      return this.#meant.get(text)?.counter ?? this.#addMeant(terms, topologyKey, text, countStanding);
    });
  }

  #addMeant(
    terms: readonly AffinityTerm[],
    topologyKey: string,
    text: string,
    countStanding: CountStanding,
  ): TopologyCounter {
    const counter = new TopologyCounter(this.#values.column(topologyKey));
    this.#meant.set(text, { terms, counter });
    const { selector } = terms[0]!;
    this.#meantIndex.add(selector, { terms, counter });
    const selected = new Set<ClassId>();
    for (const podClass of this.#classes.candidates(selector)) {
      if (!allTermsSelect(terms, podClass)) continue;
      this.#countIn(podClass.id, counter);
      selected.add(podClass.id);
    }
    countStanding(counter, selected);
    return counter;
  }

  /** Who means the class, and whom its own terms mean. */
  #learn(podClass: SchedulingClass): void {
    const { labels } = podClass.pod.metadata;
    this.#classes.add(labels, podClass);
    const namespaceLabels = namespaceLabelsIn(this.#cluster, podClass.namespace);
    for (const { terms, counter } of this.#meantIndex.candidates(labels)) {
      if (allTermsSelect(terms, podClass)) this.#countIn(podClass.id, counter);
    }
    for (const held of this.#heldIndex.candidates(labels)) this.#regard(held, podClass, namespaceLabels);
    const { affinityTerms } = podClass;
    for (const term of affinityTerms.requiredAntiAffinity) this.#hold(podClass.id, term, undefined);
    for (const [term, weight] of foreignPreferences(affinityTerms, this.#args)) this.#hold(podClass.id, term, weight);
  }

  #countIn(id: ClassId, counter: TopologyCounter): void {
    (this.#countersOf[id] ??= []).push(counter);
  }

  #regard({ term, counter, weight }: HeldTerm, podClass: SchedulingClass, namespaceLabels: Labels | undefined): void {
    if (!foreignTermSelects(term, podClass, namespaceLabels)) return;
    this.#regards += 1;
    const regard = (this.#regardOf[podClass.id] ??= { antiAffinity: [], scores: [] });
    if (weight === undefined) regard.antiAffinity.push(counter);
    else regard.scores.push({ counter, weight });
  }

  #hold(id: ClassId, term: AffinityTerm, weight: number | undefined): void {
    const text = JSON.stringify([weight ?? null, term.topologyKey, termText(term)]);
    const known = this.#held.get(text);
    this.#countIn(id, (known ?? this.#addHeld(term, weight, text)).counter);
  }

  #addHeld(term: AffinityTerm, weight: number | undefined, text: string): HeldTerm {
    const held = { term, weight, counter: new TopologyCounter(this.#values.column(term.topologyKey)) };
    this.#held.set(text, held);
    this.#heldIndex.add(term.selector, held);
    for (const podClass of this.#classes.candidates(term.selector)) {
      this.#regard(held, podClass, namespaceLabelsIn(this.#cluster, podClass.namespace));
    }
    return held;
  }

  /** Empties all counters. */
  clearCounters(): void {
    for (const { counter } of this.#meant.values()) counter.clear();
    for (const { counter } of this.#held.values()) counter.clear();
  }
}
