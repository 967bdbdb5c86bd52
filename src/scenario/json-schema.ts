// The scenario's definition as a JSON Schema: for editors, for suggestions, and for the words of error messages.

import { z } from "zod";

import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";

import { SCENARIO_SCHEMA } from "./scenario-schema.ts";

/** What of JSON Schema the definitions use. */
export interface JsonSchema {
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
}

/** Made when it is first asked for: it is large, and the same each time. */
let made: JsonSchema | undefined;

/** The whole schema (draft 2020-12), as kept in docs/schema/scenario.json. */
export function scenarioJsonSchema(): JsonSchema {
  return (made ??= z.toJSONSchema(SCENARIO_SCHEMA, { io: "input" }) as JsonSchema);
}

/** What may stand at `path`: more than one where there is a choice, none where nothing may. */
export function schemasAt(schema: JsonSchema, path: DocumentPath): readonly JsonSchema[] {
  let current = choicesOf(schema);
  for (const step of path) current = current.flatMap((candidate) => choicesOf(childOf(candidate, step)));
  return current;
}

/** What may stand at one step below; undefined if nothing may. */
export function childOf(schema: JsonSchema, step: string | number): JsonSchema | undefined {
  if (typeof step === "number") return schema.items;
  const property = Object.hasOwn(schema.properties ?? {}, step) ? schema.properties?.[step] : undefined;
  if (property !== undefined) return property;
  return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
}

/** The schema and, where it is a choice, what can be chosen. */
export function choicesOf(schema: JsonSchema | undefined): readonly JsonSchema[] {
  if (schema === undefined) return [];
  return [schema, ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(choicesOf)];
}
