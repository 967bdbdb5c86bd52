// What all disruption budgets say of pods that may have to go: taken one after the other, the pods use the budgets up, and
// those for which nothing is left are violations.
// Imitates pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go (filterPodsWithPDBViolation), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import { DisruptionBudget } from "./disruption-budget.ts";

/** The budgets at one moment. */
export interface BudgetsNow {
  readonly budgets: readonly DisruptionBudget[];
  /** How many pods may go, by budget. */
  readonly allowed: readonly number[];
}

/** Pods in the order given, by whether a budget is overdrawn for them. */
export interface SplitPods {
  readonly violating: readonly PodId[];
  readonly others: readonly PodId[];
}

export class DisruptionBudgets {
  readonly #cluster: ClusterState;
  #budgets: readonly DisruptionBudget[] = [];
  #version = -1;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  now(): BudgetsNow {
    const { objects } = this.#cluster;
    const version = objects.versionOf("PodDisruptionBudget");
    if (version !== this.#version) {
      this.#version = version;
      // Their order seldom changes: then each has its own predecessor in its place.
      const before = this.#budgets;
      this.#budgets = [...objects.list("PodDisruptionBudget")].map(
        (one, index) => new DisruptionBudget(this.#cluster, one, before[index]),
      );
    }
    const budgets = this.#budgets;
    let allowed: readonly number[] | undefined;
    return {
      budgets,
      // A budget may look at all pods: only where there are victims to judge.
      get allowed() {
        return (allowed ??= budgets.map((budget) => budget.allowed()));
      },
    };
  }
}

/** Each pod counts against every budget that it concerns, violating pods too. */
export function splitByBudgets(pods: readonly PodId[], { budgets, allowed }: BudgetsNow): SplitPods {
  if (budgets.length === 0) return { violating: [], others: pods };
  const left = [...allowed];
  const violating: PodId[] = [];
  const others: PodId[] = [];
  for (const pod of pods) {
    let isViolating = false;
    for (const [index, budget] of budgets.entries()) {
      if (!budget.concerns(pod)) continue;
      left[index] = left[index]! - 1;
      if (left[index] < 0) isViolating = true;
    }
    (isViolating ? violating : others).push(pod);
  }
  return { violating, others };
}
