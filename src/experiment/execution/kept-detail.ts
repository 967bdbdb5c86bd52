// What an experiment keeps of the detail of one run: long parts are cut, so that the journal and the files of a thousand points stay
// small. Cut once or twice it is the same, so that a report can be made again from its own data.

import { cutSeries } from "../../simulation/cut-series.ts";
import { cutSteps } from "../../simulation/cut-steps.ts";

import type { RunDetail } from "./run-record.ts";

/** Points of a series over time, and of a distribution. */
const SERIES_POINTS = 60;
const CDF_POINTS = 40;
/** Digits of the numbers of both. */
const DIGITS = 6;
const MOST_SERIES = 24;
const MOST_ROWS = 20;

/** The same detail with shorter parts. */
export function keptDetail(detail: RunDetail): RunDetail {
  return {
    ...detail,
    limits: detail.limits.slice(0, MOST_ROWS),
    failures: detail.failures.slice(0, MOST_ROWS),
    utilisation: detail.utilisation.slice(0, MOST_ROWS),
    latency: detail.latency.map((stage) => {
      const { at, value } = cutSeries({ at: stage.cdf.seconds, value: stage.cdf.fraction }, CDF_POINTS);
      return { ...stage, cdf: { seconds: at.map(shortened), fraction: value.map(shortened) } };
    }),
    series: detail.series.slice(0, MOST_SERIES).map((series) => {
      const { at, value } = cutSteps({ at: series.atSeconds, value: series.value }, SERIES_POINTS);
      return { ...series, atSeconds: at.map(shortened), value: value.map(shortened) };
    }),
  };
}

/** A number to so many digits; shortened again it is the same. */
function shortened(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
