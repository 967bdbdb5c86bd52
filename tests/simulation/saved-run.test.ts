// Runs that leave states behind: they are the same runs, and questions are answered from the states as by repetition.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { buildResult } from "../../src/simulation/build-result.ts";
import { explainPod, type ExplanationWishes } from "../../src/simulation/explain/explain-pod.ts";
import type { ReadRun } from "../../src/simulation/explain/resumed-run.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { recordRun, type SavedRun } from "../../src/simulation/saved-run.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { answering } from "../scheduling/extenders/made-up-extenders.ts";
import { randomPlan } from "./random-plan.ts";

const INTERVAL = 5;

function record(plan: Plan): { readonly saved: SavedRun; readonly result: string } {
  const simulation = new Simulation(plan);
  const { outcome, saved } = recordRun(simulation, INTERVAL);
  return { saved: saved!, result: JSON.stringify(buildResult(simulation, outcome)) };
}

function answer(plan: Plan, key: string, wishes: Partial<ExplanationWishes>, read?: ReadRun): unknown {
  const [namespace, name = ""] = key.split("/");
  const asked = { kind: "pod", namespace, name };
  return explainPod(plan, asked, { atUs: undefined, node: "n0", top: 3, ...wishes }, read);
}

/** As it is when it comes back from where it was stored. */
function asRead({ checkpoints, ...rest }: SavedRun): ReadRun {
  const checkpointsAtUs = checkpoints.map(({ at }) => at);
  return { run: { ...rest, checkpointsAtUs }, stateAt: (checkpoint) => checkpoints[checkpoint]!.state };
}

describe("a run that is recorded", () => {
  const seeds = [0, 1, 3, 4, 5].map((index) => `recorded ${index}`);

  it.each(seeds)("is the same run, and gives the same answers: %s", (seed) => {
    const plan = randomPlan(seed);
    const { saved, result } = record(plan);
    expect(result).toBe(JSON.stringify(runSimulation(plan)));
    const read = asRead(saved);
    for (const { key } of saved.fates.filter((_, index) => index % 13 === 0)) {
      expect(answer(plan, key, {}, read)).toEqual(answer(plan, key, {}));
      const atUs = moment(Math.round(saved.endedAt * 0.6));
      expect(answer(plan, key, { atUs }, read)).toEqual(answer(plan, key, { atUs }));
    }
  });

  it("is repeated where another build of the program has saved it", () => {
    const plan = randomPlan("recorded 3");
    const { saved } = record(plan);
    const foreign = { ...asRead(saved), stateAt: () => ({ other: new Uint8Array(1) }) };
    const { key } = saved.fates.at(-1)!;
    expect(answer(plan, key, {}, foreign)).toEqual(answer(plan, key, {}));
  });

  it("keeps few states, the last of them at its end", () => {
    const { saved } = record(randomPlan("recorded 3"));
    const moments = saved.checkpoints.map(({ at }) => at);
    expect(moments.length).toBeGreaterThan(1);
    expect(moments.length).toBeLessThanOrEqual(9);
    expect(moments).toEqual(moments.toSorted((left, right) => left - right));
    expect(moments.at(-1)).toBe(saved.endedAt);
  });

  it("leaves nothing behind if it is short, or if somebody may remember what no state holds", () => {
    const plan = randomPlan("recorded 3");
    expect(recordRun(new Simulation(plan)).saved).toBeUndefined();
    const { extender } = answering(() => null, { filterVerb: "", prioritizeVerb: "", preemptVerb: "" });
    const asking = { ...plan, scheduler: { ...plan.scheduler, extenders: [extender] } };
    expect(recordRun(new Simulation(asking), INTERVAL).saved).toBeUndefined();
  });
});
