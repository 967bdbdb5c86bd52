// The front of a run that does not count: what happens is the same, and what is measured begins later.

import { describe, expect, it } from "vitest";

import { moment, span, US_PER_SECOND } from "../../src/base/time.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { buildResult } from "../../src/simulation/build-result.ts";
import type { SimulationResult } from "../../src/simulation/result.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { randomPlan } from "./random-plan.ts";
import { horizon, smallNode, smallPlan, smallPod, smallWorkload } from "./small-plan.ts";

const warmUp = (seconds: number): Pick<Plan, "warmUp"> => ({
  warmUp: { kind: "span", us: span(seconds * US_PER_SECOND) },
});

/** Ten pods, one every ten seconds from 0 on, each running for a minute, on a node with room for four. */
function fillingPlan(changes: Partial<Plan> = {}): Plan {
  const rows = Array.from({ length: 10 }, (_, index) => ({
    pod: smallPod({ cpu: "1" }),
    listedAtSeconds: 10 * index,
    lifetimeSeconds: 60,
  }));
  const nodes = [smallNode("n1", { cpu: "4", memory: "8Gi" })];
  return smallPlan(nodes, [smallWorkload("web", rows, { kind: "listed" })], { ...horizon(120), ...changes });
}

function sli({ metrics }: SimulationResult) {
  return metrics.find(({ name }) => name === "scheduler_pod_scheduling_sli_duration_seconds")!;
}

function cpu({ utilisation }: SimulationResult) {
  return utilisation[0]!.resources.find(({ resource }) => resource === "cpu")!;
}

describe("a run with a warm-up", () => {
  const whole = runSimulation(fillingPlan());
  const later = runSimulation(fillingPlan(warmUp(45)));

  it("is the same run", () => {
    const { warmUp: leftOut, ...run } = later.run;
    expect(run).toEqual(whole.run);
    expect(leftOut).toEqual({ seconds: 45, podsLeftOut: 5 });
    expect([later.pods, later.series, later.verdict]).toEqual([whole.pods, whole.series, whole.verdict]);
  });

  it("counts the latencies of pods that came later", () => {
    expect(sli(whole).value).toBe(8);
    // Of the pods that came at 0, 10 … 90 s, those from 50 s on that found room.
    expect(sli(later).value).toBe(3);
    expect(later.latency.find(({ stage }) => stage === "queue")!.seconds.count).toBeGreaterThanOrEqual(3);
  });

  it("takes means and peaks over the time that is left", () => {
    expect(cpu(whole).requestedMean).toBeLessThan(3.6);
    expect(cpu(later).requestedMean).toBeGreaterThan(3.6);
    expect(cpu(later).requestedAtEnd).toBe(cpu(whole).requestedAtEnd);
  });

  it("counts attempts that end later", () => {
    expect(later.attempts.scheduled).toBeLessThan(whole.attempts.scheduled);
    expect(later.failures).toEqual(whole.failures);
  });

  it("judges promises by what is left", () => {
    const thresholds = [
      {
        text: "scheduler_pod_scheduling_attempts count == 3",
        metric: "scheduler_pod_scheduling_attempts",
        labels: {},
        aggregation: { kind: "count" },
        operator: "==",
        limit: 3,
      },
    ] as const;
    expect(runSimulation(fillingPlan({ ...warmUp(45), thresholds })).thresholds[0]?.passed).toBe(true);
  });
});

describe("a run that ends before its warm-up does", () => {
  it("has measured nothing", () => {
    const result = runSimulation(fillingPlan({ ...warmUp(500), horizonUs: null }));
    expect(result.run.endedBy).toBe("quiescence");
    expect(result.run.warmUp).toEqual({ seconds: 500, podsLeftOut: 10 });
    expect(sli(result).value).toBe(0);
    expect(cpu(result).requestedMean).toBe(cpu(result).requestedAtEnd);
  });
});

describe("a warm-up that is still to be found", () => {
  it("leaves nothing out of a single run", () => {
    expect(runSimulation(fillingPlan({ warmUp: { kind: "auto" } }))).toEqual(runSimulation(fillingPlan()));
  });
});

describe("a run with a warm-up that is stopped", () => {
  const seeds = Array.from({ length: 4 }, (_, seed) => `warm ${seed}`);

  it.each(seeds)("wherever it stands, goes on to the same result, itself or restored: %s", (seed) => {
    const plan = randomPlan(seed);
    const { run } = runSimulation(plan);
    const us = span(Math.floor((run.endSeconds * US_PER_SECOND) / 2));
    const warmed: Plan = { ...plan, warmUp: { kind: "span", us } };
    const expected = JSON.stringify(runSimulation(warmed));
    for (const share of [0.3, 0.7]) {
      const simulation = new Simulation(warmed);
      const { engine } = simulation;
      engine.observe(() => {
        if (engine.events === Math.floor(share * run.events)) engine.stop();
      });
      simulation.run();
      engine.observe(null);
      const restored = new Simulation(warmed);
      restored.restore(simulation.snapshot());
      for (const one of [simulation, restored]) expect(JSON.stringify(buildResult(one, one.run()))).toBe(expected);
    }
  });

  it("at the very moment at which the warm-up ends, has still to begin to measure", () => {
    const plan = fillingPlan(warmUp(50));
    const simulation = new Simulation(plan);
    simulation.run(moment(50 * US_PER_SECOND));
    expect(buildResult(simulation, simulation.run())).toEqual(runSimulation(plan));
  });
});
