// Runs one script under the oracle. Knows the loader, the simulation, and those who watch it.

import { InvariantViolation } from "../../../src/base/invariant.ts";
import { moment, US_PER_SECOND, type SimTime } from "../../../src/base/time.ts";

import type { Plan } from "../../../src/scenario/plan.ts";

import { Simulation } from "../../../src/simulation/simulation.ts";

import { load } from "../../scenario/memory-files.ts";
import { BudgetWatch } from "./budget-watch.ts";
import type { MotionScript } from "./motion-script.ts";
import { scenarioOf } from "./scenario-of.ts";
import { unsettled } from "./settled.ts";
import { TimeWatch } from "./time-watch.ts";

/** What came of it. */
export interface Trial {
  readonly complaints: readonly string[];
  readonly fingerprint: string;
  readonly endedBy: string;
  readonly pods: number;
  readonly evictions: number;
}

export function tryScript(script: MotionScript): Trial {
  const { plan, errors } = load(scenarioOf(script));
  if (plan === undefined) return failed(errors.map(({ message }) => `the loader says: ${message}`));
  try {
    return tryPlan(plan, moment(script.savedAtSeconds * US_PER_SECOND));
  } catch (error) {
    if (error instanceof InvariantViolation) return failed([error.message]);
    throw error;
  }
}

function tryPlan(plan: Plan, savedAt: SimTime): Trial {
  const simulation = new Simulation(plan);
  const { cluster, engine } = simulation;
  const budgets = new BudgetWatch(cluster);
  const times = new TimeWatch(cluster, simulation.overfull);
  cluster.observe(budgets);
  engine.observe(() => {
    times.passed(engine.now);
  });
  const { endedBy, at } = simulation.run();
  times.look(at);
  const end = endedBy === "quiescence" ? unsettled(cluster) : [];
  const { fingerprint } = engine;
  const others =
    resumedFingerprint(plan, savedAt) === fingerprint ? [] : [`saved at ${savedAt} µs, it goes on otherwise`];
  const complaints = [...new Set([...budgets.complaints, ...times.complaints, ...end, ...others])];
  const { evictions } = budgets;
  return { complaints, fingerprint, endedBy, pods: cluster.pods.size, evictions };
}

/** Of a run that another goes on with from this moment. */
function resumedFingerprint(plan: Plan, savedAt: SimTime): string {
  const first = new Simulation(plan);
  first.engine.run(savedAt);
  const second = new Simulation(plan);
  second.restore(first.snapshot());
  second.run();
  return second.engine.fingerprint;
}

function failed(complaints: readonly string[]): Trial {
  return { complaints, fingerprint: "", endedBy: "failure", pods: 0, evictions: 0 };
}
