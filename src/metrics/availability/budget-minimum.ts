// How many pods of a class disruption budgets want to be healthy, as their status says. Knows the cluster's objects; what they
// select is asked once for each budget and class that meet.

import type { PodDisruptionBudget } from "../../model/api/types/policy.ts";
import {
  compileLabelSelector,
  selectsLabels,
  type CompiledLabelSelector,
  type InvalidSelector,
} from "../../model/label-selector.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

type Selector = NonNullable<NonNullable<PodDisruptionBudget["spec"]>["selector"]>;

const COMPILED = new WeakMap<Selector, CompiledLabelSelector | InvalidSelector>();

/** Whether the budget is about pods of the class. */
export function isAbout({ metadata, spec }: PodDisruptionBudget, { namespace, pod }: SchedulingClass): boolean {
  if ((metadata?.namespace ?? "default") !== namespace) return false;
  const selector = compiledOf(spec?.selector);
  return selector.kind !== "invalid" && selectsLabels(selector, pod.metadata.labels ?? {});
}

/** The most that any budget asks for; undefined: none has said yet. */
export function minimumOf({ objects }: ClusterState, podClass: SchedulingClass): number | undefined {
  let minimum: number | undefined;
  for (const budget of objects.list("PodDisruptionBudget")) {
    const wanted = budget.status?.desiredHealthy;
    if (wanted === undefined || (minimum !== undefined && wanted <= minimum)) continue;
    if (isAbout(budget, podClass)) minimum = wanted;
  }
  return minimum;
}

function compiledOf(selector: Selector | undefined): CompiledLabelSelector | InvalidSelector {
  if (selector === undefined) return compileLabelSelector(undefined);
  let compiled = COMPILED.get(selector);
  if (compiled === undefined) COMPILED.set(selector, (compiled = compileLabelSelector(selector)));
  return compiled;
}
