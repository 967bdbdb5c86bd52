// What room CSI drivers report. Imitates pkg/registry/storage/csistoragecapacity/strategy.go and pkg/api/storage/util.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { FieldPath } from "../field-path.ts";
import { CSI_STORAGE_CAPACITY, type CsiStorageCapacity } from "../types/storage.ts";
import { validateCsiStorageCapacity, validateCsiStorageCapacityUpdate } from "../validation/csi-storage-capacity.ts";
import { nodeLabelSelectorWarnings } from "../warnings/node-labels.ts";

const TOPOLOGY = FieldPath.root("nodeTopology");

export const CSI_STORAGE_CAPACITY_KIND = apiKind<CsiStorageCapacity>({
  apiVersion: "storage.k8s.io/v1",
  kind: "CSIStorageCapacity",
  namespaced: true,
  type: CSI_STORAGE_CAPACITY,
  source: "pkg/registry/storage/csistoragecapacity/strategy.go",
  applyDefaults() {},
  prepareForCreate() {},
  validate: validateCsiStorageCapacity,
  warningsOnCreate: topologyWarnings,
  validateUpdate: validateCsiStorageCapacityUpdate,
  warningsOnUpdate: topologyWarnings,
});

function topologyWarnings({ nodeTopology }: CsiStorageCapacity): readonly string[] {
  return nodeTopology === undefined ? [] : nodeLabelSelectorWarnings(nodeTopology, TOPOLOGY);
}
