// All lists of definitions in src/: those that are extended by an entry, and those that only look like it.

import type { PlainArray, Registry } from "./registries.ts";

const FIDELITY = "docs/fidelity.md";
const REPORT_PAGE = "docs/manual/reading-the-report.md";

export const REGISTRIES: readonly Registry[] = [
  {
    file: "src/scheduling/plugins/in-tree-plugins.ts",
    list: "IN_TREE_PLUGINS",
    folder: "src/scheduling/plugins/",
    entriesPerFile: 1,
    page: FIDELITY,
    reason: "a plugin is judged by itself: against its source, its plain form and the records",
  },
  {
    file: "src/scheduling/policies/policies.ts",
    list: "POLICIES",
    folder: "src/scheduling/policies/",
    entriesPerFile: 1,
    page: "docs/manual/policies.md",
    reason: "a policy is judged by itself: against its source and its plain form",
  },
  {
    file: "src/environment/workload-sources.ts",
    list: "WORKLOAD_SOURCES",
    folder: "src/environment/",
    entriesPerFile: 1,
    page: FIDELITY,
    reason: "a format of files has traps of its own, and is checked against files of its own",
  },
  {
    file: "src/environment/faults/faults.ts",
    list: "FAULTS",
    folder: "src/environment/faults/",
    entriesPerFile: 1,
    page: "docs/manual/faults.md",
    reason: "what happens to a node is judged by itself: by what it does, and by what is left when it is over",
  },
  {
    file: "src/environment/actions/actions.ts",
    list: "ACTIONS",
    folder: "src/environment/actions/",
    entriesPerFile: 1,
    page: "docs/manual/actions.md",
    reason: "what people do is judged by itself: by what it writes and by kubectl's words",
  },
  {
    file: "src/experiment/design/design-kinds.ts",
    list: "DESIGN_KINDS",
    folder: "src/experiment/design/",
    entriesPerFile: 1,
    page: "docs/manual/sweep.md",
    reason: "a design is judged by itself: by the points that it promises",
  },
  {
    file: "src/report/report-writers.ts",
    list: "REPORT_WRITERS",
    folder: "src/report/report-writers.ts",
    entriesPerFile: 5,
    page: REPORT_PAGE,
    reason: "a writer names files and what fills them; the filling stands in the folder of the format",
  },
  {
    file: "src/report/text/output-formats.ts",
    list: "OUTPUT_FORMATS",
    folder: "src/report/text/",
    entriesPerFile: 3,
    page: REPORT_PAGE,
    reason: "table and wide differ in their extent only; JSON, YAML and CSV are one line each",
  },
  {
    file: "src/cli/check-formats/check-formats.ts",
    list: "CHECK_FORMATS",
    folder: "src/cli/check-formats/",
    entriesPerFile: 1,
    page: "docs/manual/check.md",
    reason: "people, programs and pull requests read the same findings in three ways",
  },
  {
    file: "src/report/csv/csv-files.ts",
    list: "CSV_FILES",
    folder: "src/report/csv/",
    entriesPerFile: 8,
    page: REPORT_PAGE,
    reason: "a CSV file is a heading and one expression a column, told beside those of the same kind",
  },
  {
    file: "src/report/motion/motion-csv-files.ts",
    list: "MOTION_CSV_FILES",
    folder: "src/report/motion/",
    entriesPerFile: 5,
    page: REPORT_PAGE,
    reason: "a CSV file is a heading and one expression a column, told beside those of the same kind",
  },
  {
    file: "src/report/charts/chart-list.ts",
    list: "CHARTS",
    folder: "src/report/charts/",
    entriesPerFile: 1,
    page: REPORT_PAGE,
    reason: "a chart is looked at, and changed, by itself",
  },
  {
    file: "src/report/sweep/sweep-writers.ts",
    list: "SWEEP_WRITERS",
    folder: "src/report/sweep/sweep-writers.ts",
    entriesPerFile: 5,
    page: REPORT_PAGE,
    reason: "a writer names files and what fills them; the filling stands in the folder of the format",
  },
  {
    file: "src/report/sweep/csv/sweep-csv-files.ts",
    list: "SWEEP_CSV_FILES",
    folder: "src/report/sweep/csv/",
    entriesPerFile: 6,
    page: REPORT_PAGE,
    reason: "a CSV file is a heading and one expression a column, told beside those of the same kind",
  },
  {
    file: "src/report/sweep/charts/sweep-chart-list.ts",
    list: "SWEEP_CHARTS",
    folder: "src/report/sweep/charts/",
    entriesPerFile: 1,
    page: REPORT_PAGE,
    reason: "a kind of chart is looked at, and changed, by itself",
  },
  {
    file: "src/report/sweep/text/sweep-formats.ts",
    list: "SWEEP_FORMATS",
    folder: "src/report/sweep/text/",
    entriesPerFile: 3,
    page: REPORT_PAGE,
    reason: "table and wide differ in their extent only; JSON, YAML and CSV are one line each",
  },
];

export const PLAIN_ARRAYS: readonly PlainArray[] = [
  { list: "TRACE_SOURCES", reason: "the part of WORKLOAD_SOURCES that scenarios name under `trace`" },
  { list: "PLUGIN_DEFINITIONS", reason: "IN_TREE_PLUGINS and POLICIES together" },
  { list: "COEFFICIENTS", reason: "measured numbers, each with its source; scenario-reference.md must list them all" },
  {
    list: "METRIC_NAMES",
    reason: "names with units; the probes behind them have tests, scenario-reference.md lists them all",
  },
  { list: "CAPACITY_FORMATS", reason: "a table and a summary of its own, and the data as they are" },
  {
    list: "COMPARISON_FORMATS",
    reason: "a table and a summary of its own, and the data formats of SWEEP_FORMATS",
  },
  {
    list: "LINE_FORMATS",
    reason: "a table and a summary of its own, and the data formats of SWEEP_FORMATS",
  },
  {
    list: "CONTROLLERS",
    reason: "the controllers of kube-controller-manager itself, each judged by the records of family workloads",
  },
  { list: "DEMO_JOBS", reason: "questions about one scenario, told side by side in the order in which they are shown" },
  { list: "CPU_AND_MEMORY", reason: "what kube-scheduler's strategies look at by default; nobody adds a third" },
  { list: "SYSTEM_PRIORITY_CLASSES", reason: "the two classes that Kubernetes itself makes; nobody adds a third" },
];
