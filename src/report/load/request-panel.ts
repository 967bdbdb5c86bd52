// The panel of requests in the charts of load. What users saw and what services saw are told apart: a service counts each attempt at it,
// those of other services included, and an attempt that fails may be one that its user never hears of.

import type { LoadFindings, SourceSeries } from "../../simulation/result.ts";

import { countAxis } from "../charts/axes.ts";
import type { ChartPanel } from "../charts/chart.ts";
import type { Line, LineStyle } from "../charts/lines.ts";
import { SERIES } from "../charts/palette.ts";

import { heldToTheEnd, panelOf, valuesOf, type PanelGround } from "./panel-ground.ts";

type RequestRates = Pick<SourceSeries, "atSeconds" | "requestsPerSecond" | "errorsPerSecond">;

const SOLID = [1, 0];
const REQUESTS = { colour: SERIES[2]!.light, dash: SOLID, width: 1.8 };
const FAILED = { colour: SERIES[1]!.light, dash: SOLID, width: 1.8 };
const ATTEMPTS = { colour: SERIES[3]!.light, dash: SOLID, width: 3.2 };

/** px, without axes. */
const HEIGHT = 90;
/** Of the highest rate: lines that are nearer lie on each other. */
const TOLD_APART = 0.01;

/** What users sent to the targets and what failed for them; of targets that only services call, each attempt. */
export function requestPanel(load: LoadFindings, targets: readonly string[], ground: PanelGround): ChartPanel | null {
  const senders = new Set(load.sources.filter(({ target }) => targets.includes(target)).map(({ source }) => source));
  const users = load.series.filter(({ source }) => senders.has(source));
  const services = load.demand.filter(({ target }) => targets.includes(target));
  const rate = (name: string, style: LineStyle, of: readonly RequestRates[], column: keyof RequestRates): Line => {
    return { name, style, points: heldToTheEnd(sumOver(of, column, ground), ground) };
  };
  const attempts = rate("attempts", ATTEMPTS, services, "requestsPerSecond");
  const failedAttempts = rate("failed attempts", FAILED, services, "errorsPerSecond");
  const sent = rate("users' requests", REQUESTS, users, "requestsPerSecond");
  const failed = rate("failed for users", FAILED, users, "errorsPerSecond");
  const lines =
    users.length === 0
      ? [attempts, ...(hasAny(failedAttempts) ? [failedAttempts] : [])]
      : [...(areApart(attempts, sent) ? [attempts] : []), sent, ...(hasAny(failed) ? [failed] : [])];
  return panelOf(lines, countAxis("requests/s", valuesOf(lines)), HEIGHT, ground);
}

/** By spans, which are equally long for all. */
function sumOver(all: readonly RequestRates[], column: keyof RequestRates, { time }: PanelGround): Line["points"] {
  const [longest] = all.toSorted((left, right) => right.atSeconds.length - left.atSeconds.length);
  const spans = longest?.atSeconds ?? [];
  return {
    at: spans.map((seconds) => seconds / time.secondsPerUnit),
    value: spans.map((_, span) => all.reduce((sum, series) => sum + (series[column][span] ?? 0), 0)),
  };
}

function hasAny({ points }: Line): boolean {
  return points.value.some((rate) => rate > 0);
}

/** Whether two lines can be told apart somewhere. */
function areApart({ points: { value: left } }: Line, { points: { value: right } }: Line): boolean {
  const highest = [...left, ...right].reduce((most, rate) => Math.max(most, rate), 0);
  return left.some((rate, span) => Math.abs(rate - (right[span] ?? rate)) > TOLD_APART * highest);
}
