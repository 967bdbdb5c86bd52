// What the API server says of claims to devices and of their templates, as far as the shape of their requests goes.
// Imitates pkg/apis/resource/validation/validation.go (ValidateResourceClaim, ValidateResourceClaimTemplate), v1.36. The rules
// for constraints, configuration and capacity are left out.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { duplicate, invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import {
  RESOURCE_CLAIM_SPEC,
  type DeviceRequest,
  type DeviceSubRequest,
  type ExactDeviceRequest,
  type ResourceClaim,
  type ResourceClaimSpec,
  type ResourceClaimTemplate,
} from "../types/resource-claim.ts";
import { validateChoice } from "./choices.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { validateDeviceSelectors } from "./device-class.ts";
import { validateImmutableValue } from "./immutable.ts";
import { validateDns1123Label, validateDns1123Subdomain } from "./names.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const MODES = ["All", "ExactCount"];
const ONE_KIND = "exactly one of `exactly` or `firstAvailable` is required";

export function validateResourceClaim({ metadata, spec }: ResourceClaim): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateClaimSpec(spec, SPEC),
  ];
}

/** What a claim asks for cannot be changed. */
export function validateResourceClaimUpdate(claim: ResourceClaim, old: ResourceClaim): readonly FieldError[] {
  return [...validateResourceClaim(claim), ...validateImmutableValue(claim.spec, old.spec, RESOURCE_CLAIM_SPEC, SPEC)];
}

export function validateResourceClaimTemplate({ metadata, spec }: ResourceClaimTemplate): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateClaimSpec(spec?.spec, SPEC.child("spec")),
  ];
}

function validateClaimSpec(spec: ResourceClaimSpec | undefined, path: FieldPath): readonly FieldError[] {
  const requests = path.child("devices", "requests");
  const names = new Set<string>();
  const errors: FieldError[] = [];
  for (const [index, request] of (spec?.devices?.requests ?? []).entries()) {
    const { name = "" } = request;
    errors.push(...validateRequest(request, requests.index(index)));
    if (names.has(name)) errors.push(duplicate(requests.index(index).child("name"), name));
    names.add(name);
  }
  return errors;
}

function validateRequest({ name, exactly, firstAvailable }: DeviceRequest, path: FieldPath): readonly FieldError[] {
  const errors = [...validateRequestName(name, path.child("name"))];
  const alternatives = firstAvailable ?? [];
  if (exactly === undefined && alternatives.length === 0) return [...errors, required(path, ONE_KIND)];
  if (exactly !== undefined && alternatives.length > 0) {
    return [...errors, invalid(path, undefined, `${ONE_KIND}, but multiple fields are set`)];
  }
  if (exactly !== undefined) errors.push(...validateDemand(exactly, path.child("exactly")));
  for (const [index, alternative] of alternatives.entries()) {
    const place = path.child("firstAvailable").index(index);
    errors.push(...validateRequestName(alternative.name, place.child("name")), ...validateDemand(alternative, place));
  }
  return errors;
}

function validateRequestName(name: string | undefined, path: FieldPath): readonly FieldError[] {
  return name === undefined || name === "" ? [required(path)] : validateDns1123Label(name, path);
}

function validateDemand(
  { deviceClassName = "", selectors, allocationMode = "", count = 0 }: ExactDeviceRequest | DeviceSubRequest,
  path: FieldPath,
): readonly FieldError[] {
  const className = path.child("deviceClassName");
  return [
    ...(deviceClassName === "" ? [required(className)] : validateDns1123Subdomain(deviceClassName, className)),
    ...validateDeviceSelectors(selectors, path.child("selectors")),
    ...validateMode(allocationMode, count, path),
  ];
}

function validateMode(mode: string, count: number, path: FieldPath): readonly FieldError[] {
  const place = path.child("count");
  if (mode === "ExactCount") return count > 0 ? [] : [invalid(place, count, "must be greater than zero")];
  if (mode !== "All") return validateChoice(mode, MODES, path.child("allocationMode"));
  return count === 0 ? [] : [invalid(place, count, "must not be specified when allocationMode is 'All'")];
}
