// Mutations of load, metrics and recorded series: always diagnostics or rates that go on, never an exception. Nothing is run: a
// mutation can make a million requests a second of ten, which is right but slow.

import { readFileSync } from "node:fs";

import fc from "fast-check";
import { dump, load } from "js-yaml";
import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { RandomStreams } from "../../src/base/random/random-streams.ts";

import { createRatePath } from "../../src/environment/load/load-profiles.ts";
import type { PlannedRate } from "../../src/environment/load/planned-load.ts";

import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";

import { MemoryFiles } from "../scenario/memory-files.ts";
import { changeStructure, damage, damaged, edited, edits, runsFor, SEED, structural, TIMEOUT_MS } from "./mutations.ts";
import { expectReadable } from "./readable.ts";

const USUAL_MUTATIONS = 100;
const PIECES = 50;

const SHOP = ["web", "back"]
  .map(
    (name) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: i }] } }
---
`,
  )
  .concat(
    "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n",
  )
  .join("");

const POINTS = Array.from({ length: 8 }, (_, minute) => `[${1_700_000_000 + 60 * minute}, "${minute * 1.5}"]`).join(
  ", ",
);

const FILES: ReadonlyMap<string, string> = new Map([
  ["load.yaml", readFileSync("tests/properties/data/load.yaml", "utf8")],
  ["shop.yaml", SHOP],
  [
    "rps.csv",
    "when,rps,x\n2026-01-01 00:00,5,1\n2026-01-01 00:01,7.5,2\n2026-01-01 00:02,0,2\n2026-01-01 00:05,1e2,2\n",
  ],
  ["requests.csv", "at,user\n0,a\n0.5,b\n3,c\n90,d\n"],
  [
    "answer.json",
    `{ "status": "success", "data": { "resultType": "matrix", "result": [\n{ "metric": { "service": "web" }, "values": [${POINTS}] },\n{ "metric": { "service": "db" }, "values": [${POINTS}] }\n] } }\n`,
  ],
]);

/** All files, one of them changed. */
function tryOut(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const files = new MemoryFiles({ ...Object.fromEntries(FILES), [path]: { kind: "bytes", bytes } });
  const sink = new DiagnosticSink();
  const plan = loadScenario("load.yaml", files, sink);
  expect(plan === undefined, "a plan or mistakes").toBe(sink.hasErrors);
  for (const diagnostic of sink.all) expectReadable(diagnostic);
  for (const rate of plan === undefined ? [] : ratesOf(plan)) walk(rate);
}

function ratesOf({ load: planned, metrics }: Plan): readonly PlannedRate[] {
  const values = [...(metrics?.objects ?? []), ...(metrics?.external ?? [])].map(({ value }) => value);
  const series = values.flatMap((value) => (value.kind === "series" ? [value.rate] : []));
  return [...(planned?.sources ?? []).map(({ rate }) => rate), ...series];
}

function walk(rate: PlannedRate): void {
  const path = createRatePath(rate, "test", new RandomStreams("1"));
  for (let piece = 0; piece < PIECES && path.untilUs < Infinity; piece += 1) {
    expect(path.perSecond >= 0 && path.perSecond < Infinity && path.untilUs > path.fromUs).toBe(true);
    expect(Number.isSafeInteger(path.untilUs)).toBe(true);
    path.advance();
  }
}

describe("mutations of load, of metrics and of recorded series", () => {
  it(
    "that change their structure end in diagnostics or rates",
    () => {
      fc.assert(
        fc.property(fc.constantFrom("load.yaml", "answer.json"), structural, (path, change) => {
          const value = load(FILES.get(path)!);
          changeStructure(value, change);
          tryOut(path, path.endsWith(".json") ? JSON.stringify(value) : dump(value));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 2) },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "that change lines, characters and bytes end in diagnostics or rates",
    () => {
      const anyFile = fc.constantFrom(...[...FILES.keys()].filter((path) => path !== "shop.yaml"));
      fc.assert(
        fc.property(anyFile, edits, damage, fc.boolean(), (path, changes, harm, isDamaged) => {
          const text = FILES.get(path)!;
          tryOut(path, isDamaged ? damaged(text, harm) : edited(text, changes));
        }),
        { seed: SEED, numRuns: runsFor(USUAL_MUTATIONS, 1 / 2) },
      );
    },
    TIMEOUT_MS,
  );

  it("start from files that are right", () => {
    const sink = new DiagnosticSink();
    const plan = loadScenario("load.yaml", new MemoryFiles(Object.fromEntries(FILES)), sink);
    expect(sink.all).toEqual([]);
    expect(plan?.load?.sources[0]?.rate).toHaveLength(13);
  });
});
