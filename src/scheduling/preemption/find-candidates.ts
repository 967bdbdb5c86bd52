// Nodes on which preemption would make room for a pod: tried one after the other until enough are found.
// Imitates pkg/scheduler/framework/preemption/preemption.go (findCandidates, DryRunPreemption) and
// plugins/defaultpreemption/default_preemption.go (calculateNumCandidates), v1.36.

import { entityIdOf } from "../../base/random/entity-id.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { CyclePod, PostFilterDiagnosis } from "../framework/plugin.ts";
import type { BudgetsNow } from "./disruption-budgets.ts";
import { lowerPriorityPods, NO_VICTIMS, selectVictims, type Candidate, type Trial } from "./select-victims.ts";

/** How many candidates are enough: a share of the nodes that are worth a try, but no fewer than so many. */
export interface CandidateLimits {
  readonly percentage: number;
  readonly absolute: number;
}

export interface FoundCandidates {
  /** In node order. */
  readonly candidates: readonly Candidate[];
  /** By reason: how many nodes gave it. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly refused: number;
  /** Messages of plugins that failed. */
  readonly failures: readonly string[];
}

/**
 * Tries the nodes on which the pod was refused in a way that preemption may mend. kube-scheduler begins with one of them at
 * random, which matters only where there are more than enough: here the pod's name picks it.
 */
export function findCandidates(
  cluster: ClusterState,
  pod: CyclePod,
  diagnosis: PostFilterDiagnosis,
  limits: CandidateLimits,
  budgets: BudgetsNow,
): FoundCandidates {
  if (cluster.classes.lowestPriority >= pod.podClass.priority) return nobodyToTakeAway(diagnosis.preemptible.length);
  const nodes = inNodeOrder(cluster.nodeOrder, diagnosis.preemptible);
  const enough = Math.min(
    nodes.length,
    Math.max(Math.trunc((nodes.length * limits.percentage) / 100), limits.absolute),
  );
  const search = new CandidateSearch(enough);
  const tryNode = nodeTrial(cluster, pod, diagnosis, budgets);
  const offset = nodes.length <= enough ? 0 : (entityIdOf(pod.name, pod.podClass.namespace) >>> 0) % nodes.length;
  for (let tried = 0; tried < nodes.length && !search.isOver; tried += 1) {
    const place = (offset + tried) % nodes.length;
    search.hear(tryNode(nodes[place]!), place);
  }
  return search.found();
}

/** No pod anywhere has a lower priority: every node says so, and none has to be asked. */
function nobodyToTakeAway(nodes: number): FoundCandidates {
  const reasons = nodes === 0 ? [] : NO_VICTIMS.reasons;
  return { candidates: [], reasons: new Map(reasons.map((reason) => [reason, nodes])), refused: nodes, failures: [] };
}

/** Tries one node. Copies are made only where there is anybody to take away. */
function nodeTrial(
  cluster: ClusterState,
  { podClass: { priority } }: CyclePod,
  diagnosis: PostFilterDiagnosis,
  budgets: BudgetsNow,
): (node: number) => Trial {
  const dryRun = diagnosis.dryRun();
  return (node) => {
    const lower = lowerPriorityPods(cluster, node, priority);
    return lower.length === 0 ? NO_VICTIMS : selectVictims(cluster, dryRun.on(node), lower, budgets);
  };
}

/** A candidate, and its place among the nodes in node order. */
interface PlacedCandidate {
  readonly candidate: Candidate;
  readonly place: number;
}

/** What was found so far. */
class CandidateSearch {
  readonly #enough: number;
  readonly #violating: PlacedCandidate[] = [];
  readonly #clean: PlacedCandidate[] = [];
  readonly #reasons = new Map<string, number>();
  readonly #failures: string[] = [];
  #refused = 0;

  constructor(enough: number) {
    this.#enough = enough;
  }

  /** Enough candidates, one of them without violating a budget. */
  get isOver(): boolean {
    return this.#clean.length > 0 && this.#clean.length + this.#violating.length >= this.#enough;
  }

  /** What trying the node at `place` came to. */
  hear(trial: Trial, place: number): void {
    switch (trial.kind) {
      case "candidate":
        this.#add(trial.candidate, place);
        break;
      case "refused":
        this.#refused += 1;
        for (const reason of trial.reasons) this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
        break;
      case "failed":
        this.#failures.push(trial.message);
        break;
    }
  }

  found(): FoundCandidates {
    const inOrder = [...this.#clean, ...this.#violating].toSorted((left, right) => left.place - right.place);
    const candidates = inOrder.map(({ candidate }) => candidate);
    return { candidates, reasons: this.#reasons, refused: this.#refused, failures: this.#failures };
  }

  /** Those that come when their list is full are dropped. */
  #add(candidate: Candidate, place: number): void {
    const list = candidate.pdbViolations === 0 ? this.#clean : this.#violating;
    if (list.length < this.#enough) list.push({ candidate, place });
  }
}

function inNodeOrder(order: Int32Array, nodes: readonly number[]): Int32Array {
  if (nodes.length === order.length) return order;
  const wanted = new Uint8Array(order.reduce((most, node) => Math.max(most, node), 0) + 1);
  for (const node of nodes) wanted[node] = 1;
  return order.filter((node) => wanted[node] === 1);
}
