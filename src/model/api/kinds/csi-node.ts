// The CSI drivers of nodes. Imitates pkg/registry/storage/csinode/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { CSI_NODE, type CsiNode } from "../types/storage.ts";
import { validateCsiNode, validateCsiNodeUpdate } from "../validation/csi-node.ts";

export const CSI_NODE_KIND = apiKind<CsiNode>({
  apiVersion: "storage.k8s.io/v1",
  kind: "CSINode",
  namespaced: false,
  type: CSI_NODE,
  source: "pkg/registry/storage/csinode/strategy.go",
  applyDefaults() {},
  prepareForCreate() {},
  validate: validateCsiNode,
  validateUpdate: validateCsiNodeUpdate,
});
