// A scenario with some of its values replaced: what a sweep, a comparison or a search varies. Paths are those of the scenario
// document; what comes out is checked as any scenario is, so that a wrong path or value is told in the same words.

import { isMapping, setOwn } from "../base/mapping.ts";

/** One value to put into the scenario: `spec.cluster.nodePools[general].count` = 12. */
export interface Assignment {
  /**
   * Keys joined by dots; an item of a list by its place or its name in brackets. `spec.` at the front may be left out. A key that
   * holds dots or brackets is quoted: `nodePools[0].labels["example.com/tier"]`.
   */
  readonly path: string;
  /** A JSON value. */
  readonly value: unknown;
}

export type PathStep = string | number;

/** The steps of a written path, `spec` at the front; undefined if it does not read as one. */
export function parseAssignmentPath(path: string): readonly PathStep[] | undefined {
  if (!WHOLE.test(path)) return undefined;
  const steps = [...path.matchAll(STEP)].map(({ groups }) => stepOf(groups!));
  return TOP_LEVEL.has(String(steps[0])) ? steps : ["spec", ...steps];
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

/**
 * The document's value with the assignments made, in order; the original stays as it is. Mappings that a path needs are made;
 * items of lists must be there. Gives the first path that leads nowhere instead, if there is one.
 */
export function withAssignments(
  value: unknown,
  assignments: readonly Assignment[],
): { readonly kind: "assigned"; readonly value: unknown } | { readonly kind: "no-such-place"; readonly path: string } {
  const copy: unknown = structuredClone(value);
  for (const { path, value: assigned } of assignments) {
    const steps = parseAssignmentPath(path);
    if (steps === undefined || !assign(copy, steps, assigned)) return { kind: "no-such-place", path };
  }
  return { kind: "assigned", value: copy };
}

function assign(root: unknown, steps: readonly PathStep[], assigned: unknown): boolean {
  let holder = root;
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    if (Array.isArray(holder)) {
      const at = typeof step === "number" ? step : holder.findIndex((item) => isMapping(item) && item["name"] === step);
      if (at < 0 || at >= holder.length) return false;
      if (isLast) holder[at] = assigned;
      holder = holder[at];
    } else if (isMapping(holder)) {
      const key = String(step);
      if (isLast) setOwn(holder, key, assigned);
      else if (!Object.hasOwn(holder, key)) setOwn(holder, key, {});
      holder = holder[key];
    } else return false;
  }
  return true;
}
