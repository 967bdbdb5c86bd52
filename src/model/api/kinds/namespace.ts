// Namespaces. Imitates pkg/registry/core/namespace and pkg/apis/core/validation (ValidateNamespace), v1.36.

import { apiKind } from "../api-kind.ts";
import { NAMESPACE, type Namespace } from "../types/quota.ts";

export const NAMESPACE_KIND = apiKind<Namespace>({
  apiVersion: "v1",
  kind: "Namespace",
  namespaced: false,
  type: NAMESPACE,
  source: "pkg/registry/core/namespace/strategy.go",
  applyDefaults: (namespace) => {
    namespace.metadata ??= {};
    if (namespace.metadata.name !== undefined) {
      namespace.metadata.labels = {
        ...namespace.metadata.labels,
        "kubernetes.io/metadata.name": namespace.metadata.name,
      };
    }
  },
  prepareForCreate: () => {},
  validate: (namespace) => (namespace.metadata?.name === undefined ? [] : []),
});
