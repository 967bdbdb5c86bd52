// `npm run prove`: tries every interval on queues whose truth is known, compares queues with themselves, and
// measures what common random numbers are worth; and holds the analytic way of requests beside the exact one. The tables stand in
// docs/fidelity.md. Options:
//   --trials N   trials of each interval (default 2000: a share of 95 % is then known to ± 1 point)
//   --page FILE  a page that shows the tables between `<!-- statistics -->` and `<!-- /statistics -->`: written anew there
// Exits 1 if a coverage that is promised lies outside 94–96 %, a share of false calls outside 3–7 % (corrected: above 5 %), or
// common random numbers narrow less than five times in the median of the figures, or the two ways differ by more than they may.

import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { CHANCE_FIGURES, narrowingByCommonNumbers } from "./common-numbers.ts";
import { coverageOfOrderStatistics, coverageOfPrecision, coverageOnQueue } from "./coverage.ts";
import { falseCalls } from "./false-calls.ts";
import { QUEUES } from "./queues.ts";
import { coverageTable, falseCallTable, misses, narrowingTable, waysTable, withTables } from "./tables.ts";
import { differenceOf, isAllowed, SETTINGS } from "./two-ways.ts";

const CUSTOMERS = 10_000;
const CUSTOMERS_OF_SHORT_RUNS = 5_000;
const EXAMPLE = "scenarios/openb.yaml";
const REPLICATIONS_OF_EXAMPLE = 10;

function main(): void {
  const { values } = parseArgs({
    options: { trials: { type: "string", default: "2000" }, page: { type: "string" } },
  });
  const trials = Number(values.trials);
  const coverages = [
    ...QUEUES.flatMap((queue) => coverageOnQueue(queue, trials, CUSTOMERS)),
    ...QUEUES.map((queue) => coverageOfPrecision(queue, Math.ceil(trials / 2), CUSTOMERS_OF_SHORT_RUNS)),
    ...coverageOfOrderStatistics(2 * trials),
  ];
  const calls = QUEUES.flatMap((queue) => falseCalls(queue, trials, CUSTOMERS_OF_SHORT_RUNS));
  const narrowings = narrowingByCommonNumbers(EXAMPLE, CHANCE_FIGURES, REPLICATIONS_OF_EXAMPLE);
  const tables = [coverageTable(coverages), falseCallTable(calls), narrowingTable(narrowings)].join("\n");
  console.log(tables);
  const ways = SETTINGS.map((setting) => ({ setting, difference: differenceOf(setting, setting.counted, "4") }));
  console.log(waysTable(ways.map(({ setting: { name, allowed }, difference }) => ({ name, allowed, difference }))));
  const apart = ways.filter(({ setting, difference }) => !isAllowed(setting, difference));
  const missed = [
    ...misses(coverages, calls, narrowings),
    ...apart.map(({ setting }) => `${setting.name}: the two ways differ by more than they may`),
  ];
  for (const line of missed) console.error(line);
  if (missed.length > 0) process.exitCode = 1;
  if (values.page !== undefined) {
    writeFileSync(values.page, withTables(readFileSync(values.page, "utf8"), tables));
  }
}

main();
