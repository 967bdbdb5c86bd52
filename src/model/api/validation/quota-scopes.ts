// What the API server says of the scopes of resource quotas: which objects they count, and which resources of these.
// Imitates pkg/apis/core/validation/validation.go (validateResourceQuotaScopes, validateScopedResourceSelectorRequirement)
// and pkg/apis/core/helper/helpers.go, v1.36.

import { encodeValue } from "../encode.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { SCOPE_SELECTOR, type ResourceQuotaSpec, type ScopedResourceSelectorRequirement } from "../types/quota.ts";
import { invalidWord } from "./choices.ts";

const COMPUTE_RESOURCES = ["cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory"];
const OTHER_RESOURCES = [
  "ephemeral-storage",
  "requests.storage",
  "requests.ephemeral-storage",
  "limits.ephemeral-storage",
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "persistentvolumeclaims",
  "configmaps",
  "services.nodeports",
  "services.loadbalancers",
];
const STANDARD_RESOURCES: ReadonlySet<string> = new Set([...COMPUTE_RESOURCES, ...OTHER_RESOURCES]);

const POD_RESOURCES: ReadonlySet<string> = new Set([...COMPUTE_RESOURCES, "pods"]);
const CLAIM_RESOURCES: ReadonlySet<string> = new Set(["persistentvolumeclaims", "requests.storage"]);

/** The scopes, with the resources of the objects that are in them. */
const SCOPES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["Terminating", POD_RESOURCES],
  ["NotTerminating", POD_RESOURCES],
  ["BestEffort", new Set(["pods"])],
  ["NotBestEffort", POD_RESOURCES],
  ["PriorityClass", POD_RESOURCES],
  ["CrossNamespacePodAffinity", POD_RESOURCES],
  ["VolumeAttributesClass", CLAIM_RESOURCES],
]);
/** Their names alone say what is in them. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set([
  "Terminating",
  "NotTerminating",
  "BestEffort",
  "NotBestEffort",
  "CrossNamespacePodAffinity",
]);
const EXCLUSIVE_PAIRS = [
  ["BestEffort", "NotBestEffort"],
  ["Terminating", "NotTerminating"],
] as const;

const OUTSIDE_RULE = "unsupported scope applied to resource";
const EXISTS_RULE =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, " +
  "ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";

/** True for resources without a domain that quotas know. */
export function isStandardQuotaResource(name: string): boolean {
  return STANDARD_RESOURCES.has(name) || name.startsWith("hugepages-") || name.startsWith("requests.hugepages-");
}

/** The plain list; `path` is its own, and the place of every mistake. */
export function validateQuotaScopes(spec: ResourceQuotaSpec, path: FieldPath): readonly FieldError[] {
  const { scopes = [] } = spec;
  const errors: FieldError[] = [];
  for (const scope of scopes) {
    if (!SCOPES.has(scope)) errors.push(invalid(path, scopes, "unsupported scope"));
    errors.push(...resourcesOutside(scope, spec).map(() => invalid(path, scopes, OUTSIDE_RULE)));
  }
  return [...errors, ...validateExclusive(scopes, scopes, path)];
}

/** The resources that quotas know, but not of the objects in the scope. */
function resourcesOutside(scope: string, { hard = {} }: ResourceQuotaSpec): readonly string[] {
  const resources = SCOPES.get(scope);
  if (resources === undefined) return [];
  return Object.keys(hard).filter((name) => isStandardQuotaResource(name) && !resources.has(name));
}

/** `shown` is what the server shows of them. */
function validateExclusive(
  scopes: readonly string[],
  shown: readonly string[] | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const broken = EXCLUSIVE_PAIRS.filter((pair) => pair.every((scope) => scopes.includes(scope)));
  return broken.map(() => invalid(path, shown, "conflicting scopes"));
}

/** Scopes as requirements; `path` is that of their list, without indices as the server says it. */
export function validateScopeSelector(spec: ResourceQuotaSpec, path: FieldPath): readonly FieldError[] {
  const { scopeSelector, scopes } = spec;
  if (scopeSelector === undefined) return [];
  const requirements = scopeSelector.matchExpressions ?? [];
  const shown = encodeValue(scopeSelector, SCOPE_SELECTOR);
  const errors: FieldError[] = [];
  for (const requirement of requirements) {
    const { scopeName = "" } = requirement;
    if (!SCOPES.has(scopeName)) errors.push(invalidWord(path.child("scopeName"), scopeName, "unsupported scope"));
    errors.push(...resourcesOutside(scopeName, spec).map(() => invalid(path, shown, OUTSIDE_RULE)));
    errors.push(...validateRequirement(requirement, path));
  }
  const names = requirements.map(({ scopeName = "" }) => scopeName);
  return [...errors, ...validateExclusive(names, scopes, path)];
}

function validateRequirement(requirement: ScopedResourceSelectorRequirement, path: FieldPath): readonly FieldError[] {
  const { scopeName = "", operator = "" } = requirement;
  const needsExists = WITHOUT_VALUES.has(scopeName) && operator !== "Exists";
  return [
    ...(needsExists ? [invalidWord(path.child("operator"), operator, EXISTS_RULE)] : []),
    ...validateOperator(requirement, path),
  ];
}

function validateOperator(
  { operator = "", values = [] }: ScopedResourceSelectorRequirement,
  path: FieldPath,
): readonly FieldError[] {
  const valuesPath = path.child("values");
  switch (operator) {
    case "In":
    case "NotIn":
      if (values.length > 0) return [];
      return [required(valuesPath, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector")];
    case "Exists":
    case "DoesNotExist":
      if (values.length === 0) return [];
      return [
        invalid(valuesPath, values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"),
      ];
    default:
      return [invalidWord(path.child("operator"), operator, "not a valid selector operator")];
  }
}
