// Which labels the pods have that stand behind a target of load: those that a Service or a workload selects by.

import {
  compileLabelSelector,
  compileLabelSet,
  SELECTS_NOTHING,
  type CompiledLabelSelector,
} from "../../model/label-selector.ts";

import type { StoredObjects } from "../../cluster/object-store.ts";

import type { LoadTarget } from "./planned-load.ts";

/** An object that can be a target; undefined: it is not there. */
type TargetObject = StoredObjects[LoadTarget["kind"]] | undefined;

/** Of a target that is not there, or selects by nothing, no pods. */
export function targetSelector(kind: LoadTarget["kind"], object: TargetObject): CompiledLabelSelector {
  const selector = object?.spec?.selector;
  if (kind === "Service") {
    const labels = (selector ?? {}) as NonNullable<NonNullable<StoredObjects["Service"]["spec"]>["selector"]>;
    return Object.keys(labels).length === 0 ? SELECTS_NOTHING : compileLabelSet(labels);
  }
  const compiled = compileLabelSelector(selector);
  return compiled.kind === "invalid" ? SELECTS_NOTHING : compiled;
}
