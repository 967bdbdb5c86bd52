// A thousand mutations of the examples and their files, from missing keys to random bytes: always diagnostics or a
// result, never an exception.

import { readFileSync } from "node:fs";

import fc from "fast-check";
import { dump, loadAll } from "js-yaml";
import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../src/base/diagnostic.ts";

import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";

import { runSimulation } from "../../src/simulation/run-simulation.ts";

import { MemoryFiles } from "../scenario/memory-files.ts";

/** Runs in all, over the kinds of mutation. */
const RUNS_PER_KIND = 250;
const SEED = 20_250_711;

/** Larger plans are only loaded: a mutation can make a million nodes of ten, which is right but slow to run. */
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

function expectReadable({ message, expected, suggestion, position }: Diagnostic): void {
  const text = [message, expected, suggestion].join(" ");
  expect(message).not.toBe("");
  expect(text).not.toMatch(/\bundefined\b.*\bundefined\b|\[object |function \(/);
  if (position !== undefined) expect(position.line > 0 && position.column > 0, text).toBe(true);
}

function isSmall({ nodes, workloads }: Plan): boolean {
  const pods = workloads.reduce((sum, workload) => sum + workload.pods.names.length, 0);
  return nodes.length <= MOST_NODES_TO_RUN && pods <= MOST_PODS_TO_RUN;
}

const anyFile = fc.constantFrom(...FILES.keys());

const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  -0.5,
  1e21,
  1e-300,
  1e308,
  2 ** 31,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "",
  " ",
  "-1",
  "0",
  "1e400",
  "99999999999999999999",
  "NaN",
  "yes",
  "a".repeat(5000),
  "\u0000",
  "💥",
  "../../etc/passwd",
  "*",
  "/dev/null",
  [],
  [[]],
  [null],
  {},
  { a: {} },
  { __proto__: null, constructor: 1 },
  [{}, {}],
  "{}",
  "[",
  "1s",
  "10 GB",
  "-5m",
];

/** A place in a value: at each level the index of the child to take. */
const somewhere = fc.array(fc.nat(40), { minLength: 1, maxLength: 8 });

interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string;
}

function placeIn(root: unknown, steps: readonly number[]): Place | undefined {
  let place: Place | undefined;
  let value = root;
  for (const step of steps) {
    if (typeof value !== "object" || value === null) break;
    const keys = Object.keys(value);
    if (keys.length === 0) break;
    const key = keys[step % keys.length]!;
    place = { holder: value as Record<string, unknown>, key };
    value = (value as Record<string, unknown>)[key];
  }
  return place;
}

type Change = (place: Place, extra: number) => void;

const CHANGES: Readonly<Record<string, Change>> = {
  drop: ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  rename: ({ holder, key }, extra) => {
    if (Array.isArray(holder)) return;
    const value = holder[key];
    delete holder[key];
    holder[[`${key}s`, key.slice(1), key.toUpperCase(), "constructor", "", "x y", "0"][extra % 7]!] = value;
  },
  repeat: ({ holder, key }) => {
    if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
    else holder[`${key}2`] = structuredClone(holder[key]);
  },
  replace: ({ holder, key }, extra) => {
    (holder as Record<string, unknown>)[key] = HOSTILE_VALUES[extra % HOSTILE_VALUES.length];
  },
  wrap: ({ holder, key }, extra) => {
    const value = (holder as Record<string, unknown>)[key];
    (holder as Record<string, unknown>)[key] = [[value], { value }, JSON.stringify(value), [value, value]][extra % 4];
  },
  swap: ({ holder, key }, extra) => {
    const keys = Object.keys(holder);
    const other = keys[extra % keys.length]!;
    const values = holder as Record<string, unknown>;
    [values[key], values[other]] = [values[other], values[key]];
  },
};

function changed(text: string, kind: string, document: number, steps: readonly number[], extra: number): string {
  const values = loadAll(text);
  const place = placeIn(values[document % values.length], steps);
  if (place !== undefined) CHANGES[kind]!(place, extra);
  return values.map((value) => dump(value)).join("---\n");
}

describe("mutations of scenarios, manifests, traces and scheduler configurations", () => {
  it("that change their structure end in diagnostics or a result", () => {
    const structured = fc.constantFrom(...[...FILES.keys()].filter((path) => !path.endsWith(".csv")));
    const kinds = fc.constantFrom(...Object.keys(CHANGES));
    fc.assert(
      fc.property(structured, kinds, fc.nat(10), somewhere, fc.nat(1000), (path, kind, document, steps, extra) => {
        tryOut(path, changed(FILES.get(path)!, kind, document, steps, extra));
      }),
      { seed: SEED, numRuns: 2 * RUNS_PER_KIND },
    );
  });

  it("that change lines, indentation and characters end in diagnostics or a result", () => {
    const fragments = fc.constantFrom(
      "  ",
      "\t",
      "-",
      ":",
      "- ",
      "\n",
      "---\n",
      "{",
      "[",
      "]",
      "'",
      '"',
      "#",
      "&a ",
      "*a",
      "!!binary ",
      "|",
      "<<: *a",
      "%",
      "0",
      ",",
      "\r",
      "\uFEFF",
      "💥",
      "\\",
    );
    const edit = fc.record({ at: fc.nat(), cut: fc.nat(30), insert: fc.oneof(fragments, fc.string({ maxLength: 8 })) });
    fc.assert(
      fc.property(anyFile, fc.array(edit, { minLength: 1, maxLength: 4 }), (path, edits) => {
        let text = FILES.get(path)!;
        for (const { at, cut, insert } of edits) {
          const offset = at % (text.length + 1);
          text = text.slice(0, offset) + insert + text.slice(offset + (cut % 5 === 0 ? cut : 0));
        }
        tryOut(path, text);
      }),
      { seed: SEED, numRuns: RUNS_PER_KIND },
    );
  });

  it("that cut a file short or scatter random bytes over it end in diagnostics or a result", () => {
    const noise = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(anyFile, fc.nat(), noise, (path, length, scatter) => {
        const whole = new TextEncoder().encode(FILES.get(path));
        const bytes = whole.slice(0, scatter.length % 2 === 0 ? length % (whole.length + 1) : whole.length);
        for (const [at, byte] of scatter) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        tryOut(path, bytes);
      }),
      { seed: SEED, numRuns: RUNS_PER_KIND },
    );
  });

  it("start from files that are right", () => {
    for (const path of SCENARIO_FILES) {
      const sink = new DiagnosticSink();
      expect(loadScenario(path, new MemoryFiles(Object.fromEntries(FILES)), sink), path).toBeDefined();
      expect(sink.hasErrors).toBe(false);
    }
  });
});
