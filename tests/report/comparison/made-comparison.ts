// A comparison of three policies, made by hand: what the second places more, the third places quicker.

import { buildSweepResult } from "../../../src/experiment/build-sweep-result.ts";
import type { SweepResult } from "../../../src/experiment/sweep-result.ts";
import { finishedRun } from "../../experiment/made-runs.ts";
import { smallNode, smallPlan } from "../../simulation/small-plan.ts";

const PLACED = "plimsoll_pods_placed value";
const LATENCY = "scheduler_pod_scheduling_sli_duration_seconds p(99)";

/** `seconds` and `placed` by policy. */
export function madeComparison(
  placed: readonly number[] = [100, 140, 100],
  seconds: readonly number[] = [4, 4, 1],
  replications = 10,
): SweepResult {
  const names = ["default", "packing", "hasty", "fourth", "fifth", "sixth"].slice(0, placed.length);
  const design = {
    factors: [{ name: "policy", paths: ["scheduler.configuration"], levels: names, isNumeric: false }],
    points: names.map((_, index) => ({ index, assignments: [], levels: [index] })),
  };
  const runs = names.map((_, point) =>
    Array.from({ length: replications }, (__, replication) => {
      const chance = (replication * 7) % 5;
      const noise = ((replication * 3 + point) % 4) / 100;
      return finishedRun(point, replication, {
        [PLACED]: placed[point]! + chance + noise,
        [LATENCY]: seconds[point]! + chance / 10 + noise / 10,
      });
    }),
  );
  const plan = smallPlan([smallNode("n1", { cpu: "4", memory: "8Gi" })], []);
  const asked = {
    plan,
    design,
    seed: "s",
    confidence: 0.95,
    replications: "10 replications",
    command: "plimsoll compare a.yaml",
    indifference: 0,
  };
  return buildSweepResult(asked, { runs, complete: true });
}
