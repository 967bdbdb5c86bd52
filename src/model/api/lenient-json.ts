// JSON in an annotation, read as Go's own decoder reads it: names of fields in any case, unknown ones ignored.
// Imitates encoding/json (Unmarshal).

import type { ApiType, StructType } from "./api-type.ts";
import { decodeStruct } from "./decode.ts";

/** The struct that the text describes; undefined if it is no JSON, or something in it has another type. */
export function decodeLenientJson(text: string, type: StructType): Record<string, unknown> | undefined {
  const value = parsed(text);
  if (value === undefined) return undefined;
  const { value: decoded, problems } = decodeStruct(renamed(value, type), type);
  return problems.length === 0 ? decoded : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value with the fields' own names, and without what is no field. */
function renamed(value: unknown, type: ApiType): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (type.kind === "list") return Array.isArray(value) ? value.map((item) => renamed(item, type.of)) : value;
  if (type.kind !== "struct" || Array.isArray(value)) return value;
  const names = new Map([...type.fields.keys()].map((name) => [name.toLowerCase(), name]));
  const pairs = Object.entries(value).flatMap(([key, part]) => {
    const name = names.get(key.toLowerCase());
    return name === undefined ? [] : [[name, renamed(part, type.fields.get(name)!.type)] as const];
  });
  return Object.fromEntries(pairs);
}
