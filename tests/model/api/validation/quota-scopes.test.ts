// Scopes of resource quotas.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { ResourceQuotaSpec, ScopedResourceSelectorRequirement } from "../../../../src/model/api/types/quota.ts";
import {
  isStandardQuotaResource,
  validateQuotaScopes,
  validateScopeSelector,
} from "../../../../src/model/api/validation/quota-scopes.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("scopes");

it("knows the resources of quotas", () => {
  const names = ["cpu", "limits.memory", "services.nodeports", "hugepages-1Gi", "requests.hugepages-1Gi"];
  expect(names.every(isStandardQuotaResource)).toBe(true);
  expect(["storage", "gpu", "count/pods"].some(isStandardQuotaResource)).toBe(false);
});

it.each<[ResourceQuotaSpec, readonly string[]]>([
  [{ scopes: ["NotBestEffort", "Terminating"], hard: { pods: "1", cpu: "1", "example.com/x": "1" } }, []],
  [{ scopes: ["VolumeAttributesClass"], hard: { "requests.storage": "1", persistentvolumeclaims: "1" } }, []],
  [{ scopes: ["Big"], hard: { services: "1" } }, ['scopes: Invalid value: ["Big"]: unsupported scope']],
  [
    { scopes: ["BestEffort"], hard: { cpu: "1", memory: "1" } },
    Array<string>(2).fill('scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource'),
  ],
  [
    { scopes: ["Terminating", "NotTerminating"] },
    ['scopes: Invalid value: ["Terminating","NotTerminating"]: conflicting scopes'],
  ],
])("judges %j", (spec, lines) => {
  expect(errorLines(validateQuotaScopes(spec, PATH))).toEqual(lines);
});

it.each<[ScopedResourceSelectorRequirement, readonly string[]]>([
  [{ scopeName: "PriorityClass", operator: "In", values: ["high"] }, []],
  [{ scopeName: "PriorityClass", operator: "Exists" }, []],
  [
    { scopeName: "PriorityClass", operator: "NotIn" },
    ["scopes.values: Required value: must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"],
  ],
  [
    { scopeName: "PriorityClass", operator: "DoesNotExist", values: ["high"] },
    [
      "scopes.values: Invalid value: [\"high\"]: must be no value when `operator` is 'Exist' or 'DoesNotExist' " +
        "for scope selector",
    ],
  ],
  [
    { scopeName: "BestEffort", operator: "DoesNotExist" },
    [
      "scopes.operator: Invalid value: \"DoesNotExist\": must be 'Exists' when scope is any of " +
        "ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, " +
        "ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity",
    ],
  ],
  [
    {},
    [
      'scopes.operator: Invalid value: "": not a valid selector operator',
      'scopes.scopeName: Invalid value: "": unsupported scope',
    ],
  ],
])("judges the requirement %j", (requirement, lines) => {
  const spec = { hard: { pods: "1" }, scopeSelector: { matchExpressions: [requirement] } };
  expect(errorLines(validateScopeSelector(spec, PATH))).toEqual(lines);
});

it("tells resources outside of a required scope, and scopes that exclude each other", () => {
  const matchExpressions = ["BestEffort", "NotBestEffort"].map((scopeName) => ({ scopeName, operator: "Exists" }));
  const spec = { hard: { cpu: "1" }, scopeSelector: { matchExpressions } };
  const shown = JSON.stringify({ matchExpressions: matchExpressions });
  expect(errorLines(validateScopeSelector(spec, PATH))).toEqual([
    "scopes: Invalid value: null: conflicting scopes",
    `scopes: Invalid value: ${shown}: unsupported scope applied to resource`,
  ]);
  expect(validateScopeSelector({}, PATH)).toEqual([]);
});
