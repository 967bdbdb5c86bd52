// Pod disruption budgets.
// Imitates pkg/registry/policy/poddisruptionbudget/strategy.go and pkg/apis/policy/v1/conversion.go, v1.36.

import { apiKind } from "../api-kind.ts";
import type { Draft } from "../api-type.ts";
import { beginGenerations, keepStatus, nextGeneration } from "../generation.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { LABEL_SELECTOR, type LabelSelector } from "../types/object-meta.ts";
import { POD_DISRUPTION_BUDGET, POD_DISRUPTION_BUDGET_SPEC, type PodDisruptionBudget } from "../types/policy.ts";
import { validatePodDisruptionBudget } from "../validation/pod-disruption-budget.ts";

/** In budgets of policy/v1beta1, a requirement on this label said "all pods" or "none". */
const OLD_VERSION_KEY = "pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match";
const OLD_VERSION_NONE: LabelSelector = Object.freeze({
  matchExpressions: [{ key: OLD_VERSION_KEY, operator: "Exists" }],
});

export const POD_DISRUPTION_BUDGET_KIND = apiKind<PodDisruptionBudget>({
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  namespaced: true,
  type: POD_DISRUPTION_BUDGET,
  source: "pkg/registry/policy/poddisruptionbudget/strategy.go",
  applyDefaults: () => undefined,
  convert: ({ spec }) => {
    if (spec?.selector !== undefined) dropOldVersionKey(spec.selector);
    return undefined;
  },
  prepareForCreate: beginGenerations,
  validate: validatePodDisruptionBudget,
  prepareForUpdate: (budget, old) => {
    keepStatus(budget, old);
    if (areSemanticallyEqual(budget.spec ?? {}, old.spec ?? {}, POD_DISRUPTION_BUDGET_SPEC)) return;
    nextGeneration(budget, old);
  },
});

/** Beside other requirements the old key means nothing; by itself it still means that no pod is selected. */
function dropOldVersionKey(selector: Draft<LabelSelector>): void {
  if (selector.matchExpressions === undefined || areSemanticallyEqual(selector, OLD_VERSION_NONE, LABEL_SELECTOR))
    return;
  selector.matchExpressions = selector.matchExpressions.filter(({ key }) => key !== OLD_VERSION_KEY);
}
