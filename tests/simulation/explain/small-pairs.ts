// Two plans that differ in one thing: what comparisons are tried on.

import type { Plan } from "../../../src/scenario/plan.ts";
import { smallNode, smallPlan, smallPod, smallWorkload } from "../small-plan.ts";

const SMALL = smallNode("small", { cpu: "2", memory: "4Gi" }, { "topology.kubernetes.io/zone": "a" });
const LARGE = smallNode("large", { cpu: "8", memory: "16Gi" }, { "topology.kubernetes.io/zone": "b" });

/** One pod that goes to the large node. */
export const SPREADING: Plan = planWith();

/** The same pod, packed: it goes to the small one. */
export const PACKING: Plan = withStrategy(SPREADING, "MostAllocated");

/** The same pod, where the large node is too small. */
export const SHRUNK: Plan = planWith([
  SMALL,
  smallNode("large", { cpu: "500m", memory: "16Gi" }, LARGE.metadata.labels),
]);

/** The same pod, where there is no room at all. */
export const FULL: Plan = planWith([smallNode("small", { cpu: "0", memory: "0" })]);

function planWith(nodes = [SMALL, LARGE]): Plan {
  return smallPlan(nodes, [
    smallWorkload("web", [{ pod: smallPod({ cpu: "1", memory: "1Gi" }) }], { kind: "at-start" }),
  ]);
}

function withStrategy(plan: Plan, type: string): Plan {
  const resources = ["cpu", "memory"].map((name) => ({ name, weight: 1 }));
  const profiles = plan.scheduler.profiles.map((profile) => ({
    ...profile,
    args: { ...profile.args, NodeResourcesFit: { scoringStrategy: { type, resources } } },
  }));
  return { ...plan, scheduler: { ...plan.scheduler, profiles } };
}
