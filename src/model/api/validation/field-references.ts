// What the API server says of references from an environment variable or a file to a field of the pod or to an amount
// of a container. Imitates pkg/apis/core/validation/validation.go (validateObjectFieldSelector,
// validateContainerResourceFieldSelector) and pkg/apis/core/pods/helpers.go, v1.36.

import { lowerCase } from "../../go-string.ts";
import { isZero } from "../../quantity/quantity.ts";
import { parseQuantity } from "../../quantity/parse-quantity.ts";
import { invalid, notSupported, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { ObjectFieldSelector, ResourceFieldSelector } from "../types/volume.ts";
import { validateQualifiedName } from "./names.ts";

/** Fields that an environment variable may show, in the order in which messages list them. */
export const ENVIRONMENT_FIELDS: readonly string[] = Object.freeze([
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
]);

/** Fields that a file of a volume may show. */
export const VOLUME_FIELDS: readonly string[] = Object.freeze([
  "metadata.annotations",
  "metadata.labels",
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
]);

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...ENVIRONMENT_FIELDS,
  ...VOLUME_FIELDS,
  "spec.restartPolicy",
  "spec.schedulerName",
  "status.phase",
]);

/** A field of older clients, and what it is called now. */
const RENAMED_FIELDS: ReadonlyMap<string, string> = new Map([["spec.host", "spec.nodeName"]]);

/** `metadata.labels['app']`: a map and one of its keys. */
const SUBSCRIPTED = /^((?:(?!\[').)+)\['(.*)'\]$/s;

/** A reference to a field; `fields` are those that may be shown there. */
export function validateObjectFieldSelector(
  selector: ObjectFieldSelector,
  fields: readonly string[],
  path: FieldPath,
): readonly FieldError[] {
  const { apiVersion, fieldPath } = selector;
  if (apiVersion === undefined) return [required(path.child("apiVersion"))];
  if (fieldPath === undefined) return [required(path.child("fieldPath"))];
  const subscripted = SUBSCRIPTED.exec(fieldPath);
  const problem = conversionProblem(apiVersion, fieldPath, subscripted?.[1]);
  if (problem !== undefined) {
    return [invalid(path.child("fieldPath"), fieldPath, `error converting fieldPath: ${problem}`)];
  }
  if (subscripted !== null) return validateKey(subscripted[1]!, subscripted[2]!, path);
  const field = RENAMED_FIELDS.get(fieldPath) ?? fieldPath;
  return fields.includes(field) ? [] : [notSupported(path.child("fieldPath"), field, fields)];
}

/** Why the field is none that a pod could show, in the server's words. */
function conversionProblem(apiVersion: string, fieldPath: string, map: string | undefined): string | undefined {
  if (apiVersion !== "v1") return `unsupported pod version: ${apiVersion}`;
  if (map !== undefined) {
    const isMap = map === "metadata.annotations" || map === "metadata.labels";
    return isMap ? undefined : `field label does not support subscript: ${fieldPath}`;
  }
  const isKnown = KNOWN_FIELDS.has(fieldPath) || RENAMED_FIELDS.has(fieldPath);
  return isKnown ? undefined : `field label not supported: ${fieldPath}`;
}

function validateKey(map: string, key: string, path: FieldPath): readonly FieldError[] {
  return validateQualifiedName(map === "metadata.annotations" ? lowerCase(key) : key, path);
}

const AMOUNTS: readonly string[] = Object.freeze([
  "limits.cpu",
  "limits.ephemeral-storage",
  "limits.memory",
  "requests.cpu",
  "requests.ephemeral-storage",
  "requests.memory",
]);

const HUGE_PAGES_AMOUNT = /^(?:requests|limits)\.hugepages-/;

/** A reference to an amount of the variable's own container, or of the one that it names. */
export function validateResourceFieldSelector(selector: ResourceFieldSelector, path: FieldPath): readonly FieldError[] {
  const { resource } = selector;
  if (resource === undefined) return [required(path.child("resource"))];
  const divisor = validateDivisor(resource, selector.divisor, path);
  if (AMOUNTS.includes(resource) || HUGE_PAGES_AMOUNT.test(resource)) return divisor;
  return [notSupported(path.child("resource"), resource, AMOUNTS), ...divisor];
}

/** The same in a volume, which belongs to no container: it must be named. */
export function validateVolumeResourceFieldSelector(
  selector: ResourceFieldSelector,
  path: FieldPath,
): readonly FieldError[] {
  if (selector.containerName !== undefined) return validateResourceFieldSelector(selector, path);
  return [required(path.child("containerName")), ...validateDivisor(selector.resource ?? "", selector.divisor, path)];
}

const CPU_DIVISORS: readonly string[] = Object.freeze(["1m", "1"]);
const BYTE_DIVISORS: readonly string[] = Object.freeze([
  "1",
  "1k",
  "1M",
  "1G",
  "1T",
  "1P",
  "1E",
  "1Ki",
  "1Mi",
  "1Gi",
  "1Ti",
  "1Pi",
  "1Ei",
]);
const BYTE_DIVISOR_RULE = `only divisor's values ${BYTE_DIVISORS.join(", ")} are supported with the`;

interface DivisorRule {
  readonly supported: readonly string[];
  readonly detail: string;
}

const CPU_RULE: DivisorRule = {
  supported: CPU_DIVISORS,
  detail: "only divisor's values 1m and 1 are supported with the cpu resource",
};
const MEMORY_RULE: DivisorRule = { supported: BYTE_DIVISORS, detail: `${BYTE_DIVISOR_RULE} memory resource` };
const STORAGE_RULE: DivisorRule = {
  supported: BYTE_DIVISORS,
  detail: `${BYTE_DIVISOR_RULE} local ephemeral storage resource`,
};
const HUGE_PAGES_RULE: DivisorRule = { supported: BYTE_DIVISORS, detail: `${BYTE_DIVISOR_RULE} hugepages resource` };

const DIVISOR_RULES: ReadonlyMap<string, DivisorRule> = new Map([
  ["limits.cpu", CPU_RULE],
  ["requests.cpu", CPU_RULE],
  ["limits.memory", MEMORY_RULE],
  ["requests.memory", MEMORY_RULE],
  ["limits.ephemeral-storage", STORAGE_RULE],
  ["requests.ephemeral-storage", STORAGE_RULE],
]);

/** The server prints the amount's name, not the divisor, as the wrong value. */
function validateDivisor(resource: string, divisor: string | undefined, path: FieldPath): readonly FieldError[] {
  if (divisor === undefined || isZeroText(divisor)) return [];
  const rule = DIVISOR_RULES.get(resource) ?? (HUGE_PAGES_AMOUNT.test(resource) ? HUGE_PAGES_RULE : undefined);
  if (rule === undefined || rule.supported.includes(divisor)) return [];
  return [invalid(path.child("divisor"), resource, rule.detail)];
}

function isZeroText(text: string): boolean {
  const quantity = parseQuantity(text);
  return quantity === undefined || isZero(quantity);
}
