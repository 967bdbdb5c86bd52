// A sweep as its report keeps it: details of single runs are as short as experiments keep them, wherever the result comes from.

import { keptDetail } from "../../experiment/execution/kept-detail.ts";
import type { SweepResult } from "../../experiment/sweep-result.ts";

/** The same result with shorter details. */
export function keptSweep(result: SweepResult): SweepResult {
  const points = result.points.map((point) =>
    point.detail === null ? point : { ...point, detail: keptDetail(point.detail) },
  );
  return { ...result, points };
}
