// Finds the labels whose values are compared as numbers (`Gt`, `Lt`): their order must outlive a renaming.

import { isObject, type PlainObject } from "./trim.ts";

/** Keys of requirements and tolerations that ask for more or less than a number, in any of the objects. */
export function comparedKeys(objects: readonly PlainObject[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const object of objects) collect(object, keys);
  return keys;
}

function collect(value: unknown, keys: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, keys);
  } else if (isObject(value)) {
    const { key, operator } = value;
    if (typeof key === "string" && (operator === "Gt" || operator === "Lt")) keys.add(key);
    for (const part of Object.values(value)) collect(part, keys);
  }
}
