// What the API server says of the room that CSI drivers report, new and changed.
// Imitates pkg/apis/storage/validation/validation.go (ValidateCSIStorageCapacity, ValidateCSIStorageCapacityUpdate) and
// pkg/registry/storage/csistoragecapacity/strategy.go, v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { STRING } from "../api-type.ts";
import type { FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { LABEL_SELECTOR } from "../types/object-meta.ts";
import type { CsiStorageCapacity } from "../types/storage.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { validateLabelSelector } from "./labels.ts";
import { validateDns1123Subdomain } from "./names.ts";
import { validateNonNegativeQuantity } from "./quantities.ts";

const METADATA = FieldPath.root("metadata");
const TOPOLOGY = FieldPath.root("nodeTopology");
const CLASS_NAME = FieldPath.root("storageClassName");
const CAPACITY = FieldPath.root("capacity");

/** How large a single volume may be is not looked into. */
export function validateCsiStorageCapacity(reported: CsiStorageCapacity): readonly FieldError[] {
  const { metadata, nodeTopology, storageClassName = "", capacity } = reported;
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateLabelSelector(nodeTopology, TOPOLOGY),
    ...validateDns1123Subdomain(storageClassName, CLASS_NAME),
    ...(capacity === undefined ? [] : validateNonNegativeQuantity(capacity, CAPACITY)),
  ];
}

/** Where and of which class the room is stays as it was. */
export function validateCsiStorageCapacityUpdate(
  reported: CsiStorageCapacity,
  old: CsiStorageCapacity,
): readonly FieldError[] {
  const { metadata, nodeTopology, storageClassName = "" } = reported;
  return [
    ...validateCsiStorageCapacity(reported),
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validateImmutableValue(nodeTopology, old.nodeTopology, LABEL_SELECTOR, TOPOLOGY),
    ...validateImmutableValue(storageClassName, old.storageClassName ?? "", STRING, CLASS_NAME),
  ];
}
