// How to repeat the sweep, and what lies beside the page.

import { htmlTable } from "../../html/html-table.ts";
import { markup, type Insert } from "../../html/markup.ts";
import type { PageSection } from "../../html/page-section.ts";

import { SWEEP_CSV_FILES } from "../csv/sweep-csv-files.ts";
import type { SweepMaterial } from "../sweep-material.ts";

export const SWEEP_REPRODUCE_SECTION: PageSection<SweepMaterial> = {
  id: "reproduce",
  title: "How to repeat it",
  body: (material) =>
    markup`<p class="lede">
        With plimsoll ${material.result.plimsoll} and the inputs above, this command gives the same figures on every machine and with any
        number of workers.
      </p>
      <pre><code>${material.result.command}</code></pre>
      <h3>Files of this report</h3>
      ${htmlTable({
        caption: "Files of this report",
        columns: [
          { title: "File", kind: "name" },
          { title: "Holds", kind: "text" },
        ],
        rows: fileRows(material),
      })}`,
};

function fileRows({ kinds, result }: SweepMaterial): Insert[][] {
  return [
    ["sweep.json", "everything, versioned; plimsoll report makes all other files from it again"],
    ["runs.parquet", "each figure of each run, with types, for notebooks and DuckDB"],
    ...(result.line === null ? [] : [["line.csv, line.json", "the answer of the search, and each value that was run"]]),
    ...SWEEP_CSV_FILES.map(({ name, holds }) => [`${name}.csv`, holds]),
    ...kinds
      .filter(({ charts }) => charts.length > 0)
      .map(({ title, charts }) => [
        `${charts[0]!.chart.name}.svg${charts.length > 1 ? ` and ${charts.length - 1} more` : ""}`,
        `charts: ${title.toLowerCase()}; each with its data (.csv) and a specification (.vl.json) for the Vega editor`,
      ]),
  ];
}
