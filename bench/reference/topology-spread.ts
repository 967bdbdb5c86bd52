// Spreading by default, the plain way: for each pod the Services and its controller are asked whom it belongs to, and the pods
// of all nodes are counted anew.
// Imitates plugins/podtopologyspread/scoring.go and helper/spread.go (DefaultSelector), v1.36.

import { selectsLabels, type CompiledLabelSelector } from "../../src/model/label-selector.ts";
import { HOSTNAME_KEY, SYSTEM_SPREADING } from "../../src/model/topology-spread.ts";

import type { NodeObject, PodObject } from "./objects.ts";
import type { NodeScore, Plugin } from "./plugin.ts";

/** What is known of a constraint for one pod. */
interface Weighed {
  readonly topologyKey: string;
  readonly allowance: number;
  readonly weight: number;
  /** By value of the key; of the host name nothing is counted beforehand. */
  readonly pods: ReadonlyMap<string, number>;
}

/** Whom a pod belongs to; undefined: to nobody, so that it is not spread. */
export type SelectorOf = (pod: PodObject) => CompiledLabelSelector | undefined;

export class DefaultSpreading implements Plugin {
  readonly name = "PodTopologySpread";
  readonly #nodes: readonly NodeObject[];
  readonly #selectorOf: SelectorOf;
  #selector: CompiledLabelSelector | undefined;
  #weighed: readonly Weighed[] = [];

  constructor(nodes: readonly NodeObject[], selectorOf: SelectorOf) {
    this.#nodes = nodes;
    this.#selectorOf = selectorOf;
  }

  beforeScore(pod: PodObject, feasible: readonly NodeObject[]): "go-on" | "skip" {
    const selector = this.#selectorOf(pod);
    if (selector === undefined) return "skip";
    this.#selector = selector;
    this.#weighed = SYSTEM_SPREADING.map(({ topologyKey = "", maxSkew = 1 }) => {
      const pods = topologyKey === HOSTNAME_KEY ? new Map<string, number>() : this.#count(pod, topologyKey, feasible);
      const domains = topologyKey === HOSTNAME_KEY ? feasible.length : pods.size;
      return { topologyKey, allowance: maxSkew - 1, weight: Math.log(domains + 2), pods };
    });
    return "go-on";
  }

  score(pod: PodObject, node: NodeObject): number {
    let score = 0;
    for (const { topologyKey, allowance, weight, pods } of this.#weighed) {
      const value = node.labels[topologyKey];
      if (value === undefined) continue;
      const count = topologyKey === HOSTNAME_KEY ? this.#countOn(pod, node) : (pods.get(value) ?? 0);
      score += count * weight + allowance;
    }
    return Math.round(score);
  }

  /** Many pods are few points: the fullest gets something only where the emptiest is not empty. */
  normalize(scores: readonly NodeScore[]): void {
    const least = Math.min(...scores.map(({ score }) => score));
    const most = Math.max(...scores.map(({ score }) => score));
    for (const entry of scores) {
      entry.score = most === 0 ? 100 : Math.trunc((100 * (most + least - entry.score)) / most);
    }
  }

  #count(pod: PodObject, topologyKey: string, feasible: readonly NodeObject[]): ReadonlyMap<string, number> {
    const pods = new Map(feasible.map(({ labels }) => [labels[topologyKey] ?? "", 0]));
    for (const node of this.#nodes) {
      const value = node.labels[topologyKey] ?? "";
      const before = pods.get(value);
      if (before !== undefined) pods.set(value, before + this.#countOn(pod, node));
    }
    return pods;
  }

  #countOn({ look }: PodObject, node: NodeObject): number {
    let count = 0;
    for (const other of node.pods) {
      if (other.isLeaving || other.look.namespace !== look.namespace) continue;
      if (selectsLabels(this.#selector!, other.look.pod.metadata.labels)) count += 1;
    }
    return count;
  }
}
