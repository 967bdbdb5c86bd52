// A scenario's run, made to its end, and what stays of it: the state from which questions about the next pods begin.

import type { Snapshot } from "../../base/snapshot.ts";
import { partOf } from "../../base/snapshot-parts.ts";

import { PENDING } from "../../cluster/pod-table.ts";

import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";

import type { Plan } from "../../scenario/plan.ts";

import { Simulation, type Placement } from "../../simulation/simulation.ts";

/** The state of a cluster, of its quotas and of its scheduler, and what they were made of. */
export interface EndedRun {
  readonly plan: Plan;
  readonly placement: Placement;
  readonly cluster: Snapshot;
  readonly quotas: Snapshot;
  readonly memory: Snapshot;
  /** The scenario's own pods. */
  readonly placed: number;
  readonly waiting: number;
}

/** Runs the plan. @throws InvariantViolation if the program contradicts itself, and what a plugin of the user throws. */
export function endedRun(plan: Plan): EndedRun {
  let placement!: Placement;
  const simulation = new Simulation(plan, (made) => {
    placement = made;
    return made.scheduler;
  });
  simulation.run();
  const saved = simulation.snapshot();
  const { pods } = simulation.cluster;
  let [placed, waiting] = [0, 0];
  for (let pod = 0; pod < pods.size; pod += 1) {
    if (pods.phaseOf(pod) === PENDING) waiting += 1;
    else if (pods.nodeOf(pod) >= 0) placed += 1;
  }
  return {
    plan,
    placement,
    cluster: partOf(saved, "cluster"),
    quotas: partOf(saved, "quotas"),
    memory: partOf(saved, "placement"),
    placed,
    waiting,
  };
}

/** The same profiles without what makes room for a pod at the cost of others. */
export function withoutPostFilter(configuration: SchedulerConfiguration): SchedulerConfiguration {
  const profiles = configuration.profiles.map((profile) => ({
    ...profile,
    plugins: { ...profile.plugins, postFilter: [] },
  }));
  return { ...configuration, profiles };
}
