// What the API server says of published devices, as far as their names and their nodes go.
// Imitates pkg/apis/resource/validation/validation.go (ValidateResourceSlice), v1.36. The rules for attributes, capacity and
// counters are left out.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { duplicate, invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { ResourceSlice, ResourceSliceSpec } from "../types/resource-slice.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { validateDns1123Label } from "./names.ts";
import { validateCsiDriverName } from "./volume-csi.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const ONE_REACH = "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";

export function validateResourceSlice({ metadata, spec = {} }: ResourceSlice): readonly FieldError[] {
  const { driver, pool } = spec;
  const errors = [
    ...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA),
    ...validateCsiDriverName(driver, SPEC.child("driver")),
  ];
  if (!pool?.name) errors.push(required(SPEC.child("pool", "name")));
  if ((pool?.resourceSliceCount ?? 0) <= 0) {
    const place = SPEC.child("pool", "resourceSliceCount");
    errors.push(invalid(place, pool?.resourceSliceCount ?? 0, "must be greater than zero"));
  }
  return [...errors, ...validateReach(spec), ...validateDeviceNames(spec)];
}

function validateReach(spec: ResourceSliceSpec): readonly FieldError[] {
  const { nodeName, nodeSelector, allNodes, perDeviceNodeSelection, sharedCounters = [] } = spec;
  const said = [nodeName, nodeSelector, allNodes, perDeviceNodeSelection].filter((value) => value !== undefined);
  if (said.length === 1 || (said.length === 0 && sharedCounters.length > 0)) return [];
  return said.length === 0
    ? [required(SPEC, ONE_REACH)]
    : [invalid(SPEC, undefined, `${ONE_REACH}, but multiple fields are set`)];
}

function validateDeviceNames({ devices = [] }: ResourceSliceSpec): readonly FieldError[] {
  const names = new Set<string>();
  return devices.flatMap(({ name = "" }, index) => {
    const place = SPEC.child("devices").index(index).child("name");
    const errors = name === "" ? [required(place)] : [...validateDns1123Label(name, place)];
    if (names.has(name)) errors.push(duplicate(place, name));
    names.add(name);
    return errors;
  });
}
