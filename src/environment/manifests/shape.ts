// What a field of a manifest may hold, and what plimsoll does with it: the vocabulary of the tables in
// `*-shapes.ts`, which `read-shape.ts` interprets. Knows no particular kind of object.

export type Shape =
  | { readonly kind: "string"; readonly oneOf?: readonly string[] }
  | { readonly kind: "boolean" }
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  /** Resource names to quantities. */
  | { readonly kind: "quantities" }
  /** Free keys to strings: labels, annotations, node selectors. */
  | { readonly kind: "strings" }
  | { readonly kind: "list"; readonly of: Shape }
  | ObjectShape
  /** Known to Kubernetes, taken as it is. */
  | { readonly kind: "anything" };

export interface ObjectShape {
  readonly kind: "object";
  /** For messages: `container`, `toleration`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly required: readonly string[];
}

/** `read` ends up in the model; `ignored` changes no result; `not-simulated` would, and is told. */
export type Field =
  | { readonly use: "read"; readonly shape: Shape }
  | { readonly use: "ignored" }
  | { readonly use: "not-simulated"; readonly consequence: string };

export const TEXT: Shape = Object.freeze({ kind: "string" });
export const BOOLEAN: Shape = Object.freeze({ kind: "boolean" });
export const STRINGS: Shape = Object.freeze({ kind: "strings" });
export const QUANTITIES: Shape = Object.freeze({ kind: "quantities" });
export const ANYTHING: Shape = Object.freeze({ kind: "anything" });

/** Go's int32, the type of counts and ports in the API. */
export const INT32_MAX = 2_147_483_647;

export function integer(min: number, max: number): Shape {
  return { kind: "integer", min, max };
}

export function oneOf(...names: readonly string[]): Shape {
  return { kind: "string", oneOf: names };
}

export function list(of: Shape): Shape {
  return { kind: "list", of };
}

/** The fields of an object, by what is done with them. */
export function object(
  name: string,
  required: readonly string[],
  read: Readonly<Record<string, Shape>>,
  ignored = "",
  notSimulated: Readonly<Record<string, string>> = {},
): ObjectShape {
  const fields = new Map<string, Field>();
  for (const [field, shape] of Object.entries(read)) fields.set(field, { use: "read", shape });
  for (const field of ignored.split(" ").filter((word) => word !== "")) fields.set(field, { use: "ignored" });
  for (const [field, consequence] of Object.entries(notSimulated)) {
    fields.set(field, { use: "not-simulated", consequence });
  }
  return { kind: "object", name, fields, required };
}
