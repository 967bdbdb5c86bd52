// What all writers of one report work from: the result, its charts drawn once, the page's style.

import type { SimulationResult } from "../simulation/result.ts";

import type { DrawnChart } from "./charts/draw-charts.ts";
import { drawCharts } from "./charts/draw-charts.ts";
import { pageStyle } from "./html/page-style.ts";

export interface ReportMaterial {
  readonly result: SimulationResult;
  readonly charts: readonly DrawnChart[];
  readonly style: HashedText;
}

/** CSS or a script, and the name by which the page's security policy lets exactly this text in. */
export interface HashedText {
  readonly text: string;
  /** `sha256-` and the hash in base 64. */
  readonly source: string;
}

/** Draws all charts and loads Vega for it, so that the writers themselves need not wait for anything. */
export async function prepareReport(result: SimulationResult): Promise<ReportMaterial> {
  return { result, charts: await drawCharts(result), style: await hashedText(pageStyle()) };
}

/** The text with its name. */
export async function hashedText(text: string): Promise<HashedText> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return { text, source: `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}` };
}
