// All kinds of files that a report is made of, in the order in which they are written.

import { csvFilesOf } from "./csv/csv-files.ts";
import { csvText } from "./csv/csv-text.ts";
import { reportPage } from "./html/page.ts";
import { visibleJson } from "./neutral-text.ts";
import type { ReportMaterial } from "./report-material.ts";
import { resultJson } from "./text/result-json.ts";

/** One file of a report; `path` is relative to the report's directory and holds no directory itself. */
export interface ReportFile {
  readonly path: string;
  readonly content: string;
}

export interface ReportWriter {
  readonly name: string;
  /** What the format imitates or follows. */
  readonly source: string;
  files(material: ReportMaterial): readonly ReportFile[];
}

const SUMMARY: ReportWriter = {
  name: "summary",
  source: "plimsoll/v1alpha1 RunResult, as -o json prints it",
  files: ({ result }) => [{ path: "summary.json", content: resultJson(result) }],
};

const CSV: ReportWriter = {
  name: "csv",
  source: "RFC 4180; cells that a spreadsheet would run are neutralised as OWASP advises",
  files: ({ result }) =>
    csvFilesOf(result).map((file) => ({ path: `${file.name}.csv`, content: csvText(file.table(result)) })),
};

const VEGA_LITE: ReportWriter = {
  name: "vega-lite",
  source: "Vega-Lite v6 specifications with inline data",
  files: ({ charts }) =>
    charts.map(({ chart, spec }) => ({
      path: `${chart.name}.vl.json`,
      content: `${visibleJson(JSON.stringify(spec, null, 1))}\n`,
    })),
};

const SVG: ReportWriter = {
  name: "svg",
  source: "SVG 1.1, drawn by Vega from the same specifications",
  files: ({ charts }) => charts.map(({ chart, file }) => ({ path: `${chart.name}.svg`, content: file })),
};

const HTML: ReportWriter = {
  name: "html",
  source: "HTML5 in one file, after k6's and Locust's reports",
  files: (material) => [{ path: "report.html", content: reportPage(material) }],
};

export const REPORT_WRITERS: readonly ReportWriter[] = Object.freeze([SUMMARY, CSV, VEGA_LITE, SVG, HTML]);
