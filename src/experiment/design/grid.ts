// The full factorial design: every combination of levels, the first parameter varying slowest. At points that meet the condition
// of nested parameters, each combination of theirs is a point.

import type { Assignment } from "../../scenario/assignments.ts";
import type { Axis, NestedAxes, SweepOptions } from "../../scenario/sweep/sweep-options.ts";
import { assignmentsOfLevels } from "../../scenario/sweep/variant-checker.ts";

import type { DesignKind } from "./design-kind.ts";

export const GRID: DesignKind = Object.freeze({
  name: "grid",
  source: "full factorial design: Law, Simulation Modeling and Analysis, chapter 12",
  countPoints: ({ axes, nested }: SweepOptions, enough: number) => {
    const outer = sizeOf(axes);
    if (nested.length === 0 || outer > enough) return outer;
    let count = 0;
    for (const point of combinations(axes)) {
      count += sizeOf(axesWithin(nested, point));
      if (count > enough) break;
    }
    return count;
  },
  layOut: ({ axes, nested }: SweepOptions) => {
    if (nested.length === 0) return [...combinations(axes)];
    return [...combinations(axes)].flatMap((outer) =>
      [...combinations(axesWithin(nested, outer))].map((inner) => [...outer, ...inner]),
    );
  },
});

function sizeOf(axes: readonly Axis[]): number {
  return axes.reduce((size, { values }) => size * (values.kind === "listed" ? values.levels.length : 1), 1);
}

/** The nested axes that vary at a point. */
function axesWithin(nested: readonly NestedAxes[], point: readonly Assignment[]): readonly Axis[] {
  const meets = ({ path, value }: Assignment): boolean =>
    point.some((assignment) => assignment.path === path && JSON.stringify(assignment.value) === JSON.stringify(value));
  return nested.filter(({ when }) => when.every(meets)).flatMap(({ axes }) => axes);
}

/** All combinations of the axes' levels; one that sets nothing if there are no axes. */
function* combinations(axes: readonly Axis[]): Generator<readonly Assignment[]> {
  const levels = axes.map(assignmentsOfLevels);
  const size = sizeOf(axes);
  for (let number = 0; number < size; number += 1) {
    const chosen: (readonly Assignment[])[] = [];
    let rest = number;
    for (const list of levels.toReversed()) {
      chosen.push(list[rest % list.length]!);
      rest = Math.floor(rest / list.length);
    }
    yield chosen.toReversed().flat();
  }
}
