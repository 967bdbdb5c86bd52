// The contract of what knows how much of a ResourceQuota the objects of one kind take, and the plainest of them: the one
// that only counts objects.
// Imitates staging apiserver pkg/quota/v1/interfaces.go and generic/evaluator.go (objectCountEvaluator), v1.36.

import type { Quantity } from "../quantity/quantity.ts";
import { quantityOfUnits } from "../quantity/quantity.ts";
import type { ResourceList } from "../resource-list.ts";
import { scopeMatch, type QuotaScope, type ScopeMatch } from "./quota-scopes.ts";
import type { NamedByMetadata } from "./refusal.ts";

export interface QuotaEvaluator<Value extends NamedByMetadata> {
  /** As messages name it: `pods`, `deployments.apps`. */
  readonly resource: string;
  /** Those of the names that objects of the kind may take something of. */
  matchingResources(names: readonly string[]): readonly string[];
  matchScope(object: Value, scope: QuotaScope): ScopeMatch;
  /** What the object lacks to be counted against the matching resources, if anything. */
  constraintProblem(object: Value, required: readonly string[]): string | undefined;
  /** What the object takes; `nowUs` is the time since 1970. */
  usage(object: Value, nowUs: number): ResourceList;
}

/** One object. */
export const ONE: Quantity = quantityOfUnits(1n, "DecimalSI");

/** What a quota calls the number of objects of a kind. */
export function objectCountName(resource: string): string {
  return `count/${resource}`;
}

/** Older names of the counts of some kinds. */
const OLDER_NAMES: ReadonlyMap<string, string> = new Map(
  ["configmaps", "resourcequotas", "replicationcontrollers", "secrets"].map((resource) => [resource, resource]),
);

/** Counts the objects of a kind about which nothing else is limited. */
export function objectCountEvaluator(resource: string): QuotaEvaluator<NamedByMetadata> {
  const older = OLDER_NAMES.get(resource);
  const names = [objectCountName(resource), ...(older === undefined ? [] : [older])];
  const usage: ResourceList = new Map(names.map((name) => [name, ONE]));
  return Object.freeze({
    resource,
    matchingResources: (candidates: readonly string[]) => namesAmong(candidates, new Set(names)),
    matchScope: () => scopeMatch(false),
    constraintProblem: () => undefined,
    usage: () => usage,
  });
}

/** Those of `candidates` that are in `names`, each once, sorted. */
export function namesAmong(candidates: readonly string[], names: ReadonlySet<string>): readonly string[] {
  return [...new Set(candidates.filter((name) => names.has(name)))].sort();
}

/** The name of a kind's resource: `deployments.apps` for `apps/v1` and `Deployment`. */
export function resourceOfKind(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf("/");
  const plural = pluralOf(kind.toLowerCase());
  return slash === -1 ? plural : `${plural}.${apiVersion.slice(0, slash)}`;
}

/** As the library guesses it, which is right for all kinds of Kubernetes' own. */
function pluralOf(singular: string): string {
  if (singular.endsWith("endpoints")) return singular;
  if (singular.endsWith("s")) return `${singular}es`;
  return singular.endsWith("y") ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
