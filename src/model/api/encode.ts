// Writes a decoded object as the API server would: fields in the order of the types, zeros where the type says
// that they are written, nothing where it says that they are left out.
// Imitates the json tags of k8s.io/api, v1.36.

import type { ApiField, ApiType, StructType } from "./api-type.ts";
import { zeroOf } from "./zero-value.ts";

/** Plain JSON of a decoded value. */
export function encodeStruct(value: Readonly<Record<string, unknown>>, type: StructType): Record<string, unknown> {
  const encoded: Record<string, unknown> = {};
  for (const [name, field] of type.fields) {
    const written = encodeField(value[name], field);
    if (written !== undefined) encoded[name] = written;
  }
  return encoded;
}

function encodeField(value: unknown, { use, type }: ApiField): unknown {
  const isPointer = use === "pointer" || use === "always-pointer";
  if (value === undefined || value === null) {
    if (use === "always-pointer") return null;
    if (isPointer) return undefined;
    // A struct that is no pointer is always written, whatever its tag says; amounts are structs in Go.
    if (type.kind === "struct") return encodeStruct({}, type);
    if (type.kind === "quantity") return zeroOf(type);
    return use === "always" ? zeroOf(type) : undefined;
  }
  if (use === "omitted" && isEmptyCollection(value, type)) return undefined;
  return encodeValue(value, type);
}

/** A value that is there. */
export function encodeValue(value: unknown, type: ApiType): unknown {
  switch (type.kind) {
    case "struct":
      return encodeStruct(value as Readonly<Record<string, unknown>>, type);
    case "list":
      return (value as readonly unknown[] | null)?.map((item) => encodeValue(item, type.of)) ?? null;
    case "map": {
      if (value === null) return null;
      const pairs = Object.entries(value as object).map(([key, part]) => [key, encodeValue(part, type.of)] as const);
      return Object.fromEntries(pairs.toSorted(([left], [right]) => (left < right ? -1 : 1)));
    }
    default:
      return value;
  }
}

function isEmptyCollection(value: unknown, type: ApiType): boolean {
  if (type.kind !== "list" && type.kind !== "map") return false;
  return Object.keys(value as object).length === 0;
}
