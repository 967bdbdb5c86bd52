// `npm run reproduce -- atc23`: the table of Weng et al. (USENIX ATC 2023), GPU allocation of six policies on lists of pods
// of Alibaba's openb trace, beside the published figures. Options:
//   --lists FOLDER   more pod lists (openb_pod_list_*.csv, packed or not), repeatable; and a node list, if one is there
//   --only NAME      this list alone (`default`, `gpuspec33`), repeatable
//   --policy NAME    this policy alone (`FGD`), repeatable
//   --seeds N        seeds per cell (default 10)
//   --workers N      processes (default 2)
//   --out FOLDER     where atc23.md, .csv, .vl.json and .svg go (default reports/atc23)
//   --page FILE      a page that shows the table between `<!-- atc23 -->` and `<!-- /atc23 -->`: written anew there
// Exits 1 if a mean is further than 0.5 percentage points from the published one.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { compare, TOLERANCE_POINTS, type ComparedCell } from "./comparison.ts";
import { runJobs, serveJobs, WORKER_ARGUMENT, type FinishedJob, type Job } from "./jobs.ts";
import { findPodLists, readGpuNodes, readPodList } from "./openb-files.ts";
import { plotSpec, plotSvg } from "./plot.ts";
import { TABLE_POLICIES } from "./policies.ts";
import { readPublishedFigures } from "./published-figures.ts";
import { LAST_PERCENT, replay, type Experiment } from "./replay.ts";
import { csvTable, markdownTable, withTable } from "./tables.ts";

const OWN_LISTS = fileURLToPath(new URL("../../scenarios/data/openb", import.meta.url));
const LIST_PREFIX = "openb_pod_list_";

interface Options {
  readonly experiment: string | undefined;
  readonly lists: readonly string[];
  readonly only: readonly string[];
  readonly policies: readonly string[];
  readonly seeds: number;
  readonly workers: number;
  readonly out: string;
  readonly page: string | undefined;
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      lists: { type: "string", multiple: true, default: [] },
      only: { type: "string", multiple: true, default: [] },
      policy: { type: "string", multiple: true, default: [] },
      seeds: { type: "string", default: "10" },
      workers: { type: "string", default: "2" },
      out: { type: "string", default: "reports/atc23" },
      page: { type: "string" },
    },
  });
  return {
    experiment: positionals[0],
    lists: values.lists,
    only: values.only,
    policies: values.policy,
    seeds: Number(values.seeds),
    workers: Number(values.workers),
    out: values.out,
    page: values.page,
  };
}

/** All runs of a table, seed by seed, so that a first glance at all cells comes early. */
function jobsOf({ lists, only, policies, seeds }: Options): readonly Job[] {
  const folders = [OWN_LISTS, ...lists];
  const found = [...findPodLists(folders)].map(([name, path]) => [name.slice(LIST_PREFIX.length), path] as const);
  const wanted = found.filter(([name]) => only.length === 0 || only.includes(name));
  const compared = TABLE_POLICIES.filter(({ title }) => policies.length === 0 || policies.includes(title));
  return Array.from({ length: seeds }, (_, index) => String(index + 1)).flatMap((seed) =>
    wanted.flatMap(([list, listPath]) =>
      compared.map(({ published }) => ({ folders, list, listPath, policy: published, seed })),
    ),
  );
}

/** A worker reads each list once. */
const knownLists = new Map<string, Pick<Experiment, "nodes" | "list">>();

function runJob({ folders, listPath, policy: published, seed }: Job) {
  const known = knownLists.get(listPath) ?? { nodes: readGpuNodes(folders), list: readPodList(listPath) };
  knownLists.set(listPath, known);
  const policy = TABLE_POLICIES.find((listed) => listed.published === published)!;
  return replay({ ...known, policy, seed });
}

function tell({ job, curve }: FinishedJob): void {
  const allocated = curve.allocatedPercent[LAST_PERCENT]?.toFixed(2);
  console.error(`${job.list} ${job.policy} seed ${job.seed}: ${allocated} %`);
}

async function writeAll(out: string, cells: readonly ComparedCell[]): Promise<void> {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "atc23.md"), markdownTable(cells));
  writeFileSync(join(out, "atc23.csv"), csvTable(cells));
  writeFileSync(join(out, "atc23.vl.json"), `${JSON.stringify(plotSpec(cells), null, 2)}\n`);
  writeFileSync(join(out, "atc23.svg"), await plotSvg(cells));
}

async function main(): Promise<void> {
  const options = readOptions();
  const jobs = options.experiment === "atc23" ? jobsOf(options) : [];
  if (jobs.length === 0) {
    console.error("usage: npm run reproduce -- atc23 [--lists FOLDER] [--only LIST] [--policy NAME] [--seeds N]");
    process.exitCode = 2;
    return;
  }
  const finished = await runJobs(fileURLToPath(import.meta.url), jobs, options.workers, tell);
  const cells = compare(finished, readPublishedFigures());
  await writeAll(options.out, cells);
  if (options.page !== undefined) {
    writeFileSync(options.page, withTable(readFileSync(options.page, "utf8"), markdownTable(cells)));
  }
  console.log(markdownTable(cells));
  if (cells.some(({ differencePoints = 0 }) => Math.abs(differencePoints) > TOLERANCE_POINTS)) process.exitCode = 1;
}

if (process.argv.includes(WORKER_ARGUMENT)) serveJobs(runJob);
else await main();
