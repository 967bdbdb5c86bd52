// Real worker threads: the same records as in this thread, and what becomes of workers that die.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { loadScenario } from "../../src/scenario/load-scenario.ts";

import type { Design } from "../../src/experiment/design/point.ts";
import { fixedReplications } from "../../src/experiment/execution/fixed-replications.ts";
import { RunMaker } from "../../src/experiment/execution/make-run.ts";
import { RecordingFiles, type RecordedFiles } from "../../src/experiment/execution/recorded-files.ts";
import { runExperiment, type RunExecutor, type RunTable } from "../../src/experiment/execution/run-experiment.ts";
import { twiceTried } from "../../src/experiment/execution/twice-tried.ts";

import { NODE_FILES } from "../../src/cli/file-system.ts";
import { NO_JOURNAL } from "../../src/cli/run-points.ts";
import { heapMebibytesFor, openRunPool, WorkersLost } from "../../src/cli/run-pool.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-pool-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SCENARIO = join(folder, "s.yaml");

writeFileSync(
  SCENARIO,
  `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: moody }
spec:
  cluster:
    nodePools: [{ name: pool, count: 2, allocatable: { cpu: 4, memory: 8Gi }, labels: { mood: fine } }]
  workloads: [{ manifests: [pods.yaml], arrival: { perSecond: 1 } }]
  scheduler: { configuration: scheduler.yaml, plugins: [moody.js] }
`,
);
writeFileSync(
  join(folder, "pods.yaml"),
  `apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, resources: { requests: { cpu: 1, memory: 1Gi } } }] }
`,
);
writeFileSync(
  join(folder, "scheduler.yaml"),
  `apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
profiles: [{ plugins: { filter: { enabled: [{ name: Moody }] } } }]
`,
);
writeFileSync(
  join(folder, "moody.js"),
  `const kept = [];
export const moody = {
  name: "Moody",
  points: ["filter"],
  create: () => ({
    filter(pod, node) {
      switch (node.record.labels.mood) {
        case "leaving": process.exit(3);
        case "greedy": for (;;) kept.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
        case "broken": throw new Error("no more");
      }
      return { code: "Success", reasons: [] };
    },
  }),
};
`,
);

function designOf(...moods: readonly string[]): Design {
  const path = "cluster.nodePools[pool].labels.mood";
  return {
    factors: [{ name: path, paths: [path], levels: moods, isNumeric: false }],
    points: moods.map((value, index) => ({ index, assignments: [{ path, value }], levels: [index] })),
  };
}

function recorded(): RecordedFiles {
  const files = new RecordingFiles(NODE_FILES);
  const sink = new DiagnosticSink();
  loadScenario(SCENARIO, files, sink);
  expect(sink.hasErrors).toBe(false);
  return files.recorded();
}

const TERMS = { scenarioPath: SCENARIO, files: recorded(), network: "refused", heapMebibytes: 100 } as const;

async function runIn(executor: RunExecutor, design: Design, replications: number): Promise<RunTable> {
  const { runs } = await runExperiment(design, "1", fixedReplications(replications), { executor, journal: NO_JOURNAL });
  return runs;
}

async function runInWorkers(workers: number, design: Design, replications: number): Promise<RunTable> {
  const pool = openRunPool({ ...TERMS, workers });
  try {
    return await runIn(twiceTried(pool), design, replications);
  } finally {
    await pool.close();
  }
}

describe("worker threads", () => {
  it("come to the same records as this thread, however many there are", async () => {
    const maker = new RunMaker(SCENARIO, NODE_FILES);
    const inThisThread: RunExecutor = { width: 1, run: (task) => Promise.resolve(maker.make(task)) };
    const design = designOf("fine", "kind", "glad");
    const expected = await runIn(inThisThread, design, 3);
    expect(expected.flat().map(({ kind }) => kind)).toEqual(Array.from({ length: 9 }, () => "finished"));
    for (const workers of [1, 2]) expect(await runInWorkers(workers, design, 3)).toEqual(expected);
  });

  it("that die are replaced, and cost only the run that was going on", async () => {
    const runs = await runInWorkers(2, designOf("fine", "leaving", "greedy", "broken", "glad"), 1);
    const reasons = runs.flat().map((run) => (run.kind === "failed" ? run.reason : "finished"));
    expect(reasons).toEqual([
      "finished",
      "its worker ended with exit code 3, twice",
      "its worker ran out of memory at 100 MiB; fewer --workers leave more to each, twice",
      expect.stringMatching(
        /^plugin Moody failed in filter, asked about pod default\/web-\w+ and node pool-\d: .*no more/,
      ),
      "finished",
    ]);
  });

  it("begin no run once they are stopped", async () => {
    const pool = openRunPool({ ...TERMS, workers: 1 });
    const task = { point: designOf("fine").points[0]!, replication: 0, seed: "1", detail: "none" } as const;
    expect((await pool.attempt(task)).kind).toBe("made");
    pool.stop();
    expect(await pool.attempt(task)).toEqual({ kind: "stopped" });
    await pool.close();
  });

  it("that cannot even be started end the experiment", async () => {
    const pool = openRunPool({ ...TERMS, workers: 1, heapMebibytes: 4 });
    await expect(runIn(twiceTried(pool), designOf("fine", "glad"), 3)).rejects.toThrow(WorkersLost);
    await pool.close();
  });

  it("share the machine's memory", () => {
    expect(heapMebibytesFor(1)).toBeGreaterThanOrEqual(256);
    expect(heapMebibytesFor(512)).toBeGreaterThanOrEqual(256);
    expect(heapMebibytesFor(2)).toBeLessThanOrEqual(heapMebibytesFor(1));
  });

  it("are not needed by an experiment of which everything is known", async () => {
    const pool = openRunPool({ ...TERMS, workers: 2 });
    await pool.close();
    expect(pool.width).toBe(2);
  });
});
