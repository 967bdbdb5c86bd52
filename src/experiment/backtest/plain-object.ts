// Objects of manifests as plain data: a part read at a path, and a copy with a part changed.

import { isMapping, setOwn } from "../../base/mapping.ts";

export type PlainObject = Readonly<Record<string, unknown>>;

type Steps = readonly (string | number)[];

/** What stands at the path; undefined if nothing does. */
export function partAt(object: unknown, steps: Steps): unknown {
  let part = object;
  for (const step of steps) {
    if (Array.isArray(part) && typeof step === "number") part = part[step] as unknown;
    else if (isMapping(part) && Object.hasOwn(part, step)) part = part[step];
    else return undefined;
  }
  return part;
}

/** The mapping at the path; an empty one where there is none. */
export function mappingAt(object: unknown, steps: Steps): PlainObject {
  const part = partAt(object, steps);
  return isMapping(part) ? part : {};
}

/** The list at the path; an empty one where there is none. */
export function listAt(object: unknown, steps: Steps): readonly unknown[] {
  const part = partAt(object, steps);
  return Array.isArray(part) ? part : [];
}

/** The text at the path; undefined if there is none. */
export function textAt(object: unknown, steps: Steps): string | undefined {
  const part = partAt(object, steps);
  return typeof part === "string" ? part : undefined;
}

/** The number at the path; undefined if there is none. */
export function numberAt(object: unknown, steps: Steps): number | undefined {
  const part = partAt(object, steps);
  return typeof part === "number" ? part : undefined;
}

/** A copy in which `value` stands at the path; mappings on the way are made, items of lists must be there. */
export function withPart(object: PlainObject, steps: Steps, value: unknown): PlainObject {
  return changed(object, steps, value) as PlainObject;
}

function changed(part: unknown, [step, ...rest]: Steps, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === "number" && Array.isArray(part)) {
    return part.map((item, place) => (place === step ? changed(item, rest, value) : (item as unknown)));
  }
  const copy: Record<string, unknown> = {};
  for (const [key, own] of Object.entries(isMapping(part) ? part : {})) setOwn(copy, key, own);
  const key = String(step);
  setOwn(copy, key, changed(Object.hasOwn(copy, key) ? copy[key] : undefined, rest, value));
  return copy;
}
