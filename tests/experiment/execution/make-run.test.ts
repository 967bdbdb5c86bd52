// One run of an experiment, from files in memory to its record.

import { describe, expect, it } from "vitest";

import { RunMaker } from "../../../src/experiment/execution/make-run.ts";
import type { RunTask } from "../../../src/experiment/execution/run-record.ts";
import { figureOf } from "../../../src/experiment/figures/run-figures.ts";
import { MemoryFiles } from "../../scenario/memory-files.ts";

const FILES = {
  "s.yaml": `
apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: small }
spec:
  cluster:
    nodePools:
      - { name: general, count: 1, allocatable: { cpu: 2, memory: 8Gi }, pricePerHour: 0.5 }
  workloads:
    - { manifests: [pods.yaml], arrival: { perSecond: 1 } }
  thresholds: [plimsoll_pods_waiting value == 0]
`,
  "pods.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, resources: { requests: { cpu: 1, memory: 1Gi } } }] }
`,
};

function task(index: number, count: number, replication = 0): RunTask {
  const assignments = [{ path: "cluster.nodePools[general].count", value: count }];
  const point = { index, assignments, levels: [] };
  return { point, replication, seed: `s/${replication}`, detail: replication === 0 ? "short" : "none" };
}

describe("a run of an experiment", () => {
  it("is the scenario with the point's values", () => {
    const maker = new RunMaker("s.yaml", new MemoryFiles(FILES));
    const [one, two] = [maker.make(task(0, 1)), maker.make(task(1, 2))];
    expect([one, two]).toMatchObject([
      { kind: "finished", point: 0, outcome: "failed", observed: Float64Array.of(1) },
      { kind: "finished", point: 1, outcome: "passed", observed: Float64Array.of(0) },
    ]);
    const cost = [one, two].map(
      (run) => run.kind === "finished" && figureOf(run.figures, "plimsoll_cost_per_hour value"),
    );
    expect(cost).toEqual([0.5, 1]);
  });

  it("gives the same record again, and another with another seed", () => {
    const maker = new RunMaker("s.yaml", new MemoryFiles(FILES));
    const again = new RunMaker("s.yaml", new MemoryFiles(FILES));
    const first = maker.make(task(0, 1));
    expect(again.make(task(0, 1))).toEqual(first);
    expect(maker.make(task(0, 1, 1))).not.toMatchObject({
      fingerprint: first.kind === "finished" && first.fingerprint,
    });
  });

  it("keeps details only where they are wanted", () => {
    const maker = new RunMaker("s.yaml", new MemoryFiles(FILES));
    const details = [0, 1].map((replication) => {
      const record = maker.make(task(0, 1, replication));
      return record.kind === "finished" && record.detail !== undefined;
    });
    expect(details).toEqual([true, false]);
  });

  it("does not take the plan of a point for that of the same point with other values", () => {
    const maker = new RunMaker("s.yaml", new MemoryFiles(FILES));
    expect(maker.make(task(0, 1))).toMatchObject({ outcome: "failed" });
    expect(maker.make(task(0, 2))).toMatchObject({ outcome: "passed" });
  });

  it("says of a long run what it tells by itself about the means of latencies", () => {
    const many = FILES["pods.yaml"].replace("replicas: 3", "replicas: 300").replace("cpu: 1", "cpu: 1m");
    const roomy = { ...FILES, "pods.yaml": many.replace("memory: 1Gi", "memory: 1Mi") };
    const longRuns = [FILES, roomy].map((files) => {
      const record = new RunMaker("s.yaml", new MemoryFiles(files)).make(task(0, 3));
      return record.kind === "finished" ? record.detail?.longRun : undefined;
    });
    expect(new Set(longRuns[0]?.map(({ batches }) => batches.kind))).toEqual(new Set(["too-short"]));
    const key = "scheduler_pod_scheduling_sli_duration_seconds mean";
    const batches = longRuns[1]?.find((one) => one.key === key)?.batches;
    expect(batches).toMatchObject({ kind: "batches" });
  });

  it("fails if the point cannot be read", () => {
    const maker = new RunMaker("s.yaml", new MemoryFiles(FILES));
    expect(maker.make(task(0, -1))).toMatchObject({ kind: "failed", point: 0 });
  });
});
