// The fields of a scenario as rows of a table, from the schema that checks scenarios.

import type { JsonSchema } from "../../src/scenario/json-schema.ts";

/** One row a field in the order of the schema: its path, and its description as the program gives it. */
export function fieldRows(schema: JsonSchema, path = ""): readonly string[] {
  const rows = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const fieldPath = path === "" ? name : `${path}.${name}`;
    return [`| \`${fieldPath}\` | ${cell(field.description ?? "")} |`, ...fieldRows(field, fieldPath)];
  });
  const inside = schema.items === undefined ? [] : fieldRows(schema.items, `${path}[]`);
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((choice) => fieldRows(choice, path));
  return [...new Set([...rows, ...inside, ...choices])];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
