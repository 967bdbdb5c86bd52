// The naive form of a cluster in motion comes to what plimsoll comes to: the same pods on the same nodes, at the same moments,
// and the same counts. Larger clusters are compared whenever the benchmarks run.

import { describe, expect, it } from "vitest";

import { motionPlan } from "../../bench/motion/made-motion.ts";
import { standingPlan } from "../../bench/motion/made-standing.ts";
import { simulatedMotion } from "../../bench/motion/simulated-motion.ts";
import { referenceMotion } from "../../bench/reference/motion/run-motion.ts";
import { Simulation } from "../../src/simulation/simulation.ts";

const SIZES = { nodes: 21, pods: 210, horizonMinutes: 60, controlPlane: "instant" } as const;

describe("the reference of a cluster in motion", () => {
  it("agrees on every pod, Service and budget of an hour without failures", () => {
    const plan = motionPlan({ ...SIZES, failingPercent: 0 });
    const simulated = simulatedMotion(plan);
    expect(referenceMotion(plan)).toEqual(simulated);
    // Rollouts took place, and Jobs are over.
    expect(simulated.pods.filter(({ deletionAtUs }) => deletionAtUs !== null).length).toBeGreaterThan(5);
    expect(
      simulated.pods.filter(({ deletionAtUs, overAtUs }) => deletionAtUs === null && overAtUs !== null),
    ).toHaveLength(50);
  });

  it("agrees where every seventh node crashes and comes back", () => {
    const plan = motionPlan({ ...SIZES, failingPercent: 14 });
    const simulated = simulatedMotion(plan);
    expect(referenceMotion(plan)).toEqual(simulated);
    expect(simulated.evictions).toBeGreaterThan(10);
    expect(
      simulated.pods.filter(({ readyChangedAtUs, startedAtUs }) => readyChangedAtUs !== startedAtUs).length,
    ).toBeGreaterThan(10);
  });
});

it("lets a made cluster stand through its hours: no pod comes or goes, and all Services have their endpoints", () => {
  const simulation = new Simulation(
    standingPlan({ nodes: 20, deployments: 3, podsEach: 120, horizonMinutes: 120, failingPercent: 0 }),
  );
  simulation.run();
  const { cluster } = simulation;
  expect([simulation.preexisting, cluster.pods.size]).toEqual([360, 360]);
  const endpoints = [...cluster.objects.list("EndpointSlice")].flatMap((slice) => slice.endpoints ?? []);
  expect(endpoints.filter(({ conditions }) => conditions?.ready === true)).toHaveLength(360);
  const budgets = [...cluster.objects.list("PodDisruptionBudget")];
  expect(budgets.map(({ status }) => status?.currentHealthy)).toEqual([120, 120, 120]);
});
