// The results of benchmarks as a table: aligned for a terminal, or as Markdown with how it was measured.

import type { Benchmark, FigureOf } from "./benchmark.ts";
import type { Row } from "./harness.ts";

const HEADINGS = [
  "benchmark",
  "case",
  "variant",
  "CPU per operation",
  "ratio",
  "CPU",
  "peak memory",
  "bytes per operation",
] as const;

/** Lines of cells, headings first. */
function cellsOf(rows: readonly Row[]): readonly (readonly string[])[] {
  const lines = rows.map(({ benchmark, caseName, variant, outcome }) => {
    if (typeof outcome === "string") return [benchmark, caseName, variant, outcome, "", "", "", ""];
    const { nsPerOperation, ratio, cpuSeconds, peakMb, bytesPerOperation } = outcome;
    return [
      benchmark,
      caseName,
      variant,
      formatSpan(nsPerOperation),
      ratio === null ? "" : `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`,
      cpuSeconds === null ? "recorded" : `${cpuSeconds.toFixed(2)} s`,
      peakMb === null ? "" : `${peakMb.toFixed(0)} MB`,
      bytesPerOperation === null ? "" : bytesPerOperation.toFixed(0),
    ];
  });
  return [HEADINGS, ...lines];
}

function formatSpan(ns: number): string {
  if (ns < 1000) return `${ns.toPrecision(3)} ns`;
  return ns < 1e6 ? `${(ns / 1000).toPrecision(3)} µs` : `${(ns / 1e6).toPrecision(3)} ms`;
}

/** The table for a terminal. */
export function formatTable(rows: readonly Row[]): string {
  const lines = cellsOf(rows);
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => widthOf(cells, column))));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A long reason in a line without figures must not widen the column. */
function widthOf(cells: readonly string[], column: number): number {
  const cell = cells[column]!;
  return cell.startsWith("not run") ? 0 : cell.length;
}

/** One line per goal: met, missed, or not judged. */
export function formatGoals(benchmarks: readonly Benchmark[], rows: readonly Row[]): readonly string[] {
  return benchmarks.flatMap(({ name, goals }) =>
    goals.map((goal) => `${verdictOf(goal.isMet(lookUp(name, rows)))}: ${name}, ${goal.text}`),
  );
}

function lookUp(benchmark: string, rows: readonly Row[]): FigureOf {
  return (caseName, variant) => {
    const row = rows.find(
      (candidate) =>
        candidate.benchmark === benchmark && candidate.caseName === caseName && candidate.variant === variant,
    );
    return row === undefined || typeof row.outcome === "string" ? undefined : row.outcome;
  };
}

function verdictOf(met: boolean | null): string {
  if (met === null) return "not judged";
  return met ? "met" : "MISSED";
}

function describe({ question, recordedHow }: Benchmark): string {
  return recordedHow === undefined ? `${question}.` : `${question}. Recorded: ${recordedHow}.`;
}

/** The table with its questions and goals as a Markdown page; `circumstances` are lines such as the machine. */
export function formatMarkdown(
  benchmarks: readonly Benchmark[],
  rows: readonly Row[],
  circumstances: readonly string[],
): string {
  const [headings, ...lines] = cellsOf(rows);
  const widths = HEADINGS.map((_, column) => Math.max(...cellsOf(rows).map((cells) => cells[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [
    "# Benchmark results",
    "",
    "Written by `npm run bench -- --markdown bench/RESULTS.md`. Each variant ran in a process of its own, variants in",
    "turn, five rounds; figures are medians of CPU time. All variants of a case came to the same result. Ratios are",
    "what counts: they compare with the first variant of the case; absolute figures belong to the machine. CPU time is",
    "that of all threads, the compiler's and the garbage collector's included.",
    "",
    ...circumstances.map((text) => `- ${text}`),
    "",
    ...benchmarks.map((benchmark) => `- **${benchmark.name}**: ${describe(benchmark)}`),
    "",
    line(headings!),
    line(widths.map((width) => "-".repeat(width))),
    ...lines.map(line),
    "",
    "Goals:",
    "",
    ...formatGoals(benchmarks, rows).map((goal) => `- ${goal}`),
    "",
  ].join("\n");
}
