// All paths of a scenario that have a name in its definition: to find the one whose end somebody wrote.

import { isMapping } from "../../base/mapping.ts";

import type { DocumentPath } from "../../environment/documents/locate-in-yaml.ts";

import { itemAt, type PathStep } from "../assignments.ts";
import type { JsonSchema } from "../json-schema.ts";

import { writtenPath } from "./written-path.ts";

/** The paths under `spec` that end with these steps, in the order of the definition. */
export function pathsEndingWith(steps: readonly PathStep[], document: unknown, schema: JsonSchema): readonly string[] {
  const spec = schema.properties?.["spec"];
  const found =
    spec === undefined ? [] : [...placesIn(spec, isMapping(document) ? document["spec"] : undefined, ["spec"])];
  return found.filter((place) => endsWith(document, place, steps)).map((place) => writtenPath(document, place));
}

function* placesIn(schema: JsonSchema, value: unknown, place: DocumentPath): Generator<DocumentPath> {
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const at = [...place, name];
    yield at;
    yield* placesIn(child, isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined, at);
  }
  if (schema.items !== undefined && Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* placesIn(schema.items, item, [...place, index]);
  }
  for (const choice of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* placesIn(choice, value, place);
}

/** Whether the last steps of a place are these; names of items mean their places. */
function endsWith(document: unknown, place: DocumentPath, steps: readonly PathStep[]): boolean {
  const start = place.length - steps.length;
  if (start < 1) return false;
  return steps.every((step, index) => {
    const taken = place[start + index]!;
    return typeof taken === "string" ? taken === step : isItem(document, place.slice(0, start + index), step, taken);
  });
}

function isItem(document: unknown, list: DocumentPath, step: PathStep, taken: number): boolean {
  let value = document;
  for (const part of list) value = (value as Readonly<Record<string | number, unknown>>)[part];
  return Array.isArray(value) && itemAt(value, step) === taken;
}
