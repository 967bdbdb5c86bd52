// Storage classes. Imitates pkg/registry/storage/storageclass/strategy.go and pkg/api/storage/util.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyStorageClassDefaults } from "../defaults/storage.ts";
import { FieldPath } from "../field-path.ts";
import { STORAGE_CLASS, type StorageClass } from "../types/storage.ts";
import { validateStorageClass, validateStorageClassUpdate } from "../validation/storage-class.ts";
import { deprecatedNodeLabel } from "../warnings/node-labels.ts";

const TOPOLOGIES = FieldPath.root("allowedTopologies");

export const STORAGE_CLASS_KIND = apiKind<StorageClass>({
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  namespaced: false,
  type: STORAGE_CLASS,
  source: "pkg/registry/storage/storageclass/strategy.go",
  applyDefaults: applyStorageClassDefaults,
  prepareForCreate() {},
  validate: validateStorageClass,
  warningsOnCreate: topologyWarnings,
  validateUpdate: validateStorageClassUpdate,
  warningsOnUpdate: topologyWarnings,
});

/** About labels of nodes that are no longer used. */
function topologyWarnings({ allowedTopologies = [] }: StorageClass): readonly string[] {
  return allowedTopologies.flatMap(({ matchLabelExpressions = [] }, termIndex) =>
    matchLabelExpressions.flatMap(({ key = "" }, index) => {
      const warning = deprecatedNodeLabel(key);
      const place = TOPOLOGIES.index(termIndex).child("matchLabelExpressions").index(index).child("key");
      return warning === undefined ? [] : [`${String(place)}: ${warning}`];
    }),
  );
}
