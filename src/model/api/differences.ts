// Where two decoded values differ in the eyes of the API server.
// The server itself prints a comparison of its internal forms, line by line; paths say the same in the user's words.

import type { ApiType, StructType } from "./api-type.ts";
import type { FieldPath } from "./field-path.ts";
import { areSemanticallyEqual } from "./semantic-equality.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The innermost fields that differ; lists of different lengths and maps differ as a whole. */
export function differingFields(left: unknown, right: unknown, type: ApiType, path: FieldPath): readonly FieldPath[] {
  if (areSemanticallyEqual(left, right, type)) return [];
  if (type.kind === "struct" && isPresent(left) && isPresent(right)) {
    return differingStructFields(left as Fields, right as Fields, type, path);
  }
  if (type.kind === "list" && Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    return left.flatMap((item: unknown, index) => differingFields(item, right[index], type.of, path.index(index)));
  }
  return [path];
}

function differingStructFields(left: Fields, right: Fields, type: StructType, path: FieldPath): readonly FieldPath[] {
  return [...type.fields].flatMap(([name, field]) => {
    const isNested = field.type.kind === "struct" && field.use !== "pointer" && field.use !== "always-pointer";
    const absent = isNested ? {} : undefined;
    return differingFields(left[name] ?? absent, right[name] ?? absent, field.type, path.child(name));
  });
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
