// The values of an axis as a point sets them.

import type { Assignment } from "../../scenario/assignments.ts";
import { withUnitOf, valueWithin } from "../../scenario/sweep/range-levels.ts";
import type { Axis } from "../../scenario/sweep/sweep-options.ts";
import { assignmentsOfLevels } from "../../scenario/sweep/variant-checker.ts";

/** Gives what the axis sets at a share of its extent, 0 up to 1: each listed level has an equal part of it. */
export function chooserOf(axis: Axis): (share: number) => readonly Assignment[] {
  const { paths, values } = axis;
  if (values.kind === "listed") {
    const levels = assignmentsOfLevels(axis);
    return (share) => levels[Math.floor(share * levels.length)]!;
  }
  const { range } = values;
  const { from, to, scale, isWhole } = range;
  const isEven = isWhole && scale === "linear";
  return (share) => {
    const value = isEven ? from + Math.floor(share * (to - from + 1)) : valueWithin(range, share);
    return [{ path: paths[0]!, value: withUnitOf(range, value) }];
  };
}
