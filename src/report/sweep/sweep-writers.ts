// All kinds of files that the report of a sweep is made of, in the order in which they are written.

import { backtestCsv } from "../backtest/backtest-table.ts";
import { csvText } from "../csv/csv-text.ts";
import { lineCsv, lineJson } from "../line/line-table.ts";
import { visibleJson } from "../neutral-text.ts";

import { SWEEP_CSV_FILES } from "./csv/sweep-csv-files.ts";
import { sweepPage } from "./html/sweep-page.ts";
import { sweepParquet } from "./parquet-file.ts";
import { sweepJson } from "./sweep-json.ts";
import type { SweepMaterial } from "./sweep-material.ts";

/** One file of a report; `path` is relative to the report's directory and holds no directory itself. */
export interface SweepFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface SweepWriter {
  readonly name: string;
  /** What the format imitates or follows. */
  readonly source: string;
  files(material: SweepMaterial): readonly SweepFile[];
}

const SWEEP_JSON: SweepWriter = {
  name: "sweep-json",
  source: "plimsoll/v1alpha1 SweepResult, as -o json prints it",
  files: ({ result }) => [
    { path: "sweep.json", content: sweepJson(result) },
    ...(result.line === null ? [] : [{ path: "line.json", content: lineJson(result, result.line) }]),
  ],
};

const SWEEP_CSV: SweepWriter = {
  name: "sweep-csv",
  source: "RFC 4180; tidy tables, one figure a row",
  files: ({ result }) => [
    ...SWEEP_CSV_FILES.map((file) => ({ path: `${file.name}.csv`, content: csvText(file.table(result)) })),
    ...(result.line === null ? [] : [{ path: "line.csv", content: csvText(lineCsv(result, result.line)) }]),
    ...(result.backtest === undefined
      ? []
      : [{ path: "backtest.csv", content: csvText(backtestCsv(result.backtest)) }]),
  ],
};

const BACKTEST_MANIFESTS: SweepWriter = {
  name: "backtest-manifests",
  source: "YAML documents for kubectl apply: of the recommended setting, and of each",
  files: ({ result: { backtest } }) => {
    if (backtest === undefined) return [];
    const { settings, answer } = backtest;
    const all = settings.map(({ manifest }, place) => ({ path: `setting-${place}.yaml`, content: manifest }));
    const chosen = answer.point === null ? [] : [{ path: "hpa.yaml", content: settings[answer.point]!.manifest }];
    return [...chosen, ...all];
  },
};

const SWEEP_PARQUET: SweepWriter = {
  name: "sweep-parquet",
  source: "Apache Parquet with Snappy",
  files: ({ result }) => [{ path: "runs.parquet", content: sweepParquet(result) }],
};

const SWEEP_CHART_FILES: SweepWriter = {
  name: "sweep-charts",
  source: "Vega-Lite v6 specifications with inline data, drawn by Vega as SVG 1.1; the data as CSV",
  files: ({ kinds }) =>
    kinds
      .flatMap(({ charts }) => charts)
      .flatMap(({ chart, spec, file }) => [
        { path: `${chart.name}.vl.json`, content: `${visibleJson(JSON.stringify(spec, null, 1))}\n` },
        { path: `${chart.name}.svg`, content: file },
        { path: `${chart.name}.csv`, content: csvText(chart.data) },
      ]),
};

const SWEEP_HTML: SweepWriter = {
  name: "sweep-html",
  source: "HTML5 in one file with a script of its own",
  files: (material) => [{ path: "report.html", content: sweepPage(material) }],
};

export const SWEEP_WRITERS: readonly SweepWriter[] = Object.freeze([
  SWEEP_JSON,
  SWEEP_CSV,
  BACKTEST_MANIFESTS,
  SWEEP_PARQUET,
  SWEEP_CHART_FILES,
  SWEEP_HTML,
]);
