// What kubectl prints of runtime classes that choose nodes by old labels.
// Imitates pkg/api/node/util.go (GetWarningsForRuntimeClass), v1.36.

import { FieldPath } from "../field-path.ts";
import type { RuntimeClass } from "../types/policy.ts";
import { deprecatedNodeLabel } from "./node-labels.ts";
import { warningAt } from "./warning-text.ts";

const NODE_SELECTOR = FieldPath.root("scheduling").child("nodeSelector");

/** The server does not say which of the labels it is. */
export function runtimeClassWarnings({ scheduling }: RuntimeClass): readonly string[] {
  return Object.keys(scheduling?.nodeSelector ?? {}).flatMap((key) => {
    const instead = deprecatedNodeLabel(key);
    return instead === undefined ? [] : [warningAt(NODE_SELECTOR, instead)];
  });
}
