// Parameters of which one is a part of the other, or that are there twice: which of them holds would depend on their order.

import type { AxisReader } from "./axis-reader.ts";
import type { CheckedPath } from "./check-path.ts";
import type { Axis, NestedAxes } from "./sweep-options.ts";

/** Tells of the first such pair of each set of parameters that can meet at one point. */
export function reportOverlaps(axes: readonly Axis[], nested: readonly NestedAxes[], reader: AxisReader): void {
  const always = axes.flatMap(({ paths }) => paths);
  const sets = [always, ...nested.map((one) => [...always, ...one.axes.flatMap(({ paths }) => paths)])];
  const known = new Map(reader.paths.map((path) => [path.text, path]));
  const told = new Set<string>();
  for (const set of sets) {
    const pair = overlapIn(set.flatMap((text) => known.get(text) ?? []));
    const message = pair === undefined ? "" : messageOf(pair);
    if (message === "" || told.has(message)) continue;
    told.add(message);
    const at = { kind: "document", path: ["spec", "sweep"] } as const;
    reader.tell(at, "key", { code: "overlapping-parameters", message, expected: "parameters apart from one another" });
  }
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
