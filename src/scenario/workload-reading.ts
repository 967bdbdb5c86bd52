// Whether the controllers of workload objects run in a scenario: as it says, or where faults, actions, load, metrics, pools that
// grow and what is said to controllers ask for them.

import type { WorkloadReading } from "../environment/workload-source.ts";

import type { CheckedScenario } from "./checked-scenario.ts";

/** How objects that stand for pods are to be read. */
export function workloadReadingOf({ options: { spec } }: CheckedScenario): WorkloadReading {
  if (spec.controllers !== undefined) return spec.controllers === "simulated" ? "controlled" : "expanded";
  const hasMotion = ["faults", "actions", "load", "metrics", "controllerManager"].some((field) =>
    Object.hasOwn(spec, field),
  );
  const grows = (spec.cluster.nodePools ?? []).some(({ growth }) => growth !== undefined);
  return hasMotion || grows ? "controlled" : "expanded";
}
