// `npm run bench`: runs the benchmarks and prints one table. Options: --smoke (each once and tiny: do they
// work and agree?), --only NAME (repeatable), --markdown FILE (writes the table there as well).
// Exits 1 if a variant fails or finds another result than its reference; a missed goal is only printed.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";

import type { Benchmark } from "./benchmark.ts";

import { runBenchmark } from "./harness.ts";
import { BENCHMARKS } from "./registry.ts";
import { formatGoals, formatMarkdown, formatTable } from "./table.ts";

function main(): void {
  const { values } = parseArgs({
    options: {
      smoke: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      markdown: { type: "string" },
    },
  });
  const benchmarks = choose(values.only);
  if (values.smoke && values.markdown !== undefined) {
    console.error("--markdown writes figures, and those of a smoke run mean nothing: leave --smoke away");
    process.exitCode = 2;
    return;
  }
  if (benchmarks === undefined) {
    console.error(`--only takes the names ${BENCHMARKS.map(({ name }) => name).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const rows = benchmarks.flatMap((benchmark) => {
    console.error(`${benchmark.name}: ${benchmark.question}`);
    return runBenchmark(benchmark, values.smoke);
  });
  console.log(formatTable(rows));
  if (values.smoke) {
    console.log("smoke run: every variant works and all agree; the figures mean nothing");
  } else {
    for (const line of formatGoals(benchmarks, rows)) console.log(line);
  }
  if (values.markdown !== undefined) {
    writeFileSync(values.markdown, formatMarkdown(benchmarks, rows, circumstances()));
  }
}

/** The benchmarks with these names, or all; undefined if a name is unknown. */
function choose(names: readonly string[]): readonly Benchmark[] | undefined {
  if (names.length === 0) return BENCHMARKS;
  const known = BENCHMARKS.filter(({ name }) => names.includes(name));
  return known.length === new Set(names).size ? known : undefined;
}

function circumstances(): readonly string[] {
  const commit = spawnSync("git", ["rev-parse", "--short=12", "HEAD"], { encoding: "utf8" }).stdout.trim();
  return [
    `Machine: ${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}`,
    `Node ${process.version}, ${process.platform} ${process.arch}`,
    `Commit ${commit}`,
    `Load average over the last 15 minutes: ${loadavg()[2]!.toFixed(1)} (other jobs shared the processors if above 1)`,
  ];
}

main();
