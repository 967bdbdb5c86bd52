// What a chart of a sweep is: like one of a run, but one kind gives several charts, one a factor and figure, and each has its data
// beside it. Marks carry in words which points they show, so that a page can link them.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import type { ChartBody, ChartSize } from "../../charts/chart.ts";
import type { CsvTable } from "../../csv/csv-text.ts";

export interface SweepChart {
  /** Plain and unique within a report; the files are `NAME.vl.json`, `NAME.svg` and `NAME.csv`. */
  readonly name: string;
  readonly title: string;
  /** One or two sentences on how to read it. */
  readonly explanation: string;
  /** The figures that it draws. */
  readonly data: CsvTable;
  body(size: ChartSize): ChartBody;
}

/** A kind of chart, told in one file. */
export interface SweepChartKind {
  readonly name: string;
  /** What it shows, for lists. */
  readonly title: string;
  /** Its charts, most telling first; or why there is none, as half a sentence. */
  charts(result: SweepResult): readonly SweepChart[] | string;
}

/** The words of a mark that shows one point: what `description` holds in a specification. */
export function pointMark(point: number): string {
  return `point ${point}`;
}

/** The words of a mark that shows all points with these levels. */
export function levelMark(levels: readonly (readonly [factor: number, level: number])[]): string {
  return `levels ${levels.map(([factor, level]) => `${factor}=${level}`).join(" ")}`;
}

const WORDS = String.raw`(?<kind>point|levels) (?<which>[\d= ]+)`;

/** A drawing in which such marks have attributes for scripts, `data-point` or `data-levels`, and nothing is read out twice. */
export function pickableDrawing(svg: string): string {
  const named = new RegExp(` aria-label="${WORDS}"`, "g");
  return withoutRoles(svg.replace(named, (_, kind: string, which: string) => ` data-${kind}="${which}"`)).replace(
    /<path( data-\w+="[^"]*") transform="translate\(([^,)]+),([^)]+)\)" d="M([\d.]+),0A[^"]*"/g,
    '<circle$1 cx="$2" cy="$3" r="$4"',
  );
}

/** The drawing for a file of its own. */
export function plainDrawing(svg: string): string {
  return withoutRoles(svg.replace(new RegExp(` aria-label="${WORDS}"`, "g"), ""));
}

function withoutRoles(svg: string): string {
  return svg.replace(/ (?:role="graphics-(?:object|symbol)"|aria-roledescription="[^"]*")/g, "");
}

/** A name for files out of several texts: letters, digits and dashes, at most 80. */
export function fileName(...parts: readonly string[]): string {
  const slugs = parts.map((part) =>
    part
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, ""),
  );
  return slugs
    .filter((slug) => slug !== "")
    .join("-")
    .slice(0, 80)
    .replace(/-+$/, "");
}

/** The charts with a number behind each name that an earlier one has. */
export function withUniqueNames(charts: readonly SweepChart[]): readonly SweepChart[] {
  const taken = new Set(charts.map(({ name }) => name));
  const seen = new Set<string>();
  return charts.map((chart) => {
    let { name } = chart;
    for (let count = 2; seen.has(name); count += 1) {
      const numbered = `${chart.name}-${count}`;
      if (!taken.has(numbered)) name = numbered;
    }
    seen.add(name);
    taken.add(name);
    return name === chart.name ? chart : { ...chart, name };
  });
}
