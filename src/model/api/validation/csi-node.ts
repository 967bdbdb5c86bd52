// What the API server says of the CSI drivers of a node, new and changed.
// Imitates pkg/apis/storage/validation/validation.go (ValidateCSINode, ValidateCSINodeUpdate), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { duplicate, invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { CSI_NODE_DRIVER, type CsiNode, type CsiNodeDriver } from "../types/storage.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { validateQualifiedName } from "./names.ts";
import { validateNonNegative } from "./numbers.ts";
import { validateCsiDriverName } from "./volume-csi.ts";

const METADATA = FieldPath.root("metadata");
const DRIVERS = FieldPath.root("spec").child("drivers");
const NODE_ID_LENGTH_MAX = 256;

export function validateCsiNode({ metadata, spec }: CsiNode): readonly FieldError[] {
  const errors = [...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA)];
  const names = new Set<string>();
  for (const [index, driver] of (spec?.drivers ?? []).entries()) {
    const { name = "" } = driver;
    const place = DRIVERS.index(index);
    errors.push(...validateDriver(driver, place));
    if (names.has(name)) errors.push(duplicate(place.child("name"), name));
    names.add(name);
  }
  return errors;
}

function validateDriver(driver: CsiNodeDriver, path: FieldPath): readonly FieldError[] {
  const { nodeID = "", allocatable, topologyKeys = [] } = driver;
  const place = path.child("nodeID");
  const errors = [...validateCsiDriverName(driver.name, path.child("name"))];
  if (nodeID === "") errors.push(required(place));
  if (utf8LengthBytes(nodeID) > NODE_ID_LENGTH_MAX) {
    errors.push(invalid(place, nodeID, `must be ${NODE_ID_LENGTH_MAX} characters or less`));
  }
  errors.push(...validateNonNegative(allocatable?.count ?? 0, path.child("allocatable", "count")));
  return [...errors, ...validateTopologyKeys(topologyKeys, path)];
}

/** The server names the driver as the place of wrong keys. */
function validateTopologyKeys(keys: readonly string[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, key] of keys.entries()) {
    if (key === "") errors.push(required(path));
    if (keys.indexOf(key) < index) errors.push(duplicate(path, key));
    errors.push(...validateQualifiedName(key, path));
  }
  return errors;
}

/** Drivers come and go; of one that stays, only how many volumes it takes may change. */
export function validateCsiNodeUpdate(node: CsiNode, old: CsiNode): readonly FieldError[] {
  const errors = [...validateCsiNode(node)];
  for (const before of old.spec?.drivers ?? []) {
    for (const driver of node.spec?.drivers ?? []) {
      if (driver.name !== before.name) continue;
      const { allocatable: _now, ...lasting } = driver;
      const { allocatable: _then, ...lasted } = before;
      errors.push(...validateImmutableValue(lasting, lasted, CSI_NODE_DRIVER, DRIVERS));
    }
  }
  return errors;
}
