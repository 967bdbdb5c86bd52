// What of a run's result counts in an experiment: one number for each figure of each metric, under a key that reads as the left
// side of a threshold does: `scheduler_pod_scheduling_sli_duration_seconds p(99)`, `scheduler_pending_pods{queue=active} value`.

import { invariant } from "../../base/invariant.ts";

import type { MetricSample } from "../../simulation/result.ts";

/** Figures of one run; key and value at the same place belong together. Ordered by key, so that runs can be compared. */
export interface RunFigures {
  readonly keys: readonly string[];
  readonly values: Float64Array;
}

interface MeasuredRun {
  readonly metrics: readonly MetricSample[];
  readonly motion?: {
    readonly load?: {
      readonly sources: readonly {
        readonly source: string;
        readonly requestClass: string;
        readonly latencySeconds: { readonly p95: number } | null;
      }[];
    };
  };
}

/** Figures of a distribution that are kept. */
const DISTRIBUTION_FIGURES = Object.freeze([
  { figure: "mean", field: "mean" },
  { figure: "p(50)", field: "p50" },
  { figure: "p(90)", field: "p90" },
  { figure: "p(99)", field: "p99" },
  { figure: "max", field: "max" },
  { figure: "count", field: "count" },
] as const);

/** Every figure of every metric; a distribution in which nothing was measured has its count only. */
export function runFigures(run: MeasuredRun): RunFigures {
  const { metrics } = run;
  const entries = [...metrics.flatMap((sample) => figuresOf(sample)), ...requestFigures(run)].sort(([a], [b]) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  return { keys: entries.map(([key]) => key), values: Float64Array.from(entries, ([, value]) => value) };
}

/** The key of one figure of a metric; labels in the order of their names. */
export function figureKey(name: string, labels: Readonly<Record<string, string>>, figure: string): string {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${/^[^",={}\s]*$/.test(value) ? value : JSON.stringify(value)}`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${figure}`;
}

/** What a key names. A key that figureKey did not make is an error of ours. */
export function parseFigureKey(key: string): {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly figure: string;
} {
  const parts = /^([^{ ]+)(?:\{(.*)\})? ([^ ]+)$/.exec(key);
  invariant(parts !== null, `${key} is the key of a figure`);
  const [, metric, pairs = "", figure] = parts;
  const labels = [...pairs.matchAll(/([^=,]+)=("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(
    ([, label, value]) => [label!, value!.startsWith('"') ? (JSON.parse(value!) as string) : value!] as const,
  );
  return { metric: metric!, labels: Object.fromEntries(labels), figure: figure! };
}

/** The value of a figure; undefined if the run does not have it. */
export function figureOf({ keys, values }: RunFigures, key: string): number | undefined {
  const at = keys.indexOf(key);
  return at < 0 ? undefined : values[at];
}

/** What latencies of requests are mostly promised by, beside the figures of every distribution. */
function requestFigures({ metrics, motion }: MeasuredRun): readonly (readonly [string, number])[] {
  const sources = motion?.load?.sources ?? [];
  return metrics.flatMap(({ name, labels }) => {
    if (name !== "http_request_duration_seconds") return [];
    const found = sources.find(
      ({ source, requestClass }) => source === labels["source"] && requestClass === labels["class"],
    );
    const p95 = found?.latencySeconds?.p95;
    return p95 === undefined ? [] : [[figureKey(name, labels, "p(95)"), p95] as const];
  });
}

function figuresOf({ name, labels, value, distribution }: MetricSample): readonly (readonly [string, number])[] {
  if (distribution === undefined) return [[figureKey(name, labels, "value"), value]];
  const measured = DISTRIBUTION_FIGURES.filter(({ figure }) => distribution.count > 0 || figure === "count");
  return measured.map(({ figure, field }) => [figureKey(name, labels, figure), distribution[field]]);
}
