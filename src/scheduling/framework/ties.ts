// Which of several nodes with the highest total gets the pod. kube-scheduler's own rule stands in select-host.ts;
// experiments were made under others, and results that hang on it can only be compared under the same.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { CyclePod } from "./plugin.ts";
import { drawOf } from "./pod-draw.ts";
import type { RunFacts } from "./run-facts.ts";
import { selectHost } from "./select-host.ts";

/**
 * `kubernetes`: as kube-scheduler of the version. `random`: each equally likely, as kube-scheduler before 1.35 says of
 * itself. `name`: the smallest name, as in the scheduler that Weng et al. patched (USENIX ATC 2023).
 */
export const TIE_RULES = ["kubernetes", "random", "name"] as const;

export type TieRule = (typeof TIE_RULES)[number];

/** The nodes of a search with their totals. */
export interface Candidates {
  readonly nodes: ArrayLike<number>;
  readonly totals: Float64Array;
  readonly count: number;
}

/** Takes the node that wins: its index among the candidates. */
export class TieBreaker {
  readonly rule: TieRule;
  readonly #cluster: ClusterState;
  readonly #run: RunFacts;

  constructor(rule: TieRule, cluster: ClusterState, run: RunFacts) {
    this.rule = rule;
    this.#cluster = cluster;
    this.#run = run;
  }

  winner(pod: CyclePod, candidates: Candidates): number {
    switch (this.rule) {
      case "kubernetes":
        return selectHost(candidates.totals, candidates.count);
      case "random": {
        const best = bestOf(candidates);
        return best[Math.floor(drawOf(this.#cluster, this.#run.draws, pod, "tie") * best.length)]!;
      }
      case "name":
        return this.#smallestName(candidates);
    }
  }

  #smallestName({ nodes, totals, count }: Candidates): number {
    const nameOf = (index: number) => this.#cluster.nodes.record(nodes[index]!).name;
    let best = 0;
    for (let index = 1; index < count; index += 1) {
      if (totals[index]! < totals[best]!) continue;
      if (totals[index]! > totals[best]! || nameOf(index) < nameOf(best)) best = index;
    }
    return best;
  }
}

function bestOf({ totals, count }: Candidates): readonly number[] {
  let best: number[] = [0];
  for (let index = 1; index < count; index += 1) {
    const total = totals[index]!;
    const highest = totals[best[0]!]!;
    if (total > highest) best = [index];
    else if (total === highest) best.push(index);
  }
  return best;
}
