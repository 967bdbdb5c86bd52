// Namespaces. Imitates pkg/registry/core/namespace/strategy.go and pkg/apis/core/validation, v1.36.

import { dns1123LabelProblems } from "../../name-formats.ts";
import { qualifiedNameProblems } from "../../qualified-name.ts";
import { apiKind } from "../api-kind.ts";
import type { Draft } from "../api-type.ts";
import { invalid, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { NAMESPACE, type Namespace } from "../types/quota.ts";
import {
  validateCoreObjectMeta,
  validateCoreObjectMetaUpdate,
  validateFinalizerNames,
} from "../validation/core-object-meta.ts";

const METADATA = FieldPath.root("metadata");
const FINALIZERS = FieldPath.root("spec").child("finalizers");
const OWN_FINALIZER = "kubernetes";
const NAME_LABEL = "kubernetes.io/metadata.name";

export const NAMESPACE_KIND = apiKind<Namespace>({
  apiVersion: "v1",
  kind: "Namespace",
  namespaced: false,
  type: NAMESPACE,
  source: "pkg/registry/core/namespace/strategy.go",
  applyDefaults(namespace) {
    const metadata = (namespace.metadata ??= {});
    if (metadata.name !== undefined) metadata.labels = { ...metadata.labels, [NAME_LABEL]: metadata.name };
    namespace.status = { ...namespace.status, phase: namespace.status?.phase ?? "Active" };
  },
  prepareForCreate(namespace) {
    namespace.status = { phase: "Active" };
    const spec = (namespace.spec ??= {});
    const finalizers = spec.finalizers ?? [];
    if (!finalizers.includes(OWN_FINALIZER)) spec.finalizers = [...finalizers, OWN_FINALIZER];
  },
  validate: validateNamespace,
  prepareForUpdate(namespace, old) {
    namespace.spec = { ...namespace.spec, finalizers: [...(old.spec?.finalizers ?? [])] };
    namespace.status = structuredClone(old.status ?? {}) as NonNullable<Draft<Namespace>["status"]>;
  },
  validateUpdate: (namespace, old) => [
    ...validateNamespace(namespace),
    ...validateCoreObjectMetaUpdate(namespace.metadata, old.metadata, METADATA),
  ],
});

function validateNamespace({ metadata, spec }: Namespace): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, false, dns1123LabelProblems, METADATA),
    ...(spec?.finalizers ?? []).flatMap((name) => validateFinalizer(name)),
  ];
}

/** The server names the list, not the item, as the place. */
function validateFinalizer(name: string): readonly FieldError[] {
  return [
    ...qualifiedNameProblems(name).map((problem) => invalid(FINALIZERS, name, problem)),
    ...validateFinalizerNames([name], FINALIZERS).map((error) => ({ ...error, path: FINALIZERS })),
  ];
}
