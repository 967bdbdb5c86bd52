// From a run that is over to its result.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { buildResult } from "../../src/simulation/build-result.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { smallNode, smallPlan, smallPod, smallWorkload } from "./small-plan.ts";

const NODES = [
  smallNode("n1", { cpu: "4", memory: "8Gi" }, { "topology.kubernetes.io/zone": "a" }),
  smallNode("n2", { cpu: "4", memory: "8Gi" }, { "topology.kubernetes.io/zone": "b" }),
];
const ROWS = [
  ...Array.from({ length: 5 }, () => ({ pod: smallPod({ cpu: "1", memory: "1Gi" }), lifetimeSeconds: 5 })),
  { pod: smallPod({ cpu: "3", memory: "1Gi" }, { schedulingGates: [{ name: "wait" }] }) },
  { pod: smallPod({ cpu: "8", memory: "1Gi" }) },
];
const plan = smallPlan(NODES, [smallWorkload("mix", ROWS, { kind: "at-start" })], {
  thresholds: [
    {
      text: "pending_pods{queue=unschedulable} value == 0",
      metric: "pending_pods",
      labels: { queue: "unschedulable" },
      aggregation: { kind: "value" },
      operator: "==",
      limit: 0,
    },
  ],
});
const result = runSimulation(plan);

describe("a result", () => {
  it("is incomplete if the run was given up", () => {
    const simulation = new Simulation(plan);
    const { verdict, run } = buildResult(simulation, { ...simulation.run(), endedBy: "event-limit" });
    expect(run.endedBy).toBe("event-limit");
    expect(verdict.sentence).toMatch(/The run was given up after \d+ events, at \d s/);
  });

  it("says that a run that lasted until its horizon ended there, though nothing was left either", () => {
    const simulation = new Simulation({ ...plan, horizonUs: moment(60e6) });
    const outcome = { ...simulation.run(), endedBy: "quiescence" } as const;
    expect(buildResult(simulation, { ...outcome, at: moment(60e6) }).run.endedBy).toBe("horizon");
    expect(buildResult(simulation, outcome).run.endedBy).toBe("quiescence");
  });

  it("accounts for every pod", () => {
    const { created, placed, succeeded, failed, pending, gated } = result.pods;
    expect({ created, succeeded, pending, gated }).toEqual({ created: 7, succeeded: 5, pending: 1, gated: 1 });
    expect(placed + succeeded + failed + pending + gated).toBe(created);
  });

  it("says of the cluster what the zones say together", () => {
    const amounts = (dimension: string) =>
      result.utilisation
        .filter((group) => group.dimension === dimension)
        .flatMap(({ resources }) => resources.filter(({ resource }) => resource === "cpu"))
        .reduce((sum, { allocatable, requestedMean }) => [sum[0]! + allocatable, sum[1]! + requestedMean], [0, 0]);
    expect(amounts("zone")[0]).toBe(amounts("cluster")[0]);
    expect(amounts("zone")[1]).toBeCloseTo(amounts("cluster")[1]!, 9);
  });

  it("has used no more than was requested, and requested no more than there is", () => {
    for (const { resources } of result.utilisation) {
      for (const { allocatable, requestedPeak, requestedMean, requestedRunningMean } of resources) {
        expect(requestedRunningMean).toBeLessThanOrEqual(requestedMean);
        expect(requestedMean).toBeLessThanOrEqual(requestedPeak);
        expect(requestedPeak).toBeLessThanOrEqual(allocatable);
      }
    }
  });

  it("names the pod that fits nowhere with kube-scheduler's words", () => {
    expect(result.unplaced).toEqual([
      {
        pod: "default/mix-6",
        // Once when it came, and once for each of the five pods that left their nodes meanwhile.
        attempts: 6,
        message:
          "0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are " +
          "available: 2 Preemption is not helpful for scheduling.",
      },
    ]);
  });

  it("fails where a threshold is broken, and says so", () => {
    expect(result.thresholds).toEqual([
      { threshold: plan.thresholds[0]!.text, passed: false, observed: 1, limit: 0, unit: "pods" },
    ]);
    expect(result.verdict).toMatchObject({ outcome: "failed" });
    expect(result.verdict.sentence).toContain("1 still waits, first of all for cpu; 1 stays gated");
  });

  it("prints every coefficient with its source, and the series that charts look for", () => {
    expect(result.coefficients.every(({ source }) => source.length > 10)).toBe(true);
    const names = new Set(result.series.map(({ name }) => name));
    expect([...names].sort()).toEqual([
      "pending_pods",
      "requested_ratio",
      "scheduling_latency_p50_seconds",
      "scheduling_latency_p99_seconds",
    ]);
  });

  it("counts attempts as often as they ended", () => {
    const attempts = result.metrics.filter(({ name }) => name === "scheduler_schedule_attempts_total");
    expect(attempts.map(({ labels, value }) => [labels["result"], value])).toEqual([
      ["scheduled", 5],
      ["unschedulable", result.attempts.unschedulable],
    ]);
  });
});
