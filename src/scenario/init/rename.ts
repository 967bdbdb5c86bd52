// Renames all texts of a trimmed object by what its shape says that they are.

import { unreachable } from "../../base/invariant.ts";

import { behaviourNamed } from "../../model/kubelet/container-behaviour.ts";

import type { Names } from "./names.ts";
import type { ObjectShape, Shape } from "./shape.ts";
import { isObject, type PlainObject } from "./trim.ts";

/** The object with the same fields, in the same order; `value` has been trimmed by `shape`. */
export function renamedObject(value: PlainObject, shape: ObjectShape, names: Names): PlainObject {
  const entries = Object.entries(value).map(([name, part]) => {
    const fieldShape = shape.fields.get(name);
    return [name, fieldShape === undefined ? part : renamed(part, fieldShape, names)] as const;
  });
  return Object.fromEntries(entries);
}

function renamed(value: unknown, shape: Shape, names: Names): unknown {
  switch (shape.kind) {
    case "plain":
    case "word":
    case "command":
      return value;
    case "annotations":
      return mapped(value, (key, part) => [renamedAnnotation(key, names), part]);
    case "text":
      return typeof value === "string" ? names.renamed(shape.role, value) : value;
    case "list":
      return (value as readonly unknown[]).map((item) => renamed(item, shape.of, names));
    case "labels":
      return mapped(value, (key, part) => [names.renamed("label-key", key), renamedValue(key, part, names)]);
    case "amounts":
      return mapped(value, (key, amount) => [names.renamed("resource", key), amount]);
    case "keyed":
      return renamedKeyed(value as PlainObject, names);
    case "object":
      return isObject(value) ? renamedObject(value, shape, names) : value;
    default:
      return unreachable(shape);
  }
}

function mapped(value: unknown, rename: (key: string, part: unknown) => readonly [string, unknown]): PlainObject {
  return Object.fromEntries(Object.entries(value as PlainObject).map(([key, part]) => rename(key, part)));
}

/** Of the annotations that are kept, only those of one container hold a name. */
function renamedAnnotation(key: string, names: Names): string {
  const behaviour = behaviourNamed(key);
  if (behaviour?.container === undefined) return key;
  return `${behaviour.annotation}.${names.renamed("name", behaviour.container)}`;
}

/** A requirement of labels, a taint or a toleration. */
function renamedKeyed(value: PlainObject, names: Names): PlainObject {
  const key = typeof value["key"] === "string" ? value["key"] : "";
  const rename = (part: unknown): unknown => renamedValue(key, part, names);
  const entries = Object.entries(value).map(([name, part]) => {
    if (name === "key") return [name, key === "" ? part : names.renamed("label-key", key)] as const;
    if (name === "value") return [name, rename(part)] as const;
    if (name === "values") return [name, Array.isArray(part) ? part.map(rename) : part] as const;
    return [name, part] as const;
  });
  return Object.fromEntries(entries);
}

function renamedValue(key: string, value: unknown, names: Names): unknown {
  return typeof value === "string" ? names.renamedValue(key, value) : value;
}
