// A result as YAML, for people who diff and for tools that read Kubernetes' YAML 1.1.

import { Document, isCollection, isScalar, Scalar, visit } from "yaml";

import type { SimulationResult } from "../../simulation/result.ts";

import { visibleJson, visibleText } from "../neutral-text.ts";

// Line folding breaks a list of numbers into one line each; without it the list stands on a single line.
const NO_FOLDING = 0;

/** The same data as the JSON; each list of plain values stands on a single line. Parses back to the result. */
export function resultYaml(result: SimulationResult): string {
  return versionedYaml(result);
}

/** The same for any data that names its version and kind. */
export function versionedYaml(data: { readonly apiVersion: string; readonly kind: string }): string {
  const document = new Document(data, { version: "1.1", aliasDuplicateObjects: false });
  visit(document, {
    Seq: (_key, list) => {
      list.flow = list.items.every((item) => !isCollection(item));
    },
    Scalar: (_key, scalar) => {
      if (needsEscapes(scalar)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return visibleJson(document.toString({ lineWidth: NO_FOLDING, directives: false }));
}

function needsEscapes(scalar: unknown): boolean {
  return isScalar(scalar) && typeof scalar.value === "string" && visibleText(scalar.value) !== scalar.value;
}
