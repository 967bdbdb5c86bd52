// Jobs on a cluster that is too small for all at once: who is placed when, worked out by hand. Delays are fixed: a pod is seen
// after 1 ms, a cycle lasts 1 ms, a binding 3 ms; its kubelet hears of that after 1 ms, and a start lasts 1 s; the end of a pod
// is seen after 1 ms.

import { describe, expect, it } from "vitest";

import type { Plan } from "../../src/scenario/plan.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { FIXED_DELAYS, smallNode, smallPlan, smallPod, smallWorkload, type Row } from "./small-plan.ts";

const MS = 1000;
const SECOND = 1_000_000;

/** The moments at which each pod was bound and ended, µs. */
function waysOf(plan: Plan): readonly (readonly [name: string, attempts: number, boundAt: number, endedAt: number])[] {
  const simulation = new Simulation(plan);
  simulation.run();
  const { pods } = simulation.cluster;
  return Array.from({ length: pods.size }, (_, pod) => [
    pods.nameOf(pod),
    pods.attemptsOf(pod),
    pods.boundAtUs(pod),
    pods.endedAtUs(pod),
  ]);
}

function jobs(rows: readonly Row[], changes: Partial<Plan> = {}): Plan {
  const node = smallNode("n1", { cpu: "2", memory: "4Gi" });
  const workload = smallWorkload("job", rows, { kind: "listed" });
  return smallPlan([node], [workload], { ...FIXED_DELAYS, ...changes });
}

const job = (cpu: string, lifetimeSeconds: number, listedAtSeconds = 0, priority = 0): Row => ({
  pod: smallPod({ cpu }, { priority }),
  lifetimeSeconds,
  listedAtSeconds,
});

describe("jobs that each need the whole node", () => {
  const ways = waysOf(jobs([job("2", 10), job("2", 20), job("2", 30)]));

  it("run one after the other", () => {
    const first = { bound: 5 * MS, ended: 6 * MS + 11 * SECOND };
    // Both that wait are woken; the second takes the room in the cycle from 1 to 2 ms, the third is refused again.
    const second = { bound: first.ended + 5 * MS, ended: first.ended + 6 * MS + 21 * SECOND };
    const third = { bound: second.ended + 5 * MS, ended: second.ended + 6 * MS + 31 * SECOND };
    expect(ways).toEqual([
      ["job-0", 1, first.bound, first.ended],
      ["job-1", 2, second.bound, second.ended],
      ["job-2", 3, third.bound, third.ended],
    ]);
  });
});

describe("freed room", () => {
  it("goes to the pod of the highest priority, not to the one that has waited longest", () => {
    const ways = waysOf(jobs([job("2", 60), job("2", 10, 1), job("2", 10, 2, 100)]));
    const [first, early, important] = ways;
    const freed = first![3];
    expect(important!.slice(1, 3)).toEqual([2, freed + 5 * MS]);
    expect(early![2]).toBe(important![3] + 5 * MS);
  });

  it("lets in as many as fit, one cycle after the other", () => {
    const ways = waysOf(jobs([job("2", 10), job("1", 5), job("1", 5), job("1", 5)]));
    const freed = ways[0]![3];
    expect(ways.slice(1, 3).map(([, , boundAt]) => boundAt)).toEqual([freed + 5 * MS, freed + 6 * MS]);
    // The third of them is refused at once, and has to wait for the next to leave.
    expect(ways[3]!.slice(1, 3)).toEqual([3, ways[1]![3] + 5 * MS]);
  });

  it("is taken early by a pod that backs off, because the loop has nothing else to do", () => {
    // The second is refused 10 ms before the first ends: its backoff would last until the 13th second.
    const firstEnds = 6 * MS + 11 * SECOND;
    const ways = waysOf(jobs([job("2", 10), job("2", 1, (firstEnds - 10 * MS) / SECOND)]));
    expect(ways[1]!.slice(1, 3)).toEqual([2, firstEnds + 5 * MS]);
  });

  it("is not found by a pod that was refused for its size", () => {
    const ways = waysOf(jobs([job("2", 10), job("3", 10)]));
    expect(ways[1]!.slice(1)).toEqual([2, -1, -1]);
  });
});

describe("a pod of another scheduler", () => {
  const foreign = { pod: smallPod({ cpu: "1" }, { schedulerName: "volcano" }) };
  const result = runSimulation(jobs([foreign, job("1", 1)]));

  it("is never tried and stays pending, without making the run incomplete", () => {
    expect(result.pods).toMatchObject({ created: 2, succeeded: 1, pending: 1 });
    expect(result.attempts).toEqual({ scheduled: 1, unschedulable: 0, error: 0 });
    expect(result.verdict).toEqual({ outcome: "passed", sentence: "The cluster carries 1 of 2 pods; 1 still waits." });
    expect(result.limits).toEqual([]);
  });
});

describe("a pod whose every attempt ends in an error", () => {
  const preference = { matchExpressions: [{ key: "generation", operator: "Gt", values: ["-1"] }] };
  const affinity = {
    nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference }] },
  };
  const nodes = ["n1", "n2"].map((name) => smallNode(name, { cpu: "2", memory: "4Gi" }));
  const plan = (rows: readonly Row[]) =>
    smallPlan(nodes, [smallWorkload("job", rows, { kind: "listed" })], FIXED_DELAYS);
  const failing = { pod: smallPod({ cpu: "1" }, { affinity }) };

  it("does not keep a run going", () => {
    const result = runSimulation(plan([failing]));
    expect(result.run).toMatchObject({ endedBy: "quiescence", endSeconds: 0.002 });
    expect(result.attempts).toEqual({ scheduled: 0, unschedulable: 0, error: 1 });
    expect(result.unplaced[0]?.message).toContain('running PreScore plugin "NodeAffinity"');
    expect(result.metrics.find(({ name }) => name === "kube_pod_status_unschedulable")?.value).toBe(1);
  });

  it("is tried again on whole seconds while the run lasts, and placed when only one node is left to it", () => {
    // The two others fill n1 and all of n2 but half a CPU from 3.005 s on: then no preferences are compared.
    const result = waysOf(plan([failing, job("2", 60, 3), job("1", 60, 3)]));
    // Errors at 2 ms, 2.002 s; 5 s is the second after that in which the backoff of 2 s runs out; then n2 is the only one.
    expect(result[0]!.slice(1, 3)).toEqual([3, 5 * SECOND + 4 * MS]);
  });
});

describe("a configuration without the filter by size", () => {
  it("may overfill nodes, and that is not our mistake", () => {
    const scheduler = defaultSchedulerConfiguration("1.36");
    const profiles = scheduler.profiles.map((profile) => {
      const filter = profile.plugins.filter.filter((name) => name !== "NodeResourcesFit");
      return { ...profile, plugins: { ...profile.plugins, filter } };
    });
    const plan = jobs([job("2", 10), job("2", 10)], { scheduler: { ...scheduler, profiles } });
    const result = runSimulation(plan, { checks: "after-every-event" });
    expect(result.utilisation[0]?.resources[0]).toMatchObject({ allocatable: 2, requestedPeak: 4 });
  });
});
