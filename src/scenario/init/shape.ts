// The vocabulary in which it is written down what of a Kubernetes object goes into a scenario, and what each text in
// it is, so that it can be renamed. A field that is not named is left out: nothing gets in by being forgotten.

import { invariant } from "../../base/invariant.ts";

import type { StructType } from "../../model/api/api-type.ts";

/** What a text means, as far as renaming must tell it apart. */
export type Role =
  /** The name of an object, or a reference to one; also identities, and whatever has no role of its own. */
  | "name"
  | "scheduler"
  /** `apps/v1`, and the kinds of objects that others refer to. */
  | "api-version"
  | "kind"
  | "label-key"
  | "resource"
  | "image"
  | "address"
  | "path"
  /** A port's name: at most 15 letters. */
  | "port"
  /** Who provides storage: `ebs.csi.example.com`, `kubernetes.io/no-provisioner`. */
  | "driver"
  /** A condition's type or reason. */
  | "condition";

export type Shape =
  /** Numbers, times, amounts and words of Kubernetes: never renamed. Also lists of such. */
  | { readonly kind: "plain" }
  | { readonly kind: "text"; readonly role: Role }
  /** Kept only where it is one of these words. */
  | { readonly kind: "word"; readonly words: readonly string[] }
  | { readonly kind: "list"; readonly of: Shape }
  /** Of a command that a container runs only that there is one, and how long it sleeps if it does nothing else. */
  | { readonly kind: "command" }
  /** Labels to values: of objects, and in selectors. */
  | { readonly kind: "labels" }
  /** The few annotations that say how an object is to be treated. */
  | { readonly kind: "annotations" }
  /** Resources to amounts. */
  | { readonly kind: "amounts" }
  /** A mapping with a label's or taint's key, and the value or values that it is compared with. */
  | { readonly kind: "keyed" }
  | ObjectShape;

export interface ObjectShape {
  readonly kind: "object";
  readonly fields: ReadonlyMap<string, Shape>;
  /** Without any of these the mapping says nothing, and is left out as a whole; none: it always stays. */
  readonly needsOneOf: readonly string[];
}

export const PLAIN: Shape = Object.freeze({ kind: "plain" });
export const LABELS: Shape = Object.freeze({ kind: "labels" });
export const ANNOTATIONS: Shape = Object.freeze({ kind: "annotations" });
export const AMOUNTS: Shape = Object.freeze({ kind: "amounts" });
export const KEYED: Shape = Object.freeze({ kind: "keyed" });
export const NAME: Shape = Object.freeze({ kind: "text", role: "name" });

export function text(role: Role): Shape {
  return { kind: "text", role };
}

export function listOf(of: Shape): Shape {
  return { kind: "list", of };
}

/**
 * The fields of a type that are kept, in the type's own order: those of `plain` (names with blanks between) as they
 * are, the others by shape.
 */
export function shapeOf(
  type: StructType,
  plain: string,
  shaped: Readonly<Record<string, Shape>> = {},
  needsOneOf: readonly string[] = [],
): ObjectShape {
  const words = plain.split(" ").filter((word) => word !== "");
  const named = new Map<string, Shape>([...words.map((word) => [word, PLAIN] as const), ...Object.entries(shaped)]);
  for (const name of named.keys()) invariant(type.fields.has(name), `${type.goType} has no field ${name}`);
  const fields = new Map<string, Shape>();
  for (const name of type.fields.keys()) {
    const shape = named.get(name);
    if (shape !== undefined) fields.set(name, shape);
  }
  return { kind: "object", fields, needsOneOf };
}
