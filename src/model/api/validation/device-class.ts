// What the API server says of device classes, and of the selectors of devices anywhere.
// Imitates pkg/apis/resource/validation/validation.go (ValidateDeviceClass, validateSelector), v1.36. Expressions are read where
// manifests are: what cannot be evaluated is told there.

import { utf8LengthBytes } from "../../format-problem.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { required, tooLong, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { DeviceClass, DeviceSelector } from "../types/resource-slice.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";

const METADATA = FieldPath.root("metadata");
const SELECTORS = FieldPath.root("spec").child("selectors");
const EXPRESSION_LENGTH_MAX = 10 * 1024;

export function validateDeviceClass({ metadata, spec }: DeviceClass): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA),
    ...validateDeviceSelectors(spec?.selectors, SELECTORS),
  ];
}

export function validateDeviceSelectors(
  selectors: readonly DeviceSelector[] = [],
  path: FieldPath,
): readonly FieldError[] {
  return selectors.flatMap(({ cel }, index) => {
    const place = path.index(index).child("cel");
    if (cel === undefined) return [required(place)];
    const isTooLong = utf8LengthBytes(cel.expression ?? "") > EXPRESSION_LENGTH_MAX;
    return isTooLong ? [tooLong(place.child("expression"), EXPRESSION_LENGTH_MAX)] : [];
  });
}
