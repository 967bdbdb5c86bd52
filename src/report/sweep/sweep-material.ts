// What all writers of a sweep's report work from: the result as it is kept, its charts drawn once, the page's style and script.

import type { SweepResult } from "../../experiment/sweep-result.ts";

import { pageStyle } from "../html/page-style.ts";
import { hashedText, type HashedText } from "../report-material.ts";

import { drawSweepCharts, type DrawnKind } from "./charts/draw-sweep-charts.ts";
import { PAGE_SCRIPT } from "./html/page-script.data.ts";
import { SWEEP_STYLE } from "./html/sweep-style.ts";
import { keptSweep } from "./kept-sweep.ts";

export interface SweepMaterial {
  readonly result: SweepResult;
  readonly kinds: readonly DrawnKind[];
  readonly style: HashedText;
  readonly script: HashedText;
}

/** Cuts what is long, draws all charts and loads Vega for it, so that the writers themselves need not wait for anything. */
export async function prepareSweep(result: SweepResult): Promise<SweepMaterial> {
  const kept = keptSweep(result);
  const kinds = await drawSweepCharts(kept);
  return {
    result: kept,
    kinds,
    style: await hashedText(pageStyle() + SWEEP_STYLE),
    script: await hashedText(PAGE_SCRIPT),
  };
}
