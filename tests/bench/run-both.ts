// One plan run twice: by plimsoll and by the reference.

import { ReferenceRun } from "../../bench/reference/run-reference.ts";
import type { PodRecord } from "../../bench/reference/pod-record.ts";
import { SimulationRecords } from "../../bench/runs/simulation-records.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { Simulation } from "../../src/simulation/simulation.ts";

export function runSimulated(plan: Plan): readonly PodRecord[] {
  const simulation = new Simulation(plan);
  const records = new SimulationRecords(simulation);
  simulation.run();
  return records.records();
}

export function runReference(plan: Plan): readonly PodRecord[] {
  const run = new ReferenceRun(plan);
  run.run();
  return run.records();
}
