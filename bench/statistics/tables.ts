// The figures as Markdown tables, and what of them breaks a promise.

import type { Coverage } from "./coverage.ts";
import type { FalseCalls } from "./false-calls.ts";
import type { Narrowing } from "./common-numbers.ts";
import type { WaysDifference, WaysSetting } from "./two-ways.ts";

const BEGIN = "<!-- statistics -->";
const END = "<!-- /statistics -->";

/** Methods of which 94–96 % is not promised: the wrong one, and the one that stops by its own values. */
const NOT_PROMISED = /as if values were independent|as many replications as/;
const COVERAGE = { least: 0.94, most: 0.96 };
const CALLS = { least: 0.03, most: 0.07 };
const CORRECTED_CALLS_MOST = 0.05;
/** For the median of the figures. */
const NARROWING_LEAST = 5;

export function coverageTable(coverages: readonly Coverage[]): string {
  const rows = coverages.map(({ method, subject, trials, answered, held, relativeHalfWidth }) => [
    subject,
    method,
    `${percent(held / answered)} of ${answered}`,
    trials === answered ? "none" : percent(1 - answered / trials),
    `±${percent(relativeHalfWidth)}`,
  ]);
  return table(["figure", "interval of 95 %", "holds the truth", "refused", "mean width"], rows);
}

export function falseCallTable(calls: readonly FalseCalls[]): string {
  const rows = calls.map(({ subject, trials, called }) => [subject, `${percent(called / trials)} of ${trials}`]);
  return table(["compared with itself", "a difference is called"], rows);
}

export function narrowingTable(narrowings: readonly Narrowing[]): string {
  const rows = narrowings.map(({ figure, paired, independent }) => [
    `\`${figure}\``,
    paired.toPrecision(3),
    independent.toPrecision(3),
    `${(independent / paired).toFixed(1)} times`,
  ]);
  return table(["figure", "spread of differences, same seeds", "other seeds", "narrower"], rows);
}

export function waysTable(
  ways: readonly (Pick<WaysSetting, "name" | "allowed"> & { readonly difference: WaysDifference })[],
): string {
  const rows = ways.map(({ name, allowed, difference }) => [
    name,
    ...(["mean", "median", "p95", "failed"] as const).map(
      (figure) => `${difference[figure].toFixed(1)} of ${allowed[figure]}`,
    ),
  ]);
  return table(
    ["the two ways of requests differ by", "mean, %", "median, %", "95th percentile, %", "failures, % of arrivals"],
    rows,
  );
}

/** One sentence for each promise that the figures break, with 2 standard errors of grace for what the trials leave open. */
export function misses(
  coverages: readonly Coverage[],
  calls: readonly FalseCalls[],
  narrowings: readonly Narrowing[],
): readonly string[] {
  return [
    ...coverages
      .filter(({ method }) => !NOT_PROMISED.test(method))
      .filter(({ held, answered }) => !isWithin(held, answered, COVERAGE.least, COVERAGE.most))
      .map(({ method, subject, held, answered }) => `${subject}, ${method}: holds in ${percent(held / answered)}`),
    ...calls
      .filter(({ subject }) => !subject.includes("uncorrected"))
      .filter(({ subject, called, trials }) =>
        subject.includes("corrected")
          ? !isWithin(called, trials, 0, CORRECTED_CALLS_MOST)
          : !isWithin(called, trials, CALLS.least, CALLS.most),
      )
      .map(({ subject, called, trials }) => `${subject}: a difference is called in ${percent(called / trials)}`),
    ...(medianNarrowing(narrowings) < NARROWING_LEAST
      ? [`differences are ${medianNarrowing(narrowings).toFixed(1)} times narrower in the median`]
      : []),
  ];
}

/** The lower one of two in the middle. */
function medianNarrowing(narrowings: readonly Narrowing[]): number {
  const ratios = narrowings.map(({ paired, independent }) => independent / paired).sort((left, right) => left - right);
  return ratios[Math.floor((ratios.length - 1) / 2)] ?? Infinity;
}

function isWithin(count: number, trials: number, least: number, most: number): boolean {
  const share = count / trials;
  const grace = 2 * Math.sqrt((share * (1 - share)) / trials);
  return share >= least - grace && share <= most + grace;
}

/** A page with the tables in the place of those between its marks. */
export function withTables(page: string, tables: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`the page has no ${BEGIN} … ${END}`);
  return `${page.slice(0, before + BEGIN.length)}\n\n${tables}\n${page.slice(after)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Columns as wide as their widest cell, with a line under the heading. */
function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, at) => Math.max(title.length, ...rows.map((cells) => cells[at]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  return [line(heading), line(widths.map((width) => "-".repeat(width))), ...rows.map(line), ""].join("\n");
}
