// Runs one script under the oracle. Knows the loader, the simulation, and those who watch it.

import { InvariantViolation } from "../../../src/base/invariant.ts";
import { moment, US_PER_SECOND, type SimTime } from "../../../src/base/time.ts";

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { LivePodView } from "../../../src/cluster/live-pods.ts";

import type { Plan } from "../../../src/scenario/plan.ts";

import { Simulation } from "../../../src/simulation/simulation.ts";

import { load } from "../../scenario/memory-files.ts";
import { existingPods } from "./api-objects.ts";
import { BudgetWatch } from "./budget-watch.ts";
import { LatePods } from "./late-pods.ts";
import type { MotionScript } from "./motion-script.ts";
import { PreemptionWatch } from "./preemption-watch.ts";
import { scenarioOf } from "./scenario-of.ts";
import { unsettled } from "./settled.ts";
import { TimeWatch } from "./time-watch.ts";

/** Many times what scripts take that come to an end. */
const EVENTS_MOST = 1_000_000;
/** No probe of a script lets a pod become ready later. */
const STARTING_US = 120 * US_PER_SECOND;
/** After its grace is over a pod is gone within that time. */
const LEAVING_US = 5 * US_PER_SECOND;

/** What came of it. */
export interface Trial {
  readonly complaints: readonly string[];
  readonly fingerprint: string;
  readonly endedBy: string;
  readonly events: number;
  readonly pods: number;
  readonly evictions: number;
  readonly preemptions: number;
}

/** One that goes on for more than `eventsMost` events is given up, and complained of. */
export function tryScript(script: MotionScript, eventsMost = EVENTS_MOST): Trial {
  const { plan, errors } = load(scenarioOf(script));
  if (plan === undefined) return failed(errors.map(({ message }) => `the loader says: ${message}`));
  try {
    return tryPlan(script, plan, eventsMost);
  } catch (error) {
    if (error instanceof InvariantViolation) return failed([error.message]);
    throw error;
  }
}

function tryPlan(script: MotionScript, plan: Plan, eventsMost: number): Trial {
  const savedAt = moment(script.savedAtSeconds * US_PER_SECOND);
  const simulation = new Simulation(plan);
  const { cluster, engine } = simulation;
  const budgets = new BudgetWatch(cluster);
  const late = new LatePods(cluster);
  const times = new TimeWatch(cluster, simulation.overfull, late);
  const preemptions = new PreemptionWatch(cluster);
  cluster.observe(budgets);
  cluster.observe(late);
  cluster.observe(preemptions);
  engine.observe(() => {
    times.passed(engine.now);
    if (engine.events >= eventsMost) engine.stop();
  });
  const { endedBy, at, events } = simulation.run();
  if (endedBy === "stop-condition") return failed([`it goes on and on: ${events} events by ${at} µs`]);
  times.look(at);
  const isSettled = !isRestless(script) && (endedBy === "quiescence" || (isQuiet(script) && !isClearing(cluster)));
  // What CronJobs start drives out others, until the horizon comes.
  const startingUs = endedBy === "quiescence" ? 0 : STARTING_US;
  const end = isSettled ? unsettled(cluster, startingUs).filter((text) => !isOfCron(text)) : [];
  const { fingerprint } = engine;
  const others =
    resumedFingerprint(plan, savedAt) === fingerprint ? [] : [`saved at ${savedAt} µs, it goes on otherwise`];
  const complaints = [
    ...new Set([...budgets.complaints, ...preemptions.complaints, ...times.complaints, ...end, ...others]),
  ];
  const counts = { pods: cluster.pods.size, evictions: budgets.evictions, preemptions: preemptions.preemptions };
  return { complaints, fingerprint, endedBy, events, ...counts };
}

/**
 * Whether all that the script does is long over at the horizon, but for what CronJobs start. Who was refused for want of quota tries
 * again after up to 1000 s, and a rollout does so again and again.
 */
function isQuiet({ faults, quotas }: MotionScript): boolean {
  const goesOn = (options: unknown) => "meanTimeBetweenFailures" in (options as object);
  return quotas.length === 0 && !faults.some((fault) => Object.values(fault).some(goesOn));
}

/** Somebody is on his way out and has time left, as when a CronJob's pod drives him out: who waits for his place waits on. */
function isClearing(cluster: ClusterState): boolean {
  const leaving = ({ deletion }: LivePodView): boolean =>
    deletion !== undefined && deletion.deadlineUs + LEAVING_US > cluster.now;
  return existingPods(cluster).some((pod) => leaving(pod));
}

/** Containers that use ever more memory are killed and evicted again and again. */
function isRestless(script: MotionScript): boolean {
  return Object.values(scenarioOf(script)).some((text) => text.includes("plimsoll/memory-use"));
}

/** Some of these begin anew all the time. */
function isOfCron(text: string): boolean {
  return text.includes("cron-");
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
  return { complaints, fingerprint: "", endedBy: "failure", events: 0, pods: 0, evictions: 0, preemptions: 0 };
}
