// The scopes of a ResourceQuota: which objects it is about. All of them must hold.
// Imitates staging apiserver pkg/quota/v1/generic/evaluator.go and pkg/apis/core/v1/helper/helpers.go
// (ScopedResourceSelectorRequirementsAsSelector), v1.36.

import { quoted } from "../go-text.ts";
import type { ResourceQuotaSpec, ScopedResourceSelectorRequirement } from "../api/types/quota.ts";
import {
  aggregatedText,
  isMet,
  labelRequirement,
  requirementProblems,
  type RequirementOperator,
} from "../label-requirement.ts";

/** One scope, with a word about the values that it wants. */
export type QuotaScope = ScopedResourceSelectorRequirement;

/** Whether an object is in a scope, or why that cannot be told. */
export type ScopeMatch =
  { readonly kind: "in" } | { readonly kind: "outside" } | { readonly kind: "undecidable"; readonly message: string };

/** Scopes by name alone want that there is a value. */
export function scopesOf({ scopes = [], scopeSelector }: ResourceQuotaSpec): readonly QuotaScope[] {
  const named = scopes.map((scopeName) => ({ scopeName, operator: "Exists" }));
  return [...named, ...(scopeSelector?.matchExpressions ?? [])];
}

export function scopeMatch(isIn: boolean): ScopeMatch {
  return isIn ? IN_SCOPE : OUTSIDE;
}

const IN_SCOPE: ScopeMatch = Object.freeze({ kind: "in" });
const OUTSIDE: ScopeMatch = Object.freeze({ kind: "outside" });

const OPERATORS: ReadonlyMap<string, RequirementOperator> = new Map([
  ["In", "in"],
  ["NotIn", "notin"],
  ["Exists", "exists"],
  ["DoesNotExist", "!"],
]);

/** A scope that looks at names which the object refers to, such as that of its priority class: any of them will do. */
export function matchReferredNames(scope: QuotaScope, names: readonly string[]): ScopeMatch {
  const { scopeName = "", operator = "", values } = scope;
  // Nobody reads its values then.
  if (operator === "Exists") return scopeMatch(names.length > 0);
  const known = OPERATORS.get(operator);
  if (known === undefined) return undecidable(`${quoted(operator)} is not a valid scope selector operator`);
  const problem = aggregatedText(requirementProblems(scopeName, known, values));
  if (problem !== undefined) return undecidable(problem);
  const requirement = labelRequirement(scopeName, known, values ?? []);
  return scopeMatch(
    names.length === 0 ? isMet(requirement, undefined) : names.some((name) => isMet(requirement, name)),
  );
}

function undecidable(why: string): ScopeMatch {
  return { kind: "undecidable", message: `failed to parse and convert selector: ${why}` };
}

/** A scope as Go prints the structure. */
export function scopeText({ scopeName = "", operator = "", values = [] }: QuotaScope): string {
  return `{${scopeName} ${operator} [${values.join(" ")}]}`;
}
