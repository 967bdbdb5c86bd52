// For tests: what a sweep varies, without a scenario.

import type { Axis, SweepOptions } from "../../../src/scenario/sweep/sweep-options.ts";

/** An axis of one path with these levels. */
export function listedAxis(name: string, ...levels: readonly unknown[]): Axis {
  return { name, paths: [name], values: { kind: "listed", levels: levels.map((level) => [level]) } };
}

/** An axis that is a range of numbers. */
export function betweenAxis(name: string, from: number, to: number): Axis {
  const range = { from, to, unit: "", scale: "linear", isWhole: false } as const;
  return { name, paths: [name], values: { kind: "between", range } };
}

/** A grid, but for what is given. */
export function madeOptions(given: Partial<SweepOptions>): SweepOptions {
  const paths = [...(given.axes ?? []), ...(given.nested ?? []).flatMap((one) => one.axes)].flatMap(
    (axis) => axis.paths,
  );
  const listed = (given.listed ?? []).flatMap((point) => point.map(({ path }) => path));
  return {
    design: "grid",
    axes: [],
    nested: [],
    listed: [],
    drawnPoints: 0,
    replications: 10,
    precision: null,
    confidence: 0.95,
    asItIs: new Map([...paths, ...listed].map((path) => [path, null])),
    ...given,
  };
}
