// Saved and restored runs: a fork goes on as the run would have gone on, to the same bytes.

import { describe, expect, it } from "vitest";

import { RandomStream } from "../../src/base/random/random-stream.ts";
import type { Snapshot } from "../../src/base/snapshot.ts";
import { checkBooks } from "../../src/cluster/books.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { buildResult } from "../../src/simulation/build-result.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { randomPlan } from "./random-plan.ts";

/** A run that was stopped after so many events, wherever it stood. */
function stoppedAfter(plan: Plan, events: number): Simulation {
  const simulation = new Simulation(plan);
  const { engine } = simulation;
  if (events === 0) return simulation;
  engine.observe(() => {
    if (engine.events === events) engine.stop();
  });
  simulation.run();
  engine.observe(null);
  return simulation;
}

function restored(plan: Plan, saved: Snapshot): Simulation {
  const simulation = new Simulation(plan);
  simulation.restore(saved);
  return simulation;
}

function finish(simulation: Simulation): string {
  const outcome = simulation.run();
  checkBooks(simulation.cluster, simulation.overfull);
  return JSON.stringify(buildResult(simulation, outcome));
}

describe("a restored run", () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => `fork ${seed}`);

  it.each(seeds)("ends with the same bytes as the run that it was taken from: %s", (seed) => {
    const plan = randomPlan(seed);
    const whole = runSimulation(plan);
    const events = new RandomStream(seed, "moment").nextIndex(whole.run.events);
    const original = stoppedAfter(plan, events);
    const saved = original.snapshot();
    const fork = restored(plan, saved);
    expect(fork.engine.events).toBe(events);
    expect(finish(original)).toBe(JSON.stringify(whole));
    expect(finish(fork)).toBe(JSON.stringify(whole));
  });

  it("can be forked any number of times, and forks of forks are alike too", () => {
    const plan = randomPlan("many forks");
    const whole = JSON.stringify(runSimulation(plan));
    const saved = stoppedAfter(plan, 60).snapshot();
    const untouched = structuredClone(saved);
    for (let fork = 0; fork < 3; fork += 1) {
      const simulation = restored(plan, saved);
      const again = restored(plan, simulation.snapshot());
      expect(finish(simulation)).toBe(whole);
      expect(finish(again)).toBe(whole);
    }
    expect(saved).toEqual(untouched);
  });

  it("is saved as it was restored", () => {
    const plan = randomPlan("twice saved");
    const saved = stoppedAfter(plan, 80).snapshot();
    expect(restored(plan, saved).snapshot()).toEqual(saved);
  });

  it("moves to another thread as what it is: typed arrays and nothing else, each with bytes of its own", () => {
    const plan = randomPlan("arrays");
    const saved = stoppedAfter(plan, 80).snapshot();
    for (const [name, array] of Object.entries(saved)) expect(ArrayBuffer.isView(array), name).toBe(true);
    const moved = structuredClone(saved, { transfer: Object.values(saved).map(({ buffer }) => buffer as ArrayBuffer) });
    expect(finish(restored(structuredClone(plan), moved))).toBe(JSON.stringify(runSimulation(plan)));
  });

  it("may be taken at the very beginning and at the very end", () => {
    const plan = randomPlan("ends");
    const whole = runSimulation(plan);
    const first = new Simulation(plan);
    expect(finish(restored(plan, first.snapshot()))).toBe(JSON.stringify(whole));
    const last = new Simulation(plan);
    const outcome = last.run();
    const after = restored(plan, last.snapshot());
    expect(JSON.stringify(buildResult(after, outcome))).toBe(JSON.stringify(whole));
  });

  it("does not fit a plan with other workloads", () => {
    const saved = stoppedAfter(randomPlan("one"), 20).snapshot();
    const other = randomPlan("one");
    const without = { ...other, workloads: other.workloads.slice(1) };
    expect(() => restored(without, saved)).toThrow("the same kinds of events");
  });
});
