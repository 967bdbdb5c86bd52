// Whole runs of the two large examples, from the loaded plan to the result. The reference has no metrics and builds no
// result, so the ratios are on the safe side.

import type { Benchmark, BenchmarkCase } from "../benchmark.ts";

import { timedOutcome } from "../benchmark.ts";
import { digestRecords } from "../reference/pod-record.ts";
import { atMostMb, atMostSeconds } from "./goals.ts";
import { runReference, runWhole, type FinishedRun } from "./run-both.ts";
import { scenarioPlan } from "./scenario-plan.ts";
import type { Plan } from "../../src/scenario/plan.ts";

const PLIMSOLL = "plimsoll";
const REFERENCE = "reference";

function caseOf(scenario: string, smokeScenario: string): BenchmarkCase {
  const variant = (name: string, run: (plan: Plan) => FinishedRun) => ({
    kind: "in-process" as const,
    name,
    measure: (smoke: boolean) => {
      // Without the owners of pods nothing is spread by default, which the reference does not know.
      const plan: Plan = { ...scenarioPlan(smoke ? smokeScenario : scenario), objects: [] };
      const pods = plan.workloads.reduce((sum, workload) => sum + workload.pods.names.length, 0);
      return timedOutcome(
        pods,
        () => run(plan),
        (finished) => digestRecords(finished.records()),
      );
    },
  });
  return {
    name: scenario,
    reference: REFERENCE,
    variants: [variant(REFERENCE, runReference), variant(PLIMSOLL, runWhole)],
  };
}

export const wholeRunsBenchmark: Benchmark = {
  name: "runs",
  question: "What one pod of a whole run costs once the plan is loaded, metrics and result included",
  cases: [caseOf("gcda-1000", "gcda-100"), caseOf("openb", "first-steps")],
  goals: [
    atMostSeconds("gcda-1000", PLIMSOLL, 0.5),
    atMostMb("gcda-1000", PLIMSOLL, 150),
    atMostSeconds("openb", PLIMSOLL, 1),
  ],
};
