// The fields of a scenario as rows of a table, from the schema that checks scenarios.

import type { JsonSchema } from "../../src/scenario/json-schema.ts";

/** Lists whose entries are told apart by a kind, with the page that has the fields of each kind. */
const KINDS_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["spec.faults[]", "faults.md"],
  ["spec.actions[]", "actions.md"],
  ["spec.load[]", "load.md"],
]);

/** Values whose forms are told once, in words or in tables of their own: rates over time, laws, and what repeats the calls. */
const FORMS_ELSEWHERE = /(?:^|\.)(?:requestsPerSecond|series|latency|requests\[\]\.calls)$/;

/** One row a field in the order of the schema: its path, and its description as the program gives it. */
export function fieldRows(schema: JsonSchema, path = ""): readonly string[] {
  if (KINDS_ELSEWHERE.has(path) || FORMS_ELSEWHERE.test(path)) return [];
  const rows = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const fieldPath = path === "" ? name : `${path}.${name}`;
    return [`| \`${fieldPath}\` | ${cell(field.description ?? "")} |`, ...fieldRows(field, fieldPath)];
  });
  const inside = schema.items === undefined ? [] : fieldRows(schema.items, `${path}[]`);
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((choice) => fieldRows(choice, path));
  return [...new Set([...rows, ...inside, ...choices])];
}

/** The fields of an entry of a list below `spec`, by their paths within the entry. */
export function entryRows(schema: JsonSchema, list: string): readonly string[] {
  const entry = schema.properties?.["spec"]?.properties?.[list]?.items ?? {};
  // Calls side by side have the same fields as calls.
  return fieldRows(entry).filter((row) => !row.includes("calls[][]"));
}

/** The fields of one kind of fault, action or load profile, as `kind.field`; those of conditions and laws are told in words. */
export function kindRows(schema: JsonSchema, kind: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    return `| \`${kind === "" ? "" : `${kind}.`}${name}\` | ${cell(field.description ?? "")} |`;
  });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
