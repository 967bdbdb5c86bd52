// What the API server says of resource quotas.
// Imitates pkg/apis/core/validation/validation.go (ValidateResourceQuota …), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { invalid, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { ResourceQuota, ResourceQuotaSpec } from "../types/quota.ts";
import { invalidWord } from "./choices.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateResourceQuantity } from "./quantities.ts";
import { isStandardQuotaResource, validateQuotaScopes, validateScopeSelector } from "./quota-scopes.ts";
import { validateResourceName } from "./resource-names.ts";

type Amounts = Readonly<Record<string, string>>;

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const STATUS = FieldPath.root("status");

export function validateResourceQuota({ metadata, spec = {}, status }: ResourceQuota): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateSpec(spec),
    ...validateAmounts(status?.hard, STATUS.child("hard")),
    ...validateAmounts(status?.used, STATUS.child("used")),
  ];
}

function validateSpec(spec: ResourceQuotaSpec): readonly FieldError[] {
  return [
    ...validateAmounts(spec.hard, SPEC.child("hard")),
    ...validateQuotaScopes(spec, SPEC.child("scopes")),
    ...validateScopeSelector(spec, SPEC.child("scopeSelector", "matchExpressions")),
  ];
}

function validateAmounts(amounts: Amounts = {}, path: FieldPath): readonly FieldError[] {
  return Object.entries(amounts).flatMap(([name, amount]) => {
    const place = path.key(name);
    return [...validateQuotaResourceName(name, place), ...validateResourceQuantity(name, amount, place)];
  });
}

function validateQuotaResourceName(name: string, path: FieldPath): readonly FieldError[] {
  const errors = validateResourceName(name, path);
  if (name.includes("/") || isStandardQuotaResource(name)) return errors;
  return [...errors, invalidWord(path, name, "must be a standard resource for quota")];
}

/** What a quota speaks of is said once. */
export function validateResourceQuotaUpdate(quota: ResourceQuota, old: ResourceQuota): readonly FieldError[] {
  const scopes = quota.spec?.scopes;
  return [
    ...validateCoreObjectMetaUpdate(quota.metadata, old.metadata, METADATA),
    ...validateSpec(quota.spec ?? {}),
    ...(areSameScopes(scopes, old.spec?.scopes) ? [] : [invalid(SPEC.child("scopes"), scopes, "field is immutable")]),
  ];
}

function areSameScopes(left: readonly string[] = [], right: readonly string[] = []): boolean {
  return left.every((scope) => right.includes(scope)) && right.every((scope) => left.includes(scope));
}
