// Sweeps looked at from the command line.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { readAskedSweep } from "../../src/cli/asked-sweep.ts";
import { showOutlook } from "../../src/cli/dry-run.ts";
import { MemoryFiles, POD, scenario } from "../scenario/memory-files.ts";
import { recordingTerminal } from "./recording-terminal.ts";

const FILES = new MemoryFiles({ "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"), "a.yaml": POD });

/** A clock that advances by so many milliseconds each time it is looked at. */
function outlook(stepMs: number, ...vary: readonly string[]): string {
  const asked = readAskedSweep("s.yaml", { vary }, FILES, 4, new DiagnosticSink())!;
  const terminal = recordingTerminal();
  let now = 0;
  const nowMs = (): number => (now += stepMs);
  expect(showOutlook(asked, FILES, "table", { terminal, nowMs })).toBe(0);
  return terminal.output();
}

describe("a dry run", () => {
  it("measures one run of the first and of the last point", () => {
    const text = outlook(50, "cluster.nodePools[pool].count=1,2,3");
    expect(text).toContain("3 points, 10 replications of each point: 30 runs");
    expect(text).toContain("measured  one run of point 0 took 50ms, point 2 took 50ms");
    expect(text).toContain("estimate  about 375ms on 4 workers");
  });

  it("measures the only point once", () => {
    expect(outlook(2_000)).toContain("measured  one run of point 0 took 2s\n");
  });
});
