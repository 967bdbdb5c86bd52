// What the API server says of runtime classes. Imitates pkg/apis/node/validation/validation.go, v1.36.

import { dns1123LabelProblems, dns1123SubdomainProblems } from "../../name-formats.ts";
import { encodeStruct } from "../encode.ts";
import { duplicate, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { jsonText } from "../../go-text.ts";
import { TOLERATION, type Toleration } from "../types/affinity.ts";
import type { RuntimeClass } from "../types/policy.ts";
import { validateLabels } from "./labels.ts";
import { validateRequiredName } from "./names.ts";
import { validateImmutable, validateObjectMeta, validateObjectMetaUpdate } from "./object-meta.ts";
import { validateContainerResources } from "./resource-requirements.ts";
import { validateTolerations } from "./toleration.ts";

const METADATA = FieldPath.root("metadata");
const HANDLER = FieldPath.root("handler");
const OVERHEAD = FieldPath.root("overhead");
const SCHEDULING = FieldPath.root("scheduling");
const NO_CLAIMS: ReadonlySet<string> = new Set();

export function validateRuntimeClass({ metadata, handler, overhead, scheduling }: RuntimeClass): readonly FieldError[] {
  const { podFixed: limits = {} } = overhead ?? {};
  const { nodeSelector, tolerations = [] } = scheduling ?? {};
  const tolerationsPath = SCHEDULING.child("tolerations");
  return [
    ...validateObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA),
    ...validateRequiredName(handler, dns1123LabelProblems, HANDLER),
    ...validateContainerResources({ limits }, NO_CLAIMS, OVERHEAD),
    ...validateLabels(nodeSelector, SCHEDULING.child("nodeSelector")),
    ...validateTolerations(tolerations, tolerationsPath),
    ...validateUnique(tolerations, tolerationsPath),
  ];
}

/** That no two tolerations differ by their seconds alone. */
function validateUnique(tolerations: readonly Toleration[], path: FieldPath): readonly FieldError[] {
  const seen = new Set<string>();
  return tolerations.flatMap((toleration, index) => {
    const { key = "", operator = "", value = "", effect = "" } = toleration;
    const identity = jsonText([key, operator, value, effect]);
    if (!seen.has(identity)) {
      seen.add(identity);
      return [];
    }
    return [duplicate(path.index(index), encodeStruct(toleration, TOLERATION))];
  });
}

/** How a class runs its pods is said once. */
export function validateRuntimeClassUpdate(runtimeClass: RuntimeClass, old: RuntimeClass): readonly FieldError[] {
  return [
    ...validateRuntimeClass(runtimeClass),
    ...validateObjectMetaUpdate(runtimeClass.metadata, old.metadata, METADATA),
    ...validateImmutable(runtimeClass.handler ?? "", old.handler ?? "", HANDLER),
  ];
}
