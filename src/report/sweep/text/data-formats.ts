// `-o json`, `-o yaml` and `-o csv`: a sweep for programs.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import { csvText } from "../../csv/csv-text.ts";
import { versionedYaml } from "../../text/result-yaml.ts";

import { POINTS_FILE } from "../csv/sweep-csv-files.ts";
import { keptSweep } from "../kept-sweep.ts";
import { sweepJson } from "../sweep-json.ts";
import type { SweepFormat } from "./sweep-format.ts";

/** As `sweep.json` has it. */
export const SWEEP_JSON: SweepFormat = { name: "json", render: (result) => sweepJson(keptSweep(result)) };

/** The same data: what is no number is null here too. */
export const SWEEP_YAML: SweepFormat = {
  name: "yaml",
  render: (result) => versionedYaml(JSON.parse(sweepJson(keptSweep(result))) as SweepResult),
};

/** As `points.csv` has it. */
export const SWEEP_CSV: SweepFormat = { name: "csv", render: (result) => csvText(POINTS_FILE.table(result)) };
