// What kubectl prints of environment variables that are defined twice.
// Imitates pkg/api/pod/warnings.go, v1.36.

import type { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import type { EnvVar } from "../types/container.ts";
import { warningAt } from "./warning-text.ts";

/** A second definition is fine if it extends the first. */
export function environmentWarnings(variables: readonly EnvVar[], path: FieldPath): readonly string[] {
  const seen = new Set<string>();
  return variables.flatMap((variable, index) => {
    const { name = "" } = variable;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    if (extendsItself(variable)) return [];
    const rule = `hides previous definition of ${quoted(name)}, which may be dropped when using apply`;
    return [warningAt(path.index(index), rule)];
  });
}

function extendsItself({ name = "", value = "", valueFrom }: EnvVar): boolean {
  const reference = `$(${name})`;
  return valueFrom === undefined && value !== reference && value.includes(reference);
}
