// Our figures beside the published ones: means over seeds, and whether the policies come in the same order.

import type { AllocationCurve } from "./allocation-curve.ts";
import type { FinishedJob } from "./jobs.ts";
import { TABLE_POLICIES, type TablePolicy } from "./policies.ts";
import type { PublishedFigure } from "./published-figures.ts";
import { LAST_PERCENT } from "./replay.ts";

/** Steps of the offered load that tables show. */
export const TABLE_STEPS = [80, 90, 100, 110, 120, LAST_PERCENT] as const;

/** The largest difference to the published mean that counts as reproduced, in percentage points. */
export const TOLERANCE_POINTS = 0.5;

/** One list under one policy. */
export interface ComparedCell {
  readonly list: string;
  readonly policy: TablePolicy;
  readonly seeds: number;
  /** Means over seeds by percent offered, 0 to LAST_PERCENT. */
  readonly means: AllocationCurve;
  readonly sampleSd: number;
  readonly published: PublishedFigure | undefined;
  /** Ours less the published mean at the last step. */
  readonly differencePoints: number | undefined;
}

/** Cells in the order of lists and policies. */
export function compare(
  finished: readonly FinishedJob[],
  published: readonly PublishedFigure[],
): readonly ComparedCell[] {
  const lists = [...new Set(finished.map(({ job }) => job.list))];
  return lists.flatMap((list) =>
    TABLE_POLICIES.flatMap((policy) => {
      const runs = finished.filter(({ job }) => job.list === list && job.policy === policy.published);
      if (runs.length === 0) return [];
      const known = published.find((figure) => figure.list === list && figure.policy === policy.published);
      return [cellOf(list, policy, runs, known)];
    }),
  );
}

function cellOf(
  list: string,
  policy: TablePolicy,
  runs: readonly FinishedJob[],
  published: PublishedFigure | undefined,
): ComparedCell {
  const curves = runs.map(({ curve }) => curve);
  const means: AllocationCurve = {
    allocatedPercent: meanSteps(curves.map(({ allocatedPercent }) => allocatedPercent)),
    fragmentedPercent: meanSteps(curves.map(({ fragmentedPercent }) => fragmentedPercent)),
    fragmentedPercentOfIdle: meanSteps(curves.map(({ fragmentedPercentOfIdle }) => fragmentedPercentOfIdle)),
  };
  const last = means.allocatedPercent[LAST_PERCENT];
  const wanted = published?.allocatedPercent.get(LAST_PERCENT);
  return {
    list,
    policy,
    seeds: runs.length,
    means,
    sampleSd: sampleSd(curves.flatMap(({ allocatedPercent }) => allocatedPercent[LAST_PERCENT] ?? [])),
    published,
    differencePoints: last === undefined || wanted === undefined ? undefined : last - wanted,
  };
}

function meanSteps(curves: readonly (readonly (number | undefined)[])[]): readonly (number | undefined)[] {
  return curves[0]!.map((_, step) => {
    const values = curves.flatMap((curve) => curve[step] ?? []);
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

function sampleSd(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** Policies from the lowest to the highest allocation at the last step, by what a cell says of it. */
function ordered(
  cells: readonly ComparedCell[],
  figure: (cell: ComparedCell) => number | undefined,
): readonly string[] {
  return cells.toSorted((left, right) => figure(left)! - figure(right)!).map(({ policy }) => policy.title);
}

/** Per list: the order of the policies here and as published; undefined where some figure is missing. */
export function ordersOf(
  cells: readonly ComparedCell[],
): readonly { readonly list: string; readonly ours: readonly string[]; readonly published: readonly string[] }[] {
  const lists = [...new Set(cells.map(({ list }) => list))];
  return lists.flatMap((list) => {
    const ofList = cells.filter((cell) => cell.list === list);
    if (ofList.some(({ differencePoints }) => differencePoints === undefined)) return [];
    return [
      {
        list,
        ours: ordered(ofList, ({ means }) => means.allocatedPercent[LAST_PERCENT]),
        published: ordered(ofList, ({ published }) => published?.allocatedPercent.get(LAST_PERCENT)),
      },
    ];
  });
}
