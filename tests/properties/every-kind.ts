// For the tests here: one object of every kind that is read, as Kubernetes accepts it.

import { readFileSync } from "node:fs";

import { loadAll } from "js-yaml";

export interface KubernetesObject extends Readonly<Record<string, unknown>> {
  readonly apiVersion: string;
  readonly kind: string;
}

export const EVERY_KIND_TEXT = readFileSync("tests/properties/data/every-kind.yaml", "utf8");

export const EVERY_KIND = loadAll(EVERY_KIND_TEXT) as readonly KubernetesObject[];

export type Path = readonly (string | number)[];

/** All parts of a value, outer ones before inner ones. */
export function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    yield place;
    yield* pathsIn(part, place);
  }
}

/** A copy without the part at the path; what follows in a list moves up. */
export function without<Value>(value: Value, path: Path): Value {
  const copy = structuredClone(value);
  const holder = path.slice(0, -1).reduce<unknown>((part, step) => (part as Record<string, unknown>)[step], copy);
  const last = path.at(-1)!;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete (holder as Record<string, unknown>)[last];
  return copy;
}
