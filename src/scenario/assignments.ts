// A scenario with some of its values replaced: what a sweep, a comparison or a search varies. Paths are those of the scenario
// document; what comes out is checked as any scenario is, so that a wrong path or value is told in the same words.

import { isMapping, setOwn } from "../base/mapping.ts";

import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";

/** One value to put into the scenario: `spec.cluster.nodePools[general].count` = 12. */
export interface Assignment {
  /**
   * Keys joined by dots; an item of a list by its place or its name in brackets. `spec.` at the front may be left out. A key that
   * holds dots or brackets is quoted: `nodePools[0].labels["example.com/tier"]`.
   */
  readonly path: string;
  /** A JSON value; null takes the field away. */
  readonly value: unknown;
}

export type PathStep = string | number;

/** The steps of a written path, `spec` at the front; undefined if it does not read as one. */
export function parseAssignmentPath(path: string): readonly PathStep[] | undefined {
  if (!WHOLE.test(path)) return undefined;
  const steps = [...path.matchAll(STEP)].map(({ groups }) => stepOf(groups!));
  return TOP_LEVEL.has(String(steps[0])) ? steps : ["spec", ...steps];
}

/** The steps as they stand in a written path: `cluster`, `[general]`, `["a.b/c"]`. */
export function writtenSteps(path: string): readonly string[] {
  return [...path.matchAll(STEP)].map(([text]) => text);
}

const KEY = String.raw`(?<key>[^.[\]"]+)`;
const ITEM = String.raw`\["(?<quoted>[^"]*)"\]|\[(?<item>[^"[\]]+)\]`;
const STEP = new RegExp(`${KEY}|${ITEM}`, "g");
const WHOLE = /^(?:[^.[\]"]+|\["[^"]*"\])(?:\.[^.[\]"]+|\["[^"]*"\]|\[[^"[\]]+\])*$/;
const TOP_LEVEL: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "spec"]);

function stepOf({ key, quoted, item }: Readonly<Record<string, string | undefined>>): PathStep {
  if (item === undefined) return key ?? quoted ?? "";
  return /^\d+$/.test(item) ? Number(item) : item;
}

/** The document's value with the assignments made, and where in it each of them stands. */
export interface AssignedValue {
  readonly kind: "assigned";
  readonly value: unknown;
  /** Items of lists by their place. */
  readonly paths: readonly DocumentPath[];
}

/**
 * The document's value with the assignments made, in order, and without its sweep; the original stays as it is. Mappings that a path needs are made;
 * items of lists must be there. The value null takes a field away. Gives the first path that leads nowhere instead, if there is one.
 */
export function withAssignments(
  value: unknown,
  assignments: readonly Assignment[],
): AssignedValue | { readonly kind: "no-such-place"; readonly path: string } {
  const copy = copyOf(withoutSweep(value));
  const paths: DocumentPath[] = [];
  for (const { path, value: assigned } of assignments) {
    const steps = parseAssignmentPath(path);
    const place = steps === undefined ? undefined : assign(copy, steps, assigned);
    if (place === undefined) return { kind: "no-such-place", path };
    paths.push(place);
  }
  return { kind: "assigned", value: copy, paths };
}

/** The place at which the value now stands; undefined if there is none. */
function assign(root: unknown, steps: readonly PathStep[], assigned: unknown): DocumentPath | undefined {
  const place: (string | number)[] = [];
  let holder = root;
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    if (Array.isArray(holder)) {
      const at = itemAt(holder, step);
      if (at === undefined || (isLast && assigned === null)) return undefined;
      place.push(at);
      if (isLast) holder[at] = copyOf(assigned);
      holder = holder[at];
    } else if (isMapping(holder)) {
      const key = String(step);
      place.push(key);
      // Where a mapping is absent, so are its fields.
      if (assigned === null && (isLast || !Object.hasOwn(holder, key))) {
        delete holder[key];
        return [...place, ...steps.slice(index + 1).map(String)];
      }
      if (isLast) setOwn(holder, key, copyOf(assigned));
      else if (!Object.hasOwn(holder, key)) setOwn(holder, key, {});
      holder = holder[key];
    } else return undefined;
  }
  return place;
}

/** The index of the item that a step of a path means: by its place, or by its field `name`; undefined if there is none. */
export function itemAt(list: readonly unknown[], step: PathStep): number | undefined {
  const at = typeof step === "number" ? step : list.findIndex((item) => isMapping(item) && item["name"] === step);
  return at < 0 || at >= list.length ? undefined : at;
}

/** A point of a sweep has none itself; a long list of points would be copied and checked for each of them. */
function withoutSweep(value: unknown): unknown {
  if (!isMapping(value) || !isMapping(value["spec"])) return value;
  const { sweep: _sweep, ...spec } = value["spec"];
  return { ...value, spec };
}

/** What YAML says once and refers to again is one object: each place gets its own, so that one can change without the others. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isMapping(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) setOwn(copy, key, copyOf(part));
  return copy;
}
