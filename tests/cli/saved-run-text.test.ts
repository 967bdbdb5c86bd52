// Saved runs as text, and texts that are none.

import { describe, expect, it } from "vitest";

import type { Plan } from "../../src/scenario/plan.ts";
import type { ReadRun } from "../../src/simulation/explain/resumed-run.ts";
import { recordRun, type SavedRun } from "../../src/simulation/saved-run.ts";
import { readSavedRun, savedRunText } from "../../src/cli/saved-run-text.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { randomPlan } from "../simulation/random-plan.ts";

const plan = randomPlan("saved");
const saved: SavedRun = recordRun(new Simulation(plan), 5).saved!;
const text = savedRunText(saved, plan);

function read(lines: string, of: Plan): ReadRun | string {
  return readSavedRun(Buffer.from(lines), of);
}

describe("a saved run", () => {
  it("is read as it was written", () => {
    const { run, stateAt } = read(text, plan) as ReadRun;
    const { checkpoints, ...rest } = saved;
    expect(run).toEqual({ ...rest, checkpointsAtUs: checkpoints.map(({ at }) => at) });
    for (const [index, { state }] of checkpoints.entries()) expect(stateAt(index)).toEqual(state);
  });

  it("is of one seed and of the inputs as they were", () => {
    expect(read(text, { ...plan, seed: "another" })).toBe("it is of another run");
    const inputs = [...plan.inputs, { path: "more.yaml", sha256: "00" }];
    expect(read(text, { ...plan, inputs })).toBe("it is of another run");
  });

  it("is none if something is missing or wrong", () => {
    expect(read("", plan)).toBe("it cannot be read");
    expect(read("{}\n", plan)).toBe("it is no saved run");
    expect(read(text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1), plan)).toBe("it is not whole");
    const [first, fates, ...states] = text.split("\n");
    expect(read([first, fates!.slice(0, 40), ...states].join("\n"), plan)).toBe("it cannot be read");
  });
});
