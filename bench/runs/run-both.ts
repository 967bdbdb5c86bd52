// One plan, run by plimsoll and by the reference.

import { checkBooks } from "../../src/cluster/books.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { buildResult } from "../../src/simulation/build-result.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import type { PodRecord } from "../reference/pod-record.ts";
import { ReferenceRun } from "../reference/run-reference.ts";
import { SimulationRecords } from "./simulation-records.ts";

/** A run that is over, to be asked what became of its pods. */
export interface FinishedRun {
  records(): readonly PodRecord[];
}

/** All that runSimulation does: the run with its metrics, the books checked, the result built. */
export function runWhole(plan: Plan): FinishedRun {
  const simulation = new Simulation(plan);
  const records = new SimulationRecords(simulation);
  const outcome = simulation.run();
  checkBooks(simulation.cluster, simulation.overfull);
  buildResult(simulation, outcome);
  return records;
}

/** Placements and times only: the reference measures nothing. */
export function runReference(plan: Plan): FinishedRun {
  const run = new ReferenceRun(plan);
  run.run();
  return run;
}
