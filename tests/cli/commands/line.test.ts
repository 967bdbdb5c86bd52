// plimsoll line: what it finds, prints and writes, and which exit code comes out.

import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { lineCommand, lineExitCode, type LineOptions } from "../../../src/cli/commands/line.ts";

import { lineResult } from "../../report/line/made-line.ts";
import { MemoryFiles, POD, scenario } from "../../scenario/memory-files.ts";
import { memoryExperiments, type MemoryMachine } from "../memory-experiments.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const WORKLOAD = "  workloads: [{ manifests: [a.yaml] }]\n";
const HELD = "  thresholds: ['scheduler_pending_pods{queue=unschedulable} value == 0']\n";
const CPU = "cluster.nodePools[pool].allocatable.cpu";
const FILES = { "s.yaml": scenario(WORKLOAD + HELD), "bare.yaml": scenario(WORKLOAD), "a.yaml": POD };

async function line(options: Partial<LineOptions>, path = "s.yaml", experiments: MemoryMachine = memoryExperiments()) {
  const terminal = recordingTerminal();
  const reports = memoryReports();
  const code = await lineCommand(
    path,
    { output: "table", replications: "2", ...options },
    {
      ...reports.portsWith(terminal),
      files: new MemoryFiles(FILES),
      experiments,
      whileStoppable: (work) => work(new AbortController().signal),
      nowMs: () => 0,
      showStacks: false,
    },
  );
  return { code, out: terminal.output(), err: terminal.errors(), reports, experiments };
}

describe("plimsoll line", () => {
  it("finds the smallest value that holds, and writes the answer", async () => {
    const { code, out, reports } = await line({ lower: `${CPU}=0,1,2,4,8` });
    expect(out).toMatch(
      /^LINE {2}cluster\.nodePools\[pool\]\.allocatable\.cpu: all thresholds hold from \d, and break at \d/,
    );
    expect(code).toBe(0);
    const written = (name: string) => reports.written[join("reports", "test-line", name)]!;
    expect(JSON.parse(written("line.json"))).toMatchObject({ kind: "Line", line: { answer: { kind: "found" } } });
    expect(JSON.parse(written("sweep.json"))).toMatchObject({
      line: { asked: ["--lower", `${CPU}=0,1,2,4,8`, "--replications", "2"] },
    });
    expect(written("line.csv")).toContain("threshold_outcome");
  });

  it("holds candidates to what is asked beside the scenario's thresholds", async () => {
    const until = ["scheduler_pod_scheduling_sli_duration_seconds p(99) < 0"];
    const { code, out } = await line({ lower: `${CPU}=2,4`, until });
    expect(out).toContain("no value that was searched holds");
    expect(code).toBe(0);
    expect((await line({ lower: `${CPU}=2,4`, until }, "bare.yaml")).out).toContain("no value that was searched holds");
  });

  it("goes on from the runs that are kept, and gives the same", async () => {
    const experiments = memoryExperiments();
    const first = await line({ lower: `${CPU}=0,1,2,4,8` }, "s.yaml", experiments);
    const made = experiments.attempts.length;
    const again = await line({ lower: `${CPU}=0,1,2,4,8` }, "s.yaml", experiments);
    expect(experiments.attempts.length).toBe(made);
    expect(again.out).toBe(first.out);
    expect(again.reports.written).toEqual(first.reports.written);
  });

  it.each([
    [{}, "s.yaml", "nothing says what to search along"],
    [{ raise: `${CPU}=1..2`, lower: `${CPU}=1..2` }, "s.yaml", "several options say what to search along"],
    [{ raise: `${CPU}=1..2` }, "bare.yaml", "there is nothing to hold"],
    [{ raise: `${CPU}=1..2`, until: ["nonsense p(99) < 1"] }, "s.yaml", "--until: there is no metric nonsense"],
    [{ raise: `${CPU}=1..2`, tolerance: "much" }, "s.yaml", '--tolerance: "much"'],
    [{ raise: `${CPU}=1..2`, most: "0" }, "s.yaml", '--most: "0"'],
    [{ raise: "nothing=1..2" }, "s.yaml", "spec has no field nothing"],
    [{ cheapest: ["cluster.nodePools[pool].count=1..2"] }, "s.yaml", "has no price"],
  ] as const)("refuses %j of %s", async (options, path, message) => {
    const { code, out, err, reports } = await line(options, path);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(reports.events).toEqual([]);
  });

  it("ends with 98 if the bracket stays wide, or what was run contradicts itself", () => {
    const codes = (["found", "everywhere", "nowhere", "wide", "contradicted"] as const).map((kind) =>
      lineExitCode(lineResult({ kind })),
    );
    expect(codes).toEqual([0, 0, 0, 98, 98]);
  });
});
