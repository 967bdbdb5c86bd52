// Whole runs of small plans: times by hand, waiting and waking, horizons, repeatability.

import { describe, expect, it } from "vitest";

import { runSimulation } from "../../src/simulation/run-simulation.ts";
import type { RunProgress } from "../../src/simulation/run-simulation.ts";
import { FIXED_DELAYS, horizon, smallNode, smallPlan, smallPod, smallWorkload } from "./small-plan.ts";

const NODE = smallNode("n1", { cpu: "2", memory: "4Gi" });
const HALF = smallPod({ cpu: "1", memory: "1Gi" });
const WHOLE = smallPod({ cpu: "2", memory: "1Gi" });

describe("one pod on one node", () => {
  const result = runSimulation(
    smallPlan([NODE], [smallWorkload("web", [{ pod: HALF }], { kind: "at-start" })], FIXED_DELAYS),
  );

  it("is seen after 1 ms, decided 1 ms later, bound 3 ms later and running 1 s later", () => {
    const stages = result.latency.map(({ stage, seconds }) => [stage, seconds.max]);
    expect(stages).toEqual([
      ["request", 0],
      ["watch", 0.001],
      ["queue", 0],
      ["retries", 0],
      ["cycle", 0.001],
      ["bind", 0.003],
      ["notice", 0.001],
      ["start", 1],
      ["ready", 0],
      ["total", 1.006],
    ]);
    expect(result.run).toMatchObject({ endedBy: "quiescence", endSeconds: 1.006 });
  });

  it("is counted once everywhere", () => {
    expect(result.pods).toMatchObject({ created: 1, placed: 1, running: 1, pending: 0 });
    expect(result.attempts).toEqual({ scheduled: 1, unschedulable: 0, error: 0 });
    expect(result.nodeUse.pods).toEqual([1]);
    expect(result.verdict).toEqual({ outcome: "passed", sentence: "The cluster carries the pod." });
  });
});

describe("a pod that finds no room", () => {
  const rows = [{ pod: WHOLE, lifetimeSeconds: 10 }, { pod: WHOLE }];
  const plan = smallPlan([NODE], [smallWorkload("job", rows, { kind: "at-start" })], FIXED_DELAYS);
  const result = runSimulation(plan, { checks: "after-every-event" });

  it("is placed as soon as its neighbour's end is seen", () => {
    // The first is bound at 5 ms, which its kubelet hears of 1 ms later; it runs from 1.006 s to 11.006 s; its end is seen at 11.007 s.
    const total = result.latency.find(({ stage }) => stage === "total")!;
    expect(total.seconds.max).toBeCloseTo(11.007 + 0.001 + 0.003 + 0.001 + 1, 6);
    expect(result.pods).toMatchObject({ succeeded: 1, running: 1, pending: 0 });
  });

  it("has two attempts, the first refused for want of CPU", () => {
    expect(result.attempts).toMatchObject({ scheduled: 2, unschedulable: 1 });
    expect(result.failures).toEqual([
      { plugin: "NodeResourcesFit", reason: "Insufficient cpu", pods: 0, nodes: 0, attempts: 1 },
    ]);
  });

  it("waits for ever where nobody leaves, and the run ends all the same", () => {
    const full = smallPlan([NODE], [smallWorkload("job", [{ pod: WHOLE }, { pod: WHOLE }], { kind: "at-start" })]);
    const stuck = runSimulation(full);
    expect(stuck.run.endedBy).toBe("quiescence");
    expect(stuck.pods).toMatchObject({ placed: 1, pending: 1 });
    expect(stuck.unplaced[0]).toMatchObject({ pod: "default/job-1", attempts: 1 });
    expect(stuck.limits[0]).toMatchObject({ resource: "cpu" });
  });
});

describe("a horizon", () => {
  it("ends the run there, and pods still to come make it incomplete", () => {
    const rows = [{ pod: HALF }, { pod: HALF, listedAtSeconds: 60 }];
    const plan = smallPlan([NODE], [smallWorkload("web", rows, { kind: "listed" })], horizon(30));
    const result = runSimulation(plan);
    expect(result.run).toMatchObject({ endedBy: "horizon", endSeconds: 30 });
    expect(result.verdict.outcome).toBe("incomplete");
    expect(result.verdict.sentence).toBe(
      "1 of 2 pods had not been tried once when the run ended. The cluster carries 1 so far.",
    );
  });
});

describe("the same plan", () => {
  const rows = Array.from({ length: 40 }, () => ({ pod: HALF, lifetimeSeconds: 3 }));
  const plan = smallPlan([NODE], [smallWorkload("web", rows, { kind: "poisson", perSecond: 2 })]);

  it("gives the same bytes twice", () => {
    expect(JSON.stringify(runSimulation(plan))).toBe(JSON.stringify(runSimulation(plan)));
  });

  it("gives the same bytes whether or not anybody watches", () => {
    const seen: RunProgress[] = [];
    const watched = runSimulation(plan, { checks: "after-every-event", onProgress: (step) => seen.push(step) });
    expect(JSON.stringify(watched)).toBe(JSON.stringify(runSimulation(plan)));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(({ podsTotal }) => podsTotal === 40)).toBe(true);
  });

  it("gives another fingerprint with another seed", () => {
    expect(runSimulation({ ...plan, seed: "2" }).run.fingerprint).not.toBe(runSimulation(plan).run.fingerprint);
  });

  it("gives another fingerprint where a pod goes to another node, whatever the moments are", () => {
    const nodes = ["b", "a"].map((name) => smallNode(name, { cpu: "4", memory: "8Gi" }));
    const one = smallPlan(nodes, [smallWorkload("web", [{ pod: smallPod({ cpu: "1" }) }], { kind: "at-start" })]);
    const byName = { ...one, scheduler: { ...one.scheduler, ties: "name" as const } };
    const [first, second] = [runSimulation(one), runSimulation(byName)];
    expect(first.run.events).toBe(second.run.events);
    expect(first.run.endSeconds).toBe(second.run.endSeconds);
    expect(first.run.fingerprint).not.toBe(second.run.fingerprint);
  });

  it("keeps each pod's own delays when another workload is added", () => {
    const other = smallWorkload("other", [{ pod: smallPod({ cpu: "10m" }), lifetimeSeconds: 1 }], { kind: "at-start" });
    const roomy = smallPlan([smallNode("big", { cpu: "64", memory: "64Gi" })], plan.workloads);
    const starts = (workloads: typeof plan.workloads) =>
      runSimulation({ ...roomy, workloads }).latency.find(({ stage }) => stage === "start")!.seconds.p99;
    expect(starts([other, ...roomy.workloads])).toBe(starts(roomy.workloads));
  });
});
