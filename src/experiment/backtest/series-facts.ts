// What a recorded series says as a whole, taken from the plan that was read with it: its length from where the run begins, and its
// first, mean and highest rates.

import type { DiagnosticSink } from "../../base/diagnostic.ts";
import { present } from "../../base/invariant.ts";

import type { PlannedRate } from "../../environment/load/planned-load.ts";
import type { Segments } from "../../environment/load/segments.ts";

import type { BacktestOptions } from "./backtest-request.ts";
import { SOURCE_NAME } from "./own-fields.ts";

const US_PER_SECOND = 1_000_000;

/** Rates in requests a second. */
export interface SeriesFacts {
  readonly lengthUs: number;
  readonly first: number;
  readonly mean: number;
  readonly highest: number;
}

/** What of a plan is looked at. */
export interface PlannedSeries {
  readonly load?: {
    readonly network: { readonly sources: readonly { readonly name: string }[] };
    readonly sources: readonly { readonly rate: PlannedRate }[];
  };
}

/** Undefined if nothing ever comes, or the part that is asked for is longer than the series, which is told. */
export function seriesFacts(
  { load }: PlannedSeries,
  { series }: { readonly series: Pick<BacktestOptions["series"], "path" | "forUs"> },
  sink: DiagnosticSink,
): SeriesFacts | undefined {
  const source = present(load, "a load").network.sources.findIndex(({ name }) => name === SOURCE_NAME);
  const [profile] = present(load, "a load").sources[source]!.rate;
  const lines = present(profile, "a profile").settings["lines"] as Segments;
  const restUs = lines.untilUs.at(-1)! - lines.offsetUs;
  const lengthUs = series.forUs ?? restUs;
  if (lengthUs > restUs) {
    const message = `--for: the series is no longer than ${restUs / US_PER_SECOND}s from there on`;
    sink.report({ code: "out-of-range", severity: "error", message, expected: `at most ${restUs / US_PER_SECOND}s` });
    return undefined;
  }
  const facts = { lengthUs, ...ratesOf(lines, lengthUs) };
  if (facts.highest > 0) return facts;
  const message = `${series.path}: no request comes in all that time`;
  sink.report({ code: "empty-series", severity: "error", message, expected: "a series with rates above 0" });
  return undefined;
}

function ratesOf({ untilUs, from, to, offsetUs }: Segments, lengthUs: number): Omit<SeriesFacts, "lengthUs"> {
  const endUs = offsetUs + lengthUs;
  let [first, sum, highest] = [-1, 0, 0];
  for (let line = 0; line < untilUs.length; line += 1) {
    const [beginUs, lineEndUs] = [Math.max(offsetUs, untilUs[line - 1] ?? 0), Math.min(endUs, untilUs[line]!)];
    if (lineEndUs <= beginUs) continue;
    if (first < 0) first = from[line]!;
    highest = Math.max(highest, from[line]!, to[line]!);
    sum += ((from[line]! + to[line]!) / 2) * (lineEndUs - beginUs);
  }
  return { first: Math.max(0, first), mean: sum / lengthUs, highest };
}
