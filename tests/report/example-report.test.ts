// The example report that is kept in reports/example/ says what a run of its scenario says now; `npm run example` makes it anew.

import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { NODE_FILES } from "../../src/cli/file-system.ts";
import { reportFiles } from "../../src/report/write-report.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";

const EXAMPLE = "reports/example";

describe("the example report", () => {
  it("has the same files with the same bytes as a report of its scenario made now", async () => {
    const plan = loadScenario("scenarios/first-steps.yaml", NODE_FILES, new DiagnosticSink());
    const files = await reportFiles(runSimulation(plan!));
    const kept = readdirSync(EXAMPLE).filter((name) => !name.startsWith("."));
    expect(kept.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    for (const { path, content } of files) expect(readFileSync(`${EXAMPLE}/${path}`, "utf8"), path).toBe(content);
  });
});
