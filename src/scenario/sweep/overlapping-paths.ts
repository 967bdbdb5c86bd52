// Parameters of which one is a part of the other, or that are there twice: which of them holds would depend on their order.

import type { Assignment } from "../assignments.ts";

import type { AxisReader, WrittenAt } from "./axis-reader.ts";
import type { CheckedPath } from "./check-path.ts";
import type { Axis, NestedAxes } from "./sweep-options.ts";

/** Tells of the first such pair that can meet at one point, and whether there is one. */
export function reportOverlaps(axes: readonly Axis[], nested: readonly NestedAxes[], reader: AxisReader): boolean {
  const always = axes.flatMap(({ paths }) => paths);
  const at = { kind: "document", path: ["spec", "sweep"] } as const;
  const sets = [always, ...nested.map((one) => [...always, ...pathsOf(one)])];
  for (const [index, one] of nested.entries()) {
    const others = nested.slice(0, index).filter((other) => canMeet(axes, [...one.when, ...other.when]));
    sets.push(...others.map((other) => [...pathsOf(other), ...pathsOf(one)]));
  }
  return sets.some((set) => reportOverlapsAt(set, at, reader));
}

function pathsOf({ axes }: NestedAxes): readonly string[] {
  return axes.flatMap(({ paths }) => paths);
}

/** Whether any point has all of these values: each axis a level that has those which are of its own paths. */
function canMeet(axes: readonly Axis[], wanted: readonly Assignment[]): boolean {
  return axes.every(({ paths, values }) => {
    const own = wanted.filter(({ path }) => paths.includes(path));
    if (own.length === 0 || values.kind !== "listed") return true;
    const has = (level: readonly unknown[], { path, value }: Assignment): boolean =>
      JSON.stringify(level[paths.indexOf(path)]) === JSON.stringify(value);
    return values.levels.some((level) => own.every((assignment) => has(level, assignment)));
  });
}

/** Tells of the first such pair among these paths, and whether there is one. */
export function reportOverlapsAt(texts: readonly string[], at: WrittenAt, reader: AxisReader): boolean {
  if (texts.length < 2) return false;
  const known = new Map(reader.paths.map((path) => [path.text, path]));
  const pair = overlapIn(texts.flatMap((text) => known.get(text) ?? []));
  if (pair === undefined) return false;
  const problem = {
    code: "overlapping-parameters",
    message: messageOf(pair),
    expected: "parameters apart from one another",
  };
  reader.tell(at, "key", problem);
  return true;
}

type Pair = readonly [CheckedPath, CheckedPath];

function messageOf([outer, inner]: Pair): string {
  if (outer.text === inner.text) return `${outer.text} is varied twice`;
  return `${outer.text} and ${inner.text}, a part of it, are both varied`;
}

function overlapIn(paths: readonly CheckedPath[]): Pair | undefined {
  for (const [index, inner] of paths.entries()) {
    const outer = paths.find(
      (other, at) => at !== index && holds(other, inner) && (at < index || !holds(inner, other)),
    );
    if (outer !== undefined) return [outer, inner];
  }
  return undefined;
}

function holds(outer: CheckedPath, inner: CheckedPath): boolean {
  return outer.place.length <= inner.place.length && outer.place.every((step, index) => inner.place[index] === step);
}
