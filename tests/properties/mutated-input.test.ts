// Mutations of the examples and their files, from missing keys to random bytes: always diagnostics or a
// result, never an exception. `PLIMSOLL_MUTATIONS=10000` tries ten thousand.

import { readFileSync } from "node:fs";

import fc from "fast-check";
import { dump, loadAll } from "js-yaml";
import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";

import { runSimulation } from "../../src/simulation/run-simulation.ts";

import { MemoryFiles } from "../scenario/memory-files.ts";
import {
  changeStructure,
  damage,
  damaged,
  edited,
  edits,
  runsFor,
  SEED,
  structural,
  TIMEOUT_MS,
  type Structural,
} from "./mutations.ts";
import { expectReadable } from "./readable.ts";

/** Larger plans are only loaded: a mutation can make a million nodes of ten, which is right but slow to run. */
const USUAL_MUTATIONS = 600;

const MOST_NODES_TO_RUN = 500;
const MOST_PODS_TO_RUN = 500;

const SCENARIO_FILES = ["openb.yaml", "gcda-100.yaml", "first-steps.yaml", "everything.yaml"] as const;
const FILES: ReadonlyMap<string, string> = new Map([
  ["openb.yaml", example("openb.yaml")],
  ["gcda-100.yaml", example("gcda-100.yaml")],
  ["first-steps.yaml", example("first-steps.yaml")],
  ["first-steps/web.yaml", example("first-steps/web.yaml")],
  ["first-steps/api.yaml", example("first-steps/api.yaml")],
  ["first-steps/batch.yaml", example("first-steps/batch.yaml")],
  ["data/openb/openb_node_list_all_node.csv", lines("data/openb/openb_node_list_all_node.csv", 20)],
  ["data/openb/openb_pod_list_default.csv", lines("data/openb/openb_pod_list_default.csv", 20)],
  ["data/gcda/nodes-100.yaml", documents("data/gcda/nodes-100.yaml", 4)],
  ["data/gcda/pods-100.yaml", documents("data/gcda/pods-100.yaml", 6)],
  ["everything.yaml", readFileSync("tests/properties/data/everything.yaml", "utf8")],
  ["kube-scheduler.yaml", readFileSync("tests/properties/data/kube-scheduler.yaml", "utf8")],
  ["dump.json", readFileSync("tests/properties/data/dump.json", "utf8")],
]);

function example(path: string): string {
  return readFileSync(`scenarios/${path}`, "utf8");
}

function lines(path: string, count: number): string {
  return `${example(path).split("\n", count).join("\n")}\n`;
}

function documents(path: string, count: number): string {
  return example(path).split("---\n", count).join("---\n");
}

/** All files, one of them changed; whatever scenario names it is loaded, and run if there is a plan. */
function tryOut(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const files = new MemoryFiles({ ...Object.fromEntries(FILES), [path]: { kind: "bytes", bytes } });
  for (const scenario of SCENARIO_FILES) {
    if (SCENARIO_FILES.some((name) => name === path) ? scenario !== path : !names(scenario, path)) continue;
    const sink = new DiagnosticSink();
    const plan = loadScenario(scenario, files, sink);
    expect(plan === undefined, `a plan or mistakes in ${scenario}`).toBe(sink.hasErrors);
    for (const diagnostic of sink.all) expectReadable(diagnostic);
    if (plan !== undefined && isSmall(plan)) expect(runSimulation(plan).run.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  }
}

function names(scenario: string, path: string): boolean {
  return FILES.get(scenario)!.includes(path.replace(/[a-z]+\.yaml$/, "")) || FILES.get(scenario)!.includes(path);
}

function isSmall({ nodes, workloads }: Plan): boolean {
  const pods = workloads.reduce((sum, workload) => sum + workload.pods.names.length, 0);
  return nodes.length <= MOST_NODES_TO_RUN && pods <= MOST_PODS_TO_RUN;
}

const anyFile = fc.constantFrom(...FILES.keys());

function changed(text: string, document: number, change: Structural): string {
  const values = loadAll(text);
  changeStructure(values[document % values.length], change);
  return values.map((value) => dump(value)).join("---\n");
}

describe("mutations of scenarios, manifests, traces and scheduler configurations", () => {
  it(
    "that change their structure end in diagnostics or a result",
    () => {
      const structured = fc.constantFrom(...[...FILES.keys()].filter((path) => !path.endsWith(".csv")));
      fc.assert(
        fc.property(structured, fc.nat(10), structural, (path, document, change) => {
          tryOut(path, changed(FILES.get(path)!, document, change));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 2) },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "that change lines, indentation and characters end in diagnostics or a result",
    () => {
      fc.assert(
        fc.property(anyFile, edits, (path, changes) => {
          tryOut(path, edited(FILES.get(path)!, changes));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 4) },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "that cut a file short or scatter random bytes over it end in diagnostics or a result",
    () => {
      fc.assert(
        fc.property(anyFile, damage, (path, harm) => {
          tryOut(path, damaged(FILES.get(path)!, harm));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 4) },
      );
    },
    TIMEOUT_MS,
  );

  it("start from files that are right", () => {
    for (const path of SCENARIO_FILES) {
      const sink = new DiagnosticSink();
      expect(loadScenario(path, new MemoryFiles(Object.fromEntries(FILES)), sink), path).toBeDefined();
      expect(sink.hasErrors).toBe(false);
    }
  });
});
