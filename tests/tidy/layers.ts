// Which room may look into which: the order of src/ as data, and the rules about imports that follow from it.

import { posix } from "node:path";

import { importsOf } from "./source-text.ts";
import type { FileRule, RepositoryFile, Violation } from "./rule.ts";

/** A folder of src/ and the folders that its files may import from, beside itself. */
export interface Layer {
  readonly folder: string;
  readonly sees: readonly string[];
  readonly reason: string;
}

const TO_CLUSTER = ["base", "engine", "model", "cluster"];
const TO_SCHEDULING = [...TO_CLUSTER, "scheduling"];
const TO_ENVIRONMENT = [...TO_SCHEDULING, "queueing", "components", "environment", "metrics"];

/** Lowest first. Import blocks follow this order. */
export const LAYERS: readonly Layer[] = [
  { folder: "base", sees: [], reason: "units, chance and diagnostics serve everybody and therefore know nobody" },
  { folder: "engine", sees: ["base"], reason: "the engine knows times and handlers and no word of Kubernetes" },
  { folder: "queueing", sees: ["base"], reason: "queues obey their own theory, whoever waits in them" },
  { folder: "model", sees: ["base"], reason: "Kubernetes' objects and rules hold whether or not time passes" },
  { folder: "cluster", sees: ["base", "model"], reason: "the one mutable state decides nothing and waits for nothing" },
  {
    folder: "scheduling",
    sees: ["base", "model", "cluster"],
    reason: "placement is a pure function of a view and a pod: no time passes in it",
  },
  {
    folder: "components",
    sees: TO_SCHEDULING,
    reason: "components meet in the cluster's state, as in Kubernetes, and do not know that anybody measures them",
  },
  {
    folder: "environment",
    sees: [...TO_CLUSTER, "queueing"],
    reason: "what happens to a cluster does not depend on which component will answer to it",
  },
  {
    folder: "metrics",
    sees: [...TO_CLUSTER, "queueing"],
    reason: "probes hear of changes and never take part in them",
  },
  {
    folder: "scenario",
    sees: TO_ENVIRONMENT,
    reason: "reading a scenario needs the names and options of everything that it can name, and runs nothing",
  },
  {
    folder: "simulation",
    sees: [...TO_ENVIRONMENT, "scenario"],
    reason: "the one place that puts components together",
  },
  {
    folder: "experiment",
    sees: [...TO_ENVIRONMENT, "scenario", "simulation"],
    reason: "many runs are made of single runs",
  },
  {
    folder: "report",
    sees: [
      "base",
      "simulation/result.ts",
      "simulation/cut-series.ts",
      "simulation/cut-steps.ts",
      "simulation/explain/explanation.ts",
      "simulation/explain/comparison.ts",
      "experiment/sweep-result.ts",
      "experiment/execution/kept-detail.ts",
      "experiment/capacity/capacity-result.ts",
      "experiment/rehearsal/rehearsal-result.ts",
    ],
    reason: "a report is a function of the result: a writer that could ask the simulation would show unkept figures",
  },
  {
    folder: "cli",
    sees: [...TO_ENVIRONMENT, "scenario", "simulation", "experiment", "report"],
    reason: "the only console, process and exit codes, so that everything below can be embedded and tested",
  },
  {
    folder: "index.ts",
    sees: [...TO_ENVIRONMENT, "scenario", "simulation", "experiment", "report", "cli/file-system.ts"],
    reason:
      "the library's door names what is public and holds nothing; the reader of real files is the one part of cli in it",
  },
];

/** Folders whose parts are siblings: `components/kubelet` must not see `components/scheduler`. */
const FOLDERS_OF_SIBLINGS = ["components"];

/** The layer of a file of src/ by its path, or nothing if it stands in no known room. */
export function layerOf(path: string): Layer | undefined {
  const room = /^src\/([^/]+)/.exec(path)?.[1];
  return LAYERS.find(({ folder }) => folder === room);
}

/** Place of a layer in the order, -1 for unknown rooms. */
function rankOf(path: string): number {
  return LAYERS.findIndex(({ folder }) => folder === layerOf(path)?.folder);
}

/** Why `importer` must not import `imported` (both paths from the top), or nothing if it may. */
function refusal(importer: string, imported: string): string | undefined {
  const from = layerOf(importer);
  if (from === undefined)
    return `src/${importer.split("/")[1]} is no room of the house: name it in tests/tidy/layers.ts`;
  if (!imported.startsWith("src/")) return "src/ stands alone: it imports nothing from tests/, bench/ or the top";
  const [room = "", part = ""] = imported.slice("src/".length).split("/");
  if (room !== from.folder) {
    const seen = from.sees.some((place) => place === room || `src/${place}` === imported);
    return seen ? undefined : `${from.folder} must not see ${room}: ${from.reason}`;
  }
  if (!FOLDERS_OF_SIBLINGS.includes(room) || importer.split("/")[2] === part) return undefined;
  return `parts of ${room} must not see one another: ${from.reason}`;
}

interface RelativeImport {
  readonly imported: string;
  readonly line: number;
  readonly inCode: boolean;
}

function relativeImports(file: RepositoryFile): readonly RelativeImport[] {
  return importsOf(file.source)
    .filter(({ specifier }) => specifier.startsWith("."))
    .map(({ specifier, line, inCode }) => ({
      imported: posix.join(posix.dirname(file.path), specifier),
      line,
      inCode,
    }));
}

function checkLayers(file: RepositoryFile): readonly Violation[] {
  return relativeImports(file).flatMap(({ imported, line }) => {
    const message = refusal(file.path, imported);
    return message === undefined ? [] : [{ path: file.path, line, message: `${imported}: ${message}` }];
  });
}

function checkImportOrder(file: RepositoryFile): readonly Violation[] {
  let highest = -1;
  const atTheTop = relativeImports(file).filter(({ inCode }) => !inCode);
  return atTheTop.flatMap(({ imported, line }) => {
    const rank = rankOf(imported);
    if (rank < highest)
      return [{ path: file.path, line, message: `${imported} stands below an import of a higher room` }];
    highest = rank;
    return [];
  });
}

const inSource = (path: string): boolean => path.startsWith("src/") && path.endsWith(".ts");

export const LAYER_RULES: readonly FileRule[] = [
  {
    name: "a file imports only from rooms below its own, types included",
    reason: "the way of one pod stays straight, and each room can be read without those above it",
    looksAt: inSource,
    check: checkLayers,
    wrong: [
      { path: "src/engine/queue.ts", text: 'import { Pod } from "../model/objects.ts";' },
      { path: "src/engine/queue.ts", text: 'import type {\n  Pod,\n} from "../model/objects.ts";' },
      { path: "src/model/a.ts", text: 'export { b } from "../cluster/b.ts";' },
      { path: "src/model/a.ts", text: 'const later = await import("../cluster/b.ts");' },
      { path: "src/components/kubelet/a.ts", text: 'import { b } from "../scheduler/b.ts";' },
      { path: "src/environment/a.ts", text: 'import { b } from "../components/kubelet/b.ts";' },
      { path: "src/metrics/a.ts", text: 'import { b } from "../environment/b.ts";' },
      { path: "src/report/a.ts", text: 'import { run } from "../simulation/run-simulation.ts";' },
      { path: "src/report/a.ts", text: 'import type { Plan } from "../scenario/plan.ts";' },
      { path: "src/base/a.ts", text: 'import { b } from "../../tests/b.ts";' },
      { path: "src/attic/a.ts", text: 'import { b } from "../base/b.ts";' },
    ],
    right: [
      { path: "src/engine/queue.ts", text: 'import { time } from "../base/time.ts";\nimport { b } from "./b.ts";' },
      {
        path: "src/components/kubelet/a.ts",
        text: 'import { b } from "./b.ts"; import { c } from "../../cluster/c.ts";',
      },
      { path: "src/report/a.ts", text: 'import type { SimulationResult } from "../simulation/result.ts";' },
      {
        path: "src/engine/a.ts",
        text: '// import { Pod } from "../model/objects.ts";\nconst text = `from "../model/x.ts"`;',
      },
    ],
  },
  {
    name: "imports stand in the order of the rooms, lowest first",
    reason: "a wrong dependency then looks wrong at the top of the file",
    looksAt: inSource,
    check: checkImportOrder,
    wrong: [
      { path: "src/cluster/a.ts", text: 'import { b } from "../model/b.ts";\nimport { c } from "../base/c.ts";' },
    ],
    right: [
      { path: "src/cluster/a.ts", text: 'import { c } from "../base/c.ts";\n\nimport { b } from "../model/b.ts";' },
      { path: "src/cli/a.ts", text: 'import { c } from "./c.ts";\nconst late = await import("../report/b.ts");' },
    ],
  },
];
