// What of a run's course shows how its autoscalers followed the load: replicas, what they were told, requests and latency over time, short
// enough to be kept of each point of an experiment.

import { cutSteps } from "../../simulation/cut-steps.ts";
import type { AutoscalerOutcome, LoadFindings, TimeSeries } from "../../simulation/result.ts";

const POINTS = 240;
const DIGITS = 6;

/** What of a run is looked at. */
export interface ScaledRun {
  readonly motion?: {
    readonly autoscalers?: readonly (Pick<AutoscalerOutcome, "current" | "desired" | "needed"> & {
      readonly metrics: readonly Pick<AutoscalerOutcome["metrics"][number], "seen">[];
    })[];
    readonly load?: { readonly series: readonly Omit<LoadFindings["series"][number], "p50Seconds" | "p99Seconds">[] };
  };
}

/** Empty where there are no autoscalers, or nobody asks anything of the pods. */
export function scalingSeries({ motion }: ScaledRun): readonly TimeSeries[] {
  const { autoscalers = [], load } = motion ?? {};
  if (autoscalers.length === 0 || load === undefined) return [];
  const ofLoad = load.series.flatMap(({ source, atSeconds, requestsPerSecond, p95Seconds }) => [
    seriesOf("http_requests_per_second", source, "", atSeconds, requestsPerSecond),
    seriesOf("http_request_p95_seconds", source, "seconds", atSeconds, p95Seconds),
  ]);
  const ofAutoscalers = autoscalers.flatMap(({ current, desired, needed, metrics }) => {
    return [current, desired, ...(needed === null ? [] : [needed]), ...metrics.map(({ seen }) => seen)];
  });
  return [...ofAutoscalers, ...ofLoad].map(shortSeries);
}

/** Moments without a value are left out. */
function seriesOf(
  name: string,
  source: string,
  unit: string,
  atSeconds: readonly number[],
  values: readonly (number | null)[],
): TimeSeries {
  const known = values.flatMap((value, place) => (value === null ? [] : [{ at: atSeconds[place]!, value }]));
  return {
    name,
    labels: { source },
    unit,
    atSeconds: known.map(({ at }) => at),
    value: known.map(({ value }) => value),
  };
}

function shortSeries(series: TimeSeries): TimeSeries {
  const { at, value } = cutSteps({ at: series.atSeconds, value: series.value }, POINTS);
  const short = (number: number): number => Number(number.toPrecision(DIGITS));
  return { ...series, atSeconds: at.map(short), value: value.map(short) };
}
