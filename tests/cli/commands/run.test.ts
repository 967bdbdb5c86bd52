// plimsoll run: what is printed where, and which exit code comes out.

import { join } from "node:path";

import { describe, expect, it } from "vitest";

import type { FileContent } from "../../../src/scenario/file-reader.ts";

import type { SimulationResult } from "../../../src/simulation/result.ts";

import { runCommand, type RunOptions } from "../../../src/cli/commands/run.ts";

import { MemoryFiles, POD, POOL, scenario } from "../../scenario/memory-files.ts";
import { memoryReports, systemError } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const WORKLOAD = "  workloads: [{ manifests: [a.yaml] }]\n";

interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(
  files: Readonly<Record<string, string | FileContent>>,
  options: Partial<RunOptions> = {},
  columns?: number,
  reports = memoryReports(),
): Promise<Called> {
  const terminal = recordingTerminal(columns);
  let nowMs = 0;
  const nowMsNext = (): number => (nowMs += 1000);
  const ports = {
    ...reports.portsWith(terminal),
    files: new MemoryFiles(files),
    nowMs: nowMsNext,
    showStacks: false,
  };
  const code = await runCommand("s.yaml", { output: "json", report: false, ...options }, ports);
  return { code, out: terminal.output(), err: terminal.errors() };
}

function resultOf({ out }: Called): SimulationResult {
  return JSON.parse(out) as SimulationResult;
}

describe("plimsoll run", () => {
  const files = { "s.yaml": scenario(WORKLOAD), "a.yaml": POD };

  it("prints the result as data, and nothing else", async () => {
    const called = await run(files);
    expect([called.code, called.err]).toEqual([0, ""]);
    expect(resultOf(called)).toMatchObject({ kind: "RunResult", seed: "1", pods: { created: 1, placed: 1 } });
  });

  it.each(["table", "wide", "yaml", "csv", "markdown"])("prints it as %s", async (output) => {
    const { code, out } = await run(files, { output });
    expect(code).toBe(0);
    expect(out.endsWith("\n")).toBe(true);
  });

  it("takes a seed in place of the scenario's", async () => {
    const spec = "  workloads: [{ manifests: [a.yaml], arrival: { perSecond: 1 } }]\n";
    const poisson = { ...files, "s.yaml": scenario(spec) };
    const first = resultOf(await run(poisson));
    const other = resultOf(await run(poisson, { seed: "2" }));
    expect(other.seed).toBe("2");
    expect(other.run.fingerprint).not.toBe(first.run.fingerprint);
    expect((await run(files, { seed: "" })).err).toContain("--seed is empty");
  });

  it("gives the same result when it checks the books after every event", async () => {
    expect((await run(files, { check: true })).out).toBe((await run(files)).out);
  });

  it("says on standard error what is not simulated, unless it is to be quiet", async () => {
    const hasty = { ...files, "a.yaml": POD.replace("spec: {", "spec: { readinessGates: [{ conditionType: a/b }],") };
    expect((await run(hasty)).err).toBe(
      "a.yaml:4:9: note: readinessGates is not simulated: pods are ready as soon as their containers are\n",
    );
    expect((await run(hasty, { quiet: true })).err).toBe("");
    expect(resultOf(await run(hasty)).notes).toHaveLength(1);
  });

  it("shows progress to whoever watches, and takes it away", async () => {
    const pods = Array.from({ length: 100 }, (_, index) => POD.replace("name: a", `name: a${index}`)).join("---\n");
    const large = POOL.replace("cpu: 4", "cpu: 400");
    const { err } = await run({ "s.yaml": scenario(WORKLOAD, large), "a.yaml": pods }, {}, 100);
    expect(err).toContain("of 100 pods bound");
    expect(err.endsWith("\r\u001B[2K")).toBe(true);
  });
});

describe("the report of plimsoll run", () => {
  const files = { "s.yaml": scenario(WORKLOAD), "a.yaml": POD };

  it("goes to reports/NAME, or where --out says, and its place is told last", async () => {
    const reports = memoryReports();
    const { err } = await run(files, { report: true }, undefined, reports);
    expect(reports.events[0]).toBe(`open ${join("reports", "test")}`);
    expect(err).toContain(`report    ${join("reports", "test", "report.html")}`);
    const elsewhere = memoryReports();
    await run(files, { report: true, out: "there" }, undefined, elsewhere);
    expect(elsewhere.events[0]).toBe("open there");
    expect(elsewhere.events.at(-1)).toBe("publish");
  });

  it("is not begun for a scenario with mistakes", async () => {
    const reports = memoryReports();
    await run({ "s.yaml": scenario("  horizn: 1h\n") }, { report: true }, undefined, reports);
    expect(reports.events).toEqual([]);
  });

  it("that cannot be written gives exit code 2 after the result has been printed", async () => {
    const reports = memoryReports({ at: "publish", what: systemError("ENOSPC") });
    const { code, out, err } = await run(files, { report: true }, undefined, reports);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ kind: "RunResult" });
    expect(err).toContain("the disk is full");
  });

  it("that is interrupted gives exit code 130", async () => {
    const reports = memoryReports({ at: "write summary.json", what: "interruption" });
    expect((await run(files, { report: true }, undefined, reports)).code).toBe(130);
  });

  it("that fails by our own fault gives exit code 1 with the command that repeats it", async () => {
    const reports = memoryReports({ at: "publish", what: new Error("ours") });
    const { code, err } = await run(files, { report: true, seed: "7" }, undefined, reports);
    expect(code).toBe(1);
    expect(err).toContain("has a fault: ours");
    expect(err).toContain("  plimsoll run s.yaml --seed 7\n");
  });
});

describe("the exit code of plimsoll run", () => {
  const threshold = (text: string, spec = WORKLOAD): string => scenario(`${spec}  thresholds: ['${text}']\n`);

  it("is 99 if a threshold is broken, 0 if all hold", async () => {
    const files = { "a.yaml": POD };
    expect((await run({ ...files, "s.yaml": threshold("pending_pods{queue=unschedulable} value > 0") })).code).toBe(99);
    expect((await run({ ...files, "s.yaml": threshold("pending_pods{queue=unschedulable} value == 0") })).code).toBe(0);
  });

  it("is 0 if pods find no place and nobody asked for one", async () => {
    const { code, out } = await run({ "s.yaml": scenario(WORKLOAD), "a.yaml": POD.replace("cpu: 1", "cpu: 100") });
    expect([code, (JSON.parse(out) as SimulationResult).pods.pending]).toEqual([0, 1]);
  });

  it("is 97 if the run ends before all pods have been tried, and 99 if a threshold is broken as well", async () => {
    const late = POD.replace("name: a", "name: a, annotations: { plimsoll/arrives-at: 2h }");
    const spec = `  horizon: 1h\n${WORKLOAD}`;
    expect((await run({ "s.yaml": scenario(spec), "a.yaml": late })).code).toBe(97);
    const broken = threshold("kube_pod_status_phase{phase=Running} value > 0", spec);
    expect((await run({ "s.yaml": broken, "a.yaml": late })).code).toBe(99);
  });

  it("is 2 for wrong input, with all mistakes and no data", async () => {
    const { code, out, err } = await run({ "s.yaml": scenario(`  horizn: 1h\n${WORKLOAD}`), "a.yaml": "a: [\n" });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain('s.yaml:7:3: error: spec has no field "horizn"');
    expect(err).toContain("a.yaml:1:4: error: not valid YAML");
    expect(err).toContain("2 mistakes; nothing was run and nothing was written");
  });

  it("is 2 for a scenario that is not there", async () => {
    const { code, err } = await run({});
    expect([code, err.split("\n")[0]]).toEqual([2, "error: there is no file s.yaml [missing-file]"]);
  });
});
