// How to repeat the run, and what lies beside the page.

import { csvFilesOf } from "../csv/csv-files.ts";
import { reproduceCommand } from "../readings.ts";
import type { ReportMaterial } from "../report-material.ts";

import { htmlTable } from "./html-table.ts";
import type { Insert } from "./markup.ts";
import { markup } from "./markup.ts";
import type { PageSection } from "./page-section.ts";

export const REPRODUCE_SECTION: PageSection = {
  id: "reproduce",
  title: "How to repeat it",
  body: (material) =>
    markup`<p class="lede">
        With plimsoll ${material.result.plimsoll} and the inputs above, this command gives the same figures and the
        fingerprint <code>${material.result.run.fingerprint}</code> on every machine.
      </p>
      <pre><code>${reproduceCommand(material.result)}</code></pre>
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

function fileRows({ result, charts }: ReportMaterial): Insert[][] {
  return [
    ["summary.json", "the whole result, versioned, for programs"],
    ...csvFilesOf(result).map((file) => [`${file.name}.csv`, file.holds]),
    ...charts.map(({ chart }) => [
      `${chart.name}.svg, .vl.json`,
      `chart: ${chart.title}; the second file opens in the Vega editor`,
    ]),
  ];
}
