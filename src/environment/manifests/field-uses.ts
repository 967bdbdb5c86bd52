// What plimsoll does with each field of a Kubernetes object: the vocabulary of the tables in `*-uses.ts`, which
// `read-uses.ts` interprets. Every field that the API has is named in them: none is forgotten in silence.

import { invariant } from "../../base/invariant.ts";

import type { StructType } from "../../model/api/api-type.ts";

/** How a value is taken over into the model. */
export type Part =
  /** As it is. */
  | { readonly kind: "whole" }
  /** Resource names to amounts. */
  | { readonly kind: "quantities" }
  | { readonly kind: "list"; readonly of: Part }
  | UseTable;

export interface UseTable {
  readonly kind: "object";
  /** In the order in which the model holds them: equal objects get equal texts. */
  readonly fields: ReadonlyMap<string, FieldUse>;
}

/** `read` ends up in the model; `ignored` changes no result; `not-simulated` would, and is told. */
export type FieldUse =
  | { readonly use: "read"; readonly part: Part }
  | { readonly use: "ignored" }
  | { readonly use: "not-simulated"; readonly consequence: string };

export const WHOLE: Part = Object.freeze({ kind: "whole" });
export const QUANTITIES: Part = Object.freeze({ kind: "quantities" });

export function list(of: Part): Part {
  return { kind: "list", of };
}

/** The fields of a type, each named once, by what is done with them. */
export function usesOf(
  type: StructType,
  read: Readonly<Record<string, Part>>,
  ignored = "",
  notSimulated: Readonly<Record<string, string>> = {},
): UseTable {
  const fields = new Map<string, FieldUse>();
  const add = (name: string, use: FieldUse): void => {
    invariant(type.fields.has(name), `${type.goType} has no field ${name}`);
    invariant(!fields.has(name), `${type.goType}.${name} has two uses`);
    fields.set(name, use);
  };
  for (const [name, part] of Object.entries(read)) add(name, { use: "read", part });
  for (const name of ignored.split(" ").filter((word) => word !== "")) add(name, { use: "ignored" });
  for (const [name, consequence] of Object.entries(notSimulated)) add(name, { use: "not-simulated", consequence });
  const forgotten = [...type.fields.keys()].filter((name) => !fields.has(name));
  invariant(forgotten.length === 0, `${type.goType}: what is done with ${forgotten.join(", ")}?`);
  return { kind: "object", fields };
}
