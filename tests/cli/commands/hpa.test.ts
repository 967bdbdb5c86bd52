// plimsoll hpa: what it finds, prints and writes, and which exit code comes out.

import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { backtestExitCode, hpaCommand, type HpaOptions } from "../../../src/cli/commands/hpa.ts";

import { FILES, REQUEST } from "../../experiment/backtest/backtest-world.ts";
import { backtestResult } from "../../report/backtest/made-backtest-result.ts";
import { MemoryFiles } from "../../scenario/memory-files.ts";
import { memoryExperiments } from "../memory-experiments.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

async function hpa(options: Partial<HpaOptions>) {
  const terminal = recordingTerminal();
  const reports = memoryReports();
  const code = await hpaCommand(
    { ...REQUEST, output: "table", seeds: "2", loadMode: "intervals", ...options },
    {
      ...reports.portsWith(terminal),
      files: new MemoryFiles(FILES),
      experiments: memoryExperiments(),
      whileStoppable: (work) => work(new AbortController().signal),
      nowMs: () => 0,
      showStacks: false,
    },
  );
  return { code, out: terminal.output(), err: terminal.errors(), written: reports.written };
}

describe("plimsoll hpa", () => {
  it("replays the series against each setting, and writes which to take", async () => {
    const { out, written } = await hpa({ vary: ["target=25"], misses: "50%" });
    expect(out).toMatch(/^HPA {3}take /);
    expect(out).toContain("current (target = 50)");
    const file = (name: string) => String(written[join("reports", "hpa-web", name)]);
    expect(file("hpa.yaml")).toContain("kind: HorizontalPodAutoscaler");
    expect(file("backtest.csv").split("\n")).toHaveLength(4);
    expect(file("replicas-over-load.csv")).toContain("needed,");
  });

  it("prints the manifest alone where that is asked for", async () => {
    const { out } = await hpa({ printManifest: true, misses: "50%" });
    expect(out).toMatch(/^apiVersion: autoscaling\/v2\n/);
  });

  it("writes nothing where something is wrong", async () => {
    const { code, err, written } = await hpa({ vary: ["traget=40"] });
    expect(code).toBe(2);
    expect(err).toContain("did you mean target?");
    expect(written).toEqual({});
  });
});

describe("the exit code", () => {
  it("says whether the seeds suffice", () => {
    expect(backtestExitCode(backtestResult())).toBe(0);
    expect(backtestExitCode(backtestResult({ current: { missed: [0, 1], podHours: [1, 1] } }))).toBe(98);
  });
});
