// plimsoll hpa: what it finds, prints and writes, and which exit code comes out.

import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { backtestExitCode, hpaCommand, type HpaOptions } from "../../../src/cli/commands/hpa.ts";

import { AUTOSCALER, CLUSTER, FILES, REQUEST } from "../../experiment/backtest/backtest-world.ts";
import { backtestResult } from "../../report/backtest/made-backtest-result.ts";
import { MemoryFiles } from "../../scenario/memory-files.ts";
import { memoryExperiments } from "../memory-experiments.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

async function hpa(options: Partial<HpaOptions>, files: Readonly<Record<string, string>> = {}) {
  const terminal = recordingTerminal();
  const reports = memoryReports();
  const code = await hpaCommand(
    { ...REQUEST, output: "table", seeds: "2", loadMode: "intervals", ...options },
    {
      ...reports.portsWith(terminal),
      files: new MemoryFiles({ ...FILES, ...files }),
      experiments: memoryExperiments(),
      whileStoppable: (work) => work(new AbortController().signal),
      nowMs: () => 0,
      showStacks: false,
    },
  );
  const file = (name: string) => String(reports.written[join("reports", "hpa-web", name)]);
  return { code, out: terminal.output(), err: terminal.errors(), written: reports.written, file };
}

/** Of a CSV file with a header, by column. */
function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(header.map((name, place) => [name, cells[place] ?? ""])));
}

const QUEUE = AUTOSCALER.replace(
  /metrics: .*/,
  "metrics: [{ type: External, external: { metric: { name: queue_length }, target: { type: AverageValue, averageValue: 10 } } }]",
);

describe("plimsoll hpa", () => {
  it("replays the series against each setting, and writes which to take", async () => {
    const { out, file } = await hpa({ vary: ["target=25"], misses: "50%" });
    expect(out).toMatch(/^HPA {3}take /);
    expect(out).toContain("current (target = 50)");
    expect(file("hpa.yaml")).toContain("kind: HorizontalPodAutoscaler");
    expect(file("backtest.csv").split("\n")).toHaveLength(4);
    expect(file("replicas-over-load.csv")).toContain("needed,");
  });

  it("runs on the nodes of a scenario, with what happens there, and says so", async () => {
    const crash = "  faults: [{ nodeCrash: { at: 4m, nodes: 1 } }]\n";
    const cluster = { "cluster.yaml": CLUSTER + crash };
    const asked = { vary: ["target=10"], misses: "90%", series: "load.csv" };
    const [free, held] = [await hpa(asked), await hpa({ ...asked, cluster: "cluster.yaml" }, cluster)];
    expect(free.out).toContain("nobody waits for a node");
    expect(held.out).toContain("the pods run on the nodes of cluster.yaml");
    // Eight pods of half a CPU are wanted, and two nodes have one CPU each, until one of them is gone.
    const below = (text: string) => Number(rowsOf(text)[1]!["below_desired_seconds"]);
    expect(below(free.file("backtest.csv"))).toBeLessThan(60);
    expect(below(held.file("backtest.csv"))).toBeGreaterThan(300);
    expect(held.file("points.csv")).not.toBe(free.file("points.csv"));
  });

  it("varies flags of kube-controller-manager, and names those to set", async () => {
    const { out, file } = await hpa({ vary: ["sync-period=2m"], misses: "0%", cluster: "cluster.yaml" });
    expect(out).toContain("current (sync-period = 15s)");
    expect(file("setting-1.yaml")).toMatch(/^# kube-controller-manager --horizontal-pod-autoscaler-sync-period=2m\n/);
    const [often, seldom] = rowsOf(file("backtest.csv"));
    expect(Number(seldom!["pod_hours"])).not.toBe(Number(often!["pod_hours"]));
  });

  it("doubts a metric that was never above nothing, and takes the figure that the user chooses", async () => {
    const files = { "hpa.yaml": QUEUE };
    const guessed = await hpa({ misses: "90%", loadMode: "exact", for: "4m" }, files);
    expect(guessed.out).toContain("DOUBT what the autoscaler saw of queue_length average value was never above 0");
    expect(guessed.out).toContain(
      "the metric queue_length is taken for requests that wait in the pods, as its name says",
    );
    const metric = ["queue_length=requestsPerSecond"];
    const chosen = await hpa({ misses: "90%", loadMode: "exact", metric }, files);
    expect(chosen.out).not.toContain("DOUBT");
    // About 20 requests a second, then 60, of which each pod is to have ten.
    const needed = rowsOf(chosen.file("replicas-over-load.csv")).filter(({ line }) => line === "needed");
    const between = (from: number, until: number) =>
      needed.flatMap(({ at_seconds: at, value }) => (Number(at) >= from && Number(at) < until ? [Number(value)] : []));
    expect(Math.max(...between(0, 240))).toBeLessThan(5);
    expect(Math.min(...between(240, 480))).toBeGreaterThan(5);
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
