// Which file may import which package or Node module.

import { builtinModules } from "node:module";

import { importsOf } from "./source-text.ts";
import type { FileRule, RepositoryFile, Violation } from "./rule.ts";

/** A package and the only places of src/ that import it. */
export interface PackagePlace {
  readonly package: string;
  /** Files, or folders with a slash at the end. */
  readonly places: readonly string[];
  /** In how many files at most; any number where nothing is said. */
  readonly atMostFiles?: number;
  readonly reason: string;
}

/** A package that stands nowhere in this list is imported nowhere in src/. */
const PACKAGE_PLACES: readonly PackagePlace[] = [
  {
    package: "tinyqueue",
    places: ["src/engine/event-queue.ts", "src/components/scheduler/scheduling-queue.ts"],
    reason: "it does not keep the order of equal keys: both places add an ordinal, so that no two keys are equal",
  },
  {
    package: "seedrandom",
    places: ["src/base/random/"],
    reason: "its default generator is slow and an empty seed draws from the machine: named streams stand before it",
  },
  {
    package: "csv-parse",
    places: ["src/environment/", "src/scenario/"],
    reason: "CSV is read where workloads and scenarios are",
  },
  {
    package: "csv-stringify",
    places: ["src/report/"],
    atMostFiles: 1,
    reason: "quoting, units and the neutralising of formulas stand in one file",
  },
  {
    package: "@stdlib/stats-base-dists-beta-quantile",
    places: ["src/experiment/statistics/"],
    reason: "laws of chance are asked where intervals are made",
  },
  {
    package: "@stdlib/stats-base-dists-normal-quantile",
    places: ["src/experiment/statistics/"],
    reason: "laws of chance are asked where intervals are made",
  },
  {
    package: "@stdlib/stats-base-dists-t-cdf",
    places: ["src/experiment/statistics/"],
    reason: "laws of chance are asked where intervals are made",
  },
  {
    package: "@stdlib/stats-base-dists-t-quantile",
    places: ["src/experiment/statistics/"],
    reason: "laws of chance are asked where intervals are made",
  },
  {
    package: "hyparquet-writer",
    places: ["src/report/"],
    atMostFiles: 1,
    reason: "it is young and may be exchanged: types, names and the author's mark stand in one file",
  },
  { package: "vega", places: ["src/report/"], reason: "only reports draw" },
  { package: "vega-lite", places: ["src/report/"], reason: "only reports draw" },
  {
    package: "piscina",
    places: ["src/cli/run-pool.ts", "src/cli/run-worker.ts"],
    reason: "what it does not do (trying again, ending when no worker can be started) stands in the same place",
  },
  { package: "commander", places: ["src/cli/"], reason: "only the command line has arguments" },
  {
    package: "yaml",
    places: ["src/environment/documents/", "src/scenario/", "src/report/"],
    reason: "YAML is read in one place and written by reports",
  },
  {
    package: "js-yaml",
    places: ["src/environment/documents/"],
    reason: "the quick reader of large dumps has one place",
  },
  {
    package: "zod",
    places: ["src/scenario/", "src/scheduling/", "src/components/", "src/environment/"],
    reason:
      "schemas stand where a scenario, or the options of an entry of a list, are defined; what runs is already valid",
  },
];

/** Node's modules that a room may use; a room that is not named may use none. */
const NODE_MODULES: Readonly<Record<string, readonly string[]>> = {
  "src/cli/": builtinModules,
  "src/scenario/": ["path", "crypto"],
};

function checkPackages(file: RepositoryFile): readonly Violation[] {
  return importsOf(file.source)
    .filter(({ specifier }) => !/^(?:\.|node:)/.test(specifier))
    .flatMap(({ specifier, line }) => {
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
      const row = PACKAGE_PLACES.find((candidate) => candidate.package === name);
      const allowed = row?.places.some(
        (place) => file.path === place || (place.endsWith("/") && file.path.startsWith(place)),
      );
      if (allowed === true) return [];
      const why =
        row === undefined
          ? "is in no row of tests/tidy/packages.ts"
          : `belongs in ${row.places.join(", ")}: ${row.reason}`;
      return [{ path: file.path, line, message: `${name} ${why}` }];
    });
}

function checkNodeModules(file: RepositoryFile): readonly Violation[] {
  const room = Object.keys(NODE_MODULES).find((folder) => file.path.startsWith(folder)) ?? "";
  return importsOf(file.source)
    .filter(({ specifier }) => specifier.startsWith("node:") || builtinModules.includes(specifier))
    .filter(({ specifier }) => !(NODE_MODULES[room] ?? []).includes(specifier.replace("node:", "")))
    .map(({ specifier, line }) => ({
      path: file.path,
      line,
      message: `${specifier}: only src/cli touches the machine; take the data, or a port that reads it, as an argument`,
    }));
}

/** Over all files: packages that may stand in a room but not in more than so many files of it. */
export function checkImporterCounts(files: readonly RepositoryFile[]): readonly Violation[] {
  return PACKAGE_PLACES.flatMap(({ package: name, atMostFiles = Infinity, reason }) => {
    const importers = files.filter((file) => file.path.startsWith("src/") && importsPackage(file, name));
    return importers.slice(atMostFiles).map(({ path }) => ({
      path,
      line: 1,
      message: `${name} is already imported by ${importers[0]!.path}: ${reason}`,
    }));
  });
}

function importsPackage(file: RepositoryFile, name: string): boolean {
  return importsOf(file.source).some(({ specifier }) => specifier === name || specifier.startsWith(`${name}/`));
}

const inSource = (path: string): boolean => path.startsWith("src/") && path.endsWith(".ts");

export const PACKAGE_RULES: readonly FileRule[] = [
  {
    name: "each package is imported only where its job is done",
    reason: "a package can be exchanged by changing one place, and its traps are known in that place",
    looksAt: inSource,
    check: checkPackages,
    wrong: [
      { path: "src/engine/engine.ts", text: 'import TinyQueue from "tinyqueue";' },
      { path: "src/simulation/a.ts", text: 'import seedrandom from "seedrandom";' },
      { path: "src/scenario/a.ts", text: 'import { compile } from "vega-lite";' },
      { path: "src/cli/a.ts", text: 'import { stringify } from "csv-stringify/sync";' },
      { path: "src/cli/a.ts", text: 'const vega = await import("vega");' },
      { path: "src/base/a.ts", text: 'import _ from "lodash";' },
    ],
    right: [
      { path: "src/engine/event-queue.ts", text: 'import TinyQueue from "tinyqueue";' },
      { path: "src/base/random/stream.ts", text: 'import alea from "seedrandom/lib/alea.js";' },
      { path: "src/report/csv.ts", text: 'import { stringify } from "csv-stringify/sync";' },
    ],
  },
  {
    name: "only src/cli touches files, the process and the network",
    reason: "the rest can then be embedded, tested without a disk, and moved into a worker",
    looksAt: inSource,
    check: checkNodeModules,
    wrong: [
      { path: "src/report/a.ts", text: 'import { writeFile } from "node:fs/promises";' },
      { path: "src/simulation/a.ts", text: 'import { readFileSync } from "fs";' },
      { path: "src/scenario/a.ts", text: 'import { readFileSync } from "node:fs";' },
      { path: "src/engine/a.ts", text: 'import { createHash } from "node:crypto";' },
    ],
    right: [
      { path: "src/cli/a.ts", text: 'import { writeFile } from "node:fs/promises";' },
      { path: "src/scenario/a.ts", text: 'import { dirname } from "node:path";' },
    ],
  },
];
