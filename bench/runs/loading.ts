// Reading gcda-1000: 3.2 MB of YAML with 1,000 nodes and 7,064 pods, checked and turned into a plan.

import { Fingerprint } from "../../src/base/hash.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import type { Benchmark } from "../benchmark.ts";

import { timedOutcome } from "../benchmark.ts";
import { atMostSeconds } from "./goals.ts";
import { scenarioPlan } from "./scenario-plan.ts";

const CASE = "gcda-1000";
const PLIMSOLL = "plimsoll";

/** Over names, templates and nodes: what later runs depend on. */
function digestPlan(plan: Plan): string {
  const fingerprint = new Fingerprint();
  for (const { node } of plan.nodes) fingerprint.addText(JSON.stringify(node));
  for (const { pods } of plan.workloads) {
    fingerprint.addText(JSON.stringify(pods.templates));
    for (const name of pods.names) fingerprint.addText(name);
  }
  return fingerprint.hex();
}

export const loadingBenchmark: Benchmark = {
  name: "loading",
  question: "What one pod of a scenario costs to load (read, parse, check, gather)",
  cases: [
    {
      name: CASE,
      reference: null,
      variants: [
        {
          kind: "in-process",
          name: PLIMSOLL,
          measure: (smoke) => timedOutcome(7064, () => scenarioPlan(smoke ? "first-steps" : CASE), digestPlan),
        },
      ],
    },
  ],
  goals: [atMostSeconds(CASE, PLIMSOLL, 2)],
};
