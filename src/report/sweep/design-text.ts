// The points of a sweep that is not run yet, and about how long it would take: for people as a table, for programs as data.

import { SWEEP_API_VERSION, type Design } from "../../experiment/sweep-result.ts";

import { csvText } from "../csv/csv-text.ts";
import { formatExactCount, formatSeconds } from "../human-numbers.ts";
import { markdownCode } from "../neutral-text.ts";
import { layOut, type Column } from "../text/column-table.ts";
import { versionedJson } from "../text/result-json.ts";
import { versionedYaml } from "../text/result-yaml.ts";

/** One run that was made to see how long runs take. */
export interface PilotRun {
  readonly point: number;
  readonly seconds: number;
}

/** A sweep before it is run. */
export interface SweepOutlook {
  readonly scenario: string;
  readonly seed: string;
  readonly design: Design;
  /** Of each point; with a precision to be reached, the least number. */
  readonly replications: number;
  /** How often points are run, in words: `10 replications of each point`. */
  readonly replicationsText: string;
  readonly workers: number;
  readonly pilots: readonly PilotRun[];
}

/** The outlook in a format by its name; as a table where there is no such format for it. */
export function outlookText(outlook: SweepOutlook, format: string): string {
  return (RENDERERS.get(format) ?? tableText)(outlook);
}

/** The number of runs, and the seconds that they take on all workers if all are as long as the pilots on average. */
export function estimateOf({ design, replications, workers, pilots }: SweepOutlook): {
  readonly runs: number;
  readonly seconds: number;
} {
  const runs = design.points.length * replications;
  const mean = pilots.reduce((sum, { seconds }) => sum + seconds, 0) / Math.max(1, pilots.length);
  return { runs, seconds: (mean * runs) / Math.min(workers, runs) };
}

const RENDERERS: ReadonlyMap<string, (outlook: SweepOutlook) => string> = new Map([
  ["table", tableText],
  ["wide", wideText],
  ["json", (outlook: SweepOutlook) => versionedJson(outlookData(outlook))],
  ["yaml", (outlook: SweepOutlook) => versionedYaml(outlookData(outlook))],
  ["csv", csvOf],
  ["markdown", markdownOf],
]);

/** Of more points, the first and the last ones stand in the table. */
const MOST_ROWS = 24;
const LAST_ROWS = 4;
const WIDTH = 160;
const MOST_LETTERS = 48;

function tableText(outlook: SweepOutlook): string {
  return sectionsOf(outlook, rowsShown(outlook.design));
}

function wideText(outlook: SweepOutlook): string {
  return sectionsOf(outlook, allRows(outlook.design));
}

function sectionsOf(outlook: SweepOutlook, rows: readonly (readonly string[])[]): string {
  const columns: readonly Column[] = [
    { title: "point", align: "right" },
    ...outlook.design.factors.map(({ name, isNumeric }) => ({
      title: name,
      align: isNumeric ? ("right" as const) : ("left" as const),
      most: MOST_LETTERS,
    })),
  ];
  const lines = [sizeLine(outlook), "", ...layOut({ columns, rows }, WIDTH), "", ...estimateLines(outlook)];
  return `${lines.join("\n")}\n`;
}

function sizeLine(outlook: SweepOutlook): string {
  const points = outlook.design.points.length;
  const least = outlook.replicationsText.includes(" to ") ? "at least " : "";
  const count = `${formatExactCount(points)} ${points === 1 ? "point" : "points"}`;
  const runs = estimateOf(outlook).runs;
  return `${count}, ${outlook.replicationsText}: ${least}${formatExactCount(runs)} ${runs === 1 ? "run" : "runs"}`;
}

function estimateLines(outlook: SweepOutlook): readonly string[] {
  const { pilots, workers } = outlook;
  if (pilots.length === 0) return [];
  const measured = pilots.map(({ point, seconds }) => `point ${point} took ${formatSeconds(seconds)}`).join(", ");
  const on = workers === 1 ? "one worker" : `${workers} workers`;
  return [
    `measured  one run of ${measured}`,
    `estimate  about ${formatSeconds(estimateOf(outlook).seconds)} on ${on}; nothing was written`,
  ];
}

function allRows({ points, factors }: Design): readonly (readonly string[])[] {
  return points.map(({ index, levels }) => [
    String(index),
    ...factors.map(({ levels: texts }, factor) => texts[levels[factor]!]!),
  ]);
}

function rowsShown(design: Design): readonly (readonly string[])[] {
  const { points, factors } = design;
  if (points.length <= MOST_ROWS) return allRows(design);
  const first = allRows({ factors, points: points.slice(0, MOST_ROWS - LAST_ROWS) });
  const last = allRows({ factors, points: points.slice(-LAST_ROWS) });
  return [...first, ["…", ...factors.map(() => "…")], ...last];
}

function csvOf({ design }: SweepOutlook): string {
  return csvText({ header: ["point", ...design.factors.map(({ name }) => name)], rows: allRows(design) });
}

function markdownOf(outlook: SweepOutlook): string {
  const { factors } = outlook.design;
  const title = `| point | ${factors.map(({ name }) => markdownCode(name)).join(" | ")} |`;
  const rule = `| --: |${factors.map(({ isNumeric }) => (isNumeric ? " --: |" : " :-- |")).join("")}`;
  const rows = rowsShown(outlook.design).map(
    ([point, ...levels]) => `| ${[point!, ...levels.map(markdownCode)].join(" | ")} |`,
  );
  const lines = [sizeLine(outlook), "", ...(factors.length === 0 ? [] : [title, rule, ...rows, ""])];
  return `${[...lines, ...estimateLines(outlook).map((line) => `- ${line}`)].join("\n")}\n`;
}

function outlookData(outlook: SweepOutlook) {
  const { scenario, seed, design, replications, workers, pilots } = outlook;
  const { runs, seconds } = estimateOf(outlook);
  return {
    apiVersion: SWEEP_API_VERSION,
    kind: "SweepDesign",
    scenario,
    seed,
    replications,
    runs,
    factors: design.factors,
    points: design.points,
    estimate: { workers, pilots, seconds },
  };
}
