// What the API server says of references to objects of any kind that autoscalers make.
// Imitates pkg/apis/autoscaling/validation/validation.go (ValidateCrossVersionObjectReference), v1.36.

import { pathSegmentNameProblems } from "../../name-formats.ts";
import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { CrossVersionObjectReference } from "../types/autoscaling-v2.ts";
import { validateRequiredName } from "./names.ts";

/** Kind and name; what is asked of the version depends on what is referred to. */
export function validateObjectReference(
  { kind, name }: CrossVersionObjectReference,
  path: FieldPath,
): readonly FieldError[] {
  return [
    ...validateRequiredName(kind, pathSegmentNameProblems, path.child("kind")),
    ...validateRequiredName(name, pathSegmentNameProblems, path.child("name")),
  ];
}

/** That the text is a version, perhaps with a group before it. */
export function validateVersion(apiVersion: string, path: FieldPath): readonly FieldError[] {
  if (apiVersion.split("/").length <= 2) return [];
  return [invalid(path, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
}
