// What the API server says of requests, limits and claims of containers and of pods as a whole.
// Imitates pkg/apis/core/validation/validation.go (validateResourceRequirements), v1.36.

import { parseQuantity } from "../../quantity/parse-quantity.ts";
import { compareQuantities, signOf } from "../../quantity/quantity.ts";
import { exactUnits } from "../../quantity/whole-units.ts";
import { isHugePages, isOvercommitAllowed } from "../../resource-name.ts";
import { duplicate, forbidden, invalid, notFound, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { ResourceClaim, ResourceRequirements } from "../types/container.ts";
import { validateDns1123Label } from "./names.ts";
import { amountOf, isWhole, validateResourceQuantity } from "./quantities.ts";
import { validateContainerResourceName, validatePodResourceName } from "./resource-names.ts";

type Amounts = Readonly<Record<string, string>>;
type NameRule = (name: string, path: FieldPath) => readonly FieldError[];

const NO_AMOUNTS: Amounts = Object.freeze({});
const HUGE_PAGES = "hugepages-";

/** What a container asks for; `claimNames` are those of the pod's resource claims. */
export function validateContainerResources(
  resources: ResourceRequirements,
  claimNames: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  return validateRequirements(resources, claimNames, validateContainerResourceName, path);
}

/** What a pod as a whole asks for. */
export function validatePodLevelResources(
  resources: ResourceRequirements,
  claimNames: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  return validateRequirements(resources, claimNames, validatePodResourceName, path);
}

function validateRequirements(
  { limits = NO_AMOUNTS, requests = NO_AMOUNTS, claims }: ResourceRequirements,
  claimNames: ReadonlySet<string>,
  nameRule: NameRule,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  collectAmounts(limits, nameRule, path.child("limits"), errors);
  collectAmounts(requests, nameRule, path.child("requests"), errors);
  for (const name of Object.keys(requests)) {
    const rule = validateAgainstLimit(name, requests[name]!, limits, path);
    if (rule !== undefined) errors.push(rule);
  }
  if (asksForHugePagesOnly(limits, requests)) errors.push(forbidden(path, "HugePages require cpu or memory"));
  if (claims !== undefined) errors.push(...validateClaims(claims, claimNames, path.child("claims")));
  return errors;
}

function collectAmounts(amounts: Amounts, nameRule: NameRule, path: FieldPath, errors: FieldError[]): void {
  for (const [name, text] of Object.entries(amounts)) {
    const place = path.key(name);
    errors.push(...nameRule(name, place), ...validateResourceQuantity(name, text, place));
    if (!isHugePages(name) || isWholePages(name, text)) continue;
    errors.push(invalid(place, text, `${text} is not positive integer multiple of ${name}`));
  }
}

/** The size of a page stands in the resource's name. */
function isWholePages(name: string, text: string): boolean {
  const pageSize = parseQuantity(name.slice(HUGE_PAGES.length));
  if (pageSize === undefined || signOf(pageSize) <= 0 || !isWhole(pageSize)) return false;
  const pageBytes = exactUnits(pageSize);
  return pageBytes !== 0n && exactUnits(amountOf(text)) % pageBytes === 0n;
}

/** `path` is that of both lists: the server names a list, not its key, as the place of these mistakes. */
function validateAgainstLimit(name: string, text: string, limits: Amounts, path: FieldPath): FieldError | undefined {
  const limit = Object.hasOwn(limits, name) ? limits[name]! : undefined;
  const mayDiffer = isOvercommitAllowed(name);
  if (limit === undefined) {
    return mayDiffer ? undefined : required(path.child("limits"), "Limit must be set for non overcommitable resources");
  }
  if (text === limit) return undefined;
  const order = compareQuantities(amountOf(text), amountOf(limit));
  if (order !== 0 && !mayDiffer) {
    return invalid(path.child("requests"), text, `must be equal to ${name} limit of ${limit}`);
  }
  if (order <= 0) return undefined;
  return invalid(path.child("requests"), text, `must be less than or equal to ${name} limit of ${limit}`);
}

function asksForHugePagesOnly(limits: Amounts, requests: Amounts): boolean {
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  return names.some(isHugePages) && !names.includes("cpu") && !names.includes("memory");
}

/** Which of the pod's claims the container uses: all of a claim, or one request of it. */
function validateClaims(
  claims: readonly ResourceClaim[],
  claimNames: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const used = new Set<string>();
  for (const [index, claim] of claims.entries()) {
    const place = path.index(index);
    if (claim.name === undefined || claim.name === "") {
      errors.push(required(place));
      continue;
    }
    errors.push(...validateUse(claim.name, claim.request, used, place));
    if (!claimNames.has(claim.name)) errors.push(unknownClaim(claim.name, claimNames, place));
  }
  return errors;
}

/** `used` holds the earlier claims and requests, and takes up this one. */
function validateUse(
  name: string,
  request: string | undefined,
  used: Set<string>,
  path: FieldPath,
): readonly FieldError[] {
  if (used.has(name)) return [duplicate(path, name)];
  if (request === undefined) {
    const overlaps = [...used].filter((key) => key.includes("/") && key.slice(0, key.indexOf("/")) === name);
    used.add(name);
    return overlaps.map(() => duplicate(path, name));
  }
  const key = `${name}/${request}`;
  const errors = validateDns1123Label(request, path.child("request"));
  if (used.has(key)) return [...errors, duplicate(path, key)];
  used.add(key);
  return errors;
}

function unknownClaim(name: string, claimNames: ReadonlySet<string>, path: FieldPath): FieldError {
  const names = [...claimNames].toSorted().join(", ");
  const detail = claimNames.size === 0 ? " which is empty" : `: ${names}`;
  const error = notFound(path, name);
  return { ...error, message: `${error.message}: must be one of the names in pod.spec.resourceClaims${detail}` };
}
