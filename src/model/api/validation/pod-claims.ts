// What the API server says of a pod's resource claims and of its scheduling group.
// Imitates pkg/apis/core/validation/validation.go (validatePodResourceClaims, validateSchedulingGroup), v1.36.

import { dns1123LabelProblems, dns1123SubdomainProblems } from "../../name-formats.ts";
import { encodeValue } from "../encode.ts";
import { duplicate, forbidden, invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { MIRROR_POD } from "../pod-annotation-names.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import { POD_RESOURCE_CLAIM, type PodResourceClaim, type PodSpec } from "../types/pod.ts";
import { validateName } from "./names.ts";

/** The server gives these mistakes no place, and prints it so. */
const NOWHERE = FieldPath.root("").key("");

/** `metadata` is that of the pod, undefined for a template. */
export function validatePodResourceClaims(
  claims: readonly PodResourceClaim[],
  metadata: ObjectMeta | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (Object.hasOwn(metadata?.annotations ?? {}, MIRROR_POD)) {
    return claims.map(() => forbidden(NOWHERE, "static pods do not support resource claims"));
  }
  const names = new Set<string>();
  return claims.flatMap((claim, index) => [
    ...validateClaimName(claim.name ?? "", names, path.index(index).child("name")),
    ...validateClaimSource(claim, path.index(index)),
  ]);
}

/** `names` holds those of earlier claims, and takes up this one. */
function validateClaimName(name: string, names: Set<string>, path: FieldPath): readonly FieldError[] {
  if (name === "") return [required(path)];
  if (names.has(name)) return [duplicate(path, name)];
  names.add(name);
  return validateName(name, dns1123LabelProblems, path);
}

function validateClaimSource(claim: PodResourceClaim, path: FieldPath): readonly FieldError[] {
  const { resourceClaimName, resourceClaimTemplateName } = claim;
  const names = [
    ...validateOptionalName(resourceClaimName, path.child("resourceClaimName")),
    ...validateOptionalName(resourceClaimTemplateName, path.child("resourceClaimTemplateName")),
  ];
  if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
    const rule = "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified";
    return [...names, invalid(path, encodeValue(claim, POD_RESOURCE_CLAIM), rule)];
  }
  if (resourceClaimName !== undefined || resourceClaimTemplateName !== undefined) return names;
  return [
    invalid(
      path,
      encodeValue(claim, POD_RESOURCE_CLAIM),
      "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`",
    ),
  ];
}

function validateOptionalName(name: string | undefined, path: FieldPath): readonly FieldError[] {
  return name === undefined ? [] : validateName(name, dns1123SubdomainProblems, path);
}

export function validateSchedulingGroup(
  group: NonNullable<PodSpec["schedulingGroup"]>,
  path: FieldPath,
): readonly FieldError[] {
  const { podGroupName } = group;
  const namePath = path.child("podGroupName");
  if (podGroupName === undefined) return [invalid(namePath, undefined, "must specify one of: `podGroupName`")];
  return validateName(podGroupName, dns1123SubdomainProblems, namePath);
}
