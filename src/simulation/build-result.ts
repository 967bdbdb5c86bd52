// From a run that is over to its result: probes are asked, promises judged, sentences written.

import { inSeconds, moment, type SimTime } from "../base/time.ts";
import { PLIMSOLL_VERSION } from "../base/version.ts";

import type { RunOutcome } from "../engine/engine.ts";

import { countPhases } from "../cluster/books.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import { NOT_YET, PENDING, type PodId, type PodPhase } from "../cluster/pod-table.ts";

import { autoscalingMeasurements } from "../metrics/autoscaling/autoscaling-measurements.ts";
import { fragmentation, strandedCapacity, typicalRequest } from "../metrics/free-capacity.ts";
import {
  latenciesInOrder,
  latencyOverTime,
  schedulingMeasurements,
  stageLatencies,
  stageMeasurements,
  type LatenciesInOrder,
} from "../metrics/latency.ts";
import { sampleOf, type Measurement } from "../metrics/measurement.ts";
import { hadItsPlace, placementMeasurements } from "../metrics/placement-measurements.ts";

import { endStanding, podsBefore, type PodsBefore } from "./end-standing.ts";
import { judgeThreshold } from "./judge-thresholds.ts";
import { loadLimits, type LoadLimitPorts } from "./load-limits.ts";
import { loadOf } from "./needed-replicas.ts";
import {
  RESULT_API_VERSION,
  type AutoscalerFindings,
  type AutoscalerOutcome,
  type LoadFindings,
  type MotionFindings,
  type PodCounts,
  type SimulationResult,
} from "./result.ts";
import { ServedWorkloads } from "./served-workloads.ts";
import type { Simulation } from "./simulation.ts";
import { NOTHING_UNDONE, type Undone } from "./undone.ts";
import { verdictOf, whatLimits } from "./what-limits.ts";

export function buildResult(simulation: Simulation, outcome: RunOutcome): SimulationResult {
  const { plan, cluster, probes } = simulation;
  const end = moment(outcome.at);
  const own = podsFrom(cluster, simulation.preexisting);
  const measured = own.filter((pod) => isMeasured(simulation, pod));
  const waiting = own.filter((pod) => cluster.pods.phaseOf(pod) === PENDING);
  const pods = podCounts(simulation, own);
  const stages = stageMeasurements(probes.ways, measured);
  const typical = typicalRequest(cluster, waiting.length > 0 ? waiting : own);
  const fragments = fragmentation(cluster, typical);
  const workloads = new ServedWorkloads(cluster);
  const motion = motionFindings(simulation, workloads, end);
  const utilisation = probes.utilisation.groups(end);
  const measurements = [
    ...measurementsOf(simulation, measured),
    ...stages,
    ...placementMeasurements(cluster, { own, ...pods, waiting: pods.pending }, utilisation[0], fragments),
    ...probes.cost.measurements(),
    ...probes.cost.total(end),
    ...motionMeasurements(simulation, motion, end),
  ];
  const thresholds = plan.thresholds.map((threshold) => judgeThreshold(threshold, measurements));
  const failures = probes.attempts.failures();
  const unblamed = probes.attempts.unblamed();
  const undone = undoneIn(simulation, motion, outcome);
  const serving = simulation.motion?.availability.series(end) ?? [];
  const ofCluster = whatLimits(failures, utilisation[0], fragments, pods, unblamed, undone.standing?.refusals);
  return {
    apiVersion: RESULT_API_VERSION,
    kind: "RunResult",
    plimsoll: PLIMSOLL_VERSION,
    scenario: { name: plan.name, description: plan.description, inputs: plan.inputs },
    kubernetes: plan.kubernetes,
    seed: plan.seed,
    run: runOf(simulation, outcome, own.length - measured.length),
    verdict: verdictOf(
      pods,
      offeredBy(simulation),
      untriedOf(simulation, waiting),
      thresholds,
      failures,
      unblamed,
      undone,
    ),
    thresholds,
    limits: withLoadLimits(ofCluster, pods, motion, thresholds, { plan, workloads, serving, end }),
    pods,
    nodes: cluster.nodes.size,
    attempts: attemptsOf(simulation),
    preemption: probes.attempts.preemption(),
    latency: stageLatencies(stages),
    utilisation,
    nodeUse: probes.utilisation.nodeTable(end),
    stranded: strandedCapacity(cluster, typical),
    fragmentation: fragments,
    failures,
    unplaced: probes.attempts.unplaced(),
    refused: probes.admission.refused(),
    ...(motion === undefined ? {} : { motion }),
    series: [
      ...probes.queues.series(end),
      ...probes.utilisation.series(end),
      ...latencyOverTime(cluster.pods, own),
      ...serving,
    ],
    metrics: measurements.map(sampleOf),
    coefficients: plan.coefficients,
    notes: plan.notes,
  };
}

/** Pods that lack room are why others are overloaded, not the other way round: they come first. */
function withLoadLimits(
  ofCluster: SimulationResult["limits"],
  { pending }: PodCounts,
  motion: MotionFindings | undefined,
  thresholds: SimulationResult["thresholds"],
  ports: LoadLimitPorts,
): SimulationResult["limits"] {
  const ofLoad = motion === undefined ? [] : loadLimits(motion, thresholds, ports);
  return pending > 0 ? [...ofCluster, ...ofLoad] : [...ofLoad, ...ofCluster];
}

function runOf(simulation: Simulation, outcome: RunOutcome, podsLeftOut: number): SimulationResult["run"] {
  const { events, fingerprint } = simulation.engine;
  const endSeconds = inSeconds(moment(outcome.at));
  // A cluster in motion that has fallen quiet goes on until its horizon, and then nothing is left there.
  const isAtHorizon = outcome.endedBy === "quiescence" && outcome.at === simulation.plan.horizonUs;
  const endedBy = isAtHorizon ? "horizon" : outcome.endedBy;
  return { endedBy, endSeconds, events, fingerprint, ...warmUpOf(simulation, podsLeftOut) };
}

function attemptsOf({ probes: { attempts } }: Simulation): SimulationResult["attempts"] {
  return {
    scheduled: attempts.total("scheduled"),
    unschedulable: attempts.total("unschedulable"),
    error: attempts.total("error"),
  };
}

function undoneIn(
  { cluster, engine, plan, preexisting, probes: { chronicle }, motion: running }: Simulation,
  motion: MotionFindings | undefined,
  { endedBy, at }: RunOutcome,
): Undone {
  const ending = endedBy === "event-limit" ? { givenUpAfter: { events: engine.events, seconds: inSeconds(at) } } : {};
  const standing = endStanding(cluster, chronicle, {
    first: preexisting,
    hasControllers: plan.controlled !== undefined,
    refused: running?.availability.refusals ?? [],
  });
  if (motion === undefined) return { ...NOTHING_UNDONE, standing, ...ending };
  const { failures } = motion.chronicle;
  const { unfinished, availability, load } = motion;
  const sources = load?.sources ?? [];
  return { failures, unfinished, workloads: availability.workloads, standing, sources, ...ending };
}

function motionMeasurements(
  { motion: running }: Simulation,
  found: MotionFindings | undefined,
  end: SimTime,
): readonly Measurement[] {
  return [
    ...(running?.availability.measurements(end) ?? []),
    ...(running?.load?.probe.measurements() ?? []),
    ...autoscalingMeasurements(found?.autoscalers ?? []),
  ];
}

/** Undefined where no controllers run and nothing happened to containers. Until it is asked for, not all is told of what requests used. */
function motionFindings(simulation: Simulation, workloads: ServedWorkloads, end: SimTime): MotionFindings | undefined {
  const { motion, probes } = simulation;
  const chronicle = probes.chronicle.chronicle();
  if (motion === undefined) {
    return chronicle.events.length === 0
      ? undefined
      : { availability: NO_WORKLOADS, jobs: [], chronicle, unfinished: [] };
  }
  const load = motion.load?.findings();
  const autoscalers = autoscalersIn(simulation, workloads, motion.autoscaling.findings(end), load, end);
  return {
    availability: motion.availability.findings(end),
    ...(autoscalers.length === 0 ? {} : { autoscalers }),
    jobs: motion.jobs.findings(),
    ...(load === undefined ? {} : { load }),
    chronicle,
    unfinished: motion.openEnds().map(({ by, sinceUs, text }) => {
      return { by: by.name, sinceSeconds: inSeconds(sinceUs as SimTime), text, position: by.position };
    }),
  };
}

function autoscalersIn(
  { plan, cluster }: Simulation,
  workloads: ServedWorkloads,
  found: readonly AutoscalerFindings[],
  load: LoadFindings | undefined,
  end: SimTime,
): readonly AutoscalerOutcome[] {
  return found.map((autoscaler) => {
    const object = cluster.objects.find("HorizontalPodAutoscaler", autoscaler.namespace, autoscaler.name);
    if (object === undefined) return { ...autoscaler, loadTargets: [], needed: null };
    return { ...autoscaler, ...loadOf(object, plan, workloads, load?.demand ?? [], end) };
  });
}

const NO_WORKLOADS: MotionFindings["availability"] = Object.freeze({ workloads: [], marks: [] });

/** Pods that came during the run. */
function podsFrom(cluster: ClusterState, first: PodId): readonly PodId[] {
  return Array.from({ length: cluster.pods.size - first }, (_, index) => first + index);
}

/** Whether the pod's times count: pods that came during the warm-up are left out. */
function isMeasured({ plan: { warmUp }, cluster }: Simulation, pod: PodId): boolean {
  return warmUp.kind !== "span" || cluster.pods.createdAtUs(pod) >= warmUp.us;
}

function warmUpOf({ plan: { warmUp } }: Simulation, podsLeftOut: number): Pick<SimulationResult["run"], "warmUp"> {
  return warmUp.kind === "span" ? { warmUp: { seconds: inSeconds(warmUp.us), podsLeftOut } } : {};
}

/** The latencies of the pods that count, in the order in which they were created. */
export function measuredLatencies(simulation: Simulation): readonly LatenciesInOrder[] {
  const { cluster, preexisting, probes } = simulation;
  const measured = podsFrom(cluster, preexisting).filter((pod) => isMeasured(simulation, pod));
  return latenciesInOrder(probes.ways, cluster.pods, measured, probes.queues);
}

function podCounts({ cluster, preexisting, probes }: Simulation, own: readonly PodId[]): PodCounts {
  const inPhase = (...phases: readonly PodPhase[]) =>
    own.filter((pod) => phases.includes(cluster.pods.phaseNameOf(pod))).length;
  const gated = probes.queues.count("gated");
  return {
    created: own.length,
    placed: inPhase("assumed", "bound", "running"),
    running: inPhase("running"),
    succeeded: inPhase("succeeded"),
    failed: inPhase("failed"),
    pending: inPhase("pending") - gated,
    gated,
    refused: probes.admission.total,
    preempted: own.filter((pod) => cluster.pods.phaseNameOf(pod) === "deleted" && cluster.pods.isPreempted(pod)).length,
    ...deletedAmong(cluster, own),
    preexisting,
    ...lostBefore(podsBefore(cluster, preexisting)),
  };
}

function deletedAmong(cluster: ClusterState, own: readonly PodId[]): Pick<PodCounts, "deleted" | "deletedUnplaced"> {
  const gone = own.filter((pod) => cluster.pods.phaseNameOf(pod) === "deleted" && !cluster.pods.isPreempted(pod));
  const unplaced = gone.filter((pod) => !hadItsPlace(cluster, pod)).length;
  return {
    ...(gone.length > 0 ? { deleted: gone.length } : {}),
    ...(unplaced > 0 ? { deletedUnplaced: unplaced } : {}),
  };
}

function lostBefore({
  count,
  placed,
  succeeded,
  failed,
}: PodsBefore): Pick<PodCounts, "preexistingFailed" | "preexistingDeleted"> {
  const deleted = count - placed - succeeded - failed;
  return {
    ...(failed > 0 ? { preexistingFailed: failed } : {}),
    ...(deleted > 0 ? { preexistingDeleted: deleted } : {}),
  };
}

/** Pods that the plan's workloads hold, created by now or not. */
function offeredBy({ plan }: Simulation): number {
  return plan.workloads.reduce((sum, { pods }) => sum + pods.names.length, 0);
}

/** Pods that were never tried, of those created or still to come; gated ones and other schedulers' are not meant to be. */
function untriedOf(simulation: Simulation, waiting: readonly PodId[]): number {
  const { cluster, plan, preexisting, probes } = simulation;
  const stillToCome = offeredBy(simulation) - (cluster.pods.size - preexisting) - probes.admission.total;
  const profiles = new Set(plan.scheduler.profiles.map(({ schedulerName }) => schedulerName));
  const neverTried = waiting.filter(
    (pod) => cluster.pods.attemptedAtUs(pod) === NOT_YET && profiles.has(cluster.classOfPod(pod).schedulerName),
  );
  return stillToCome + neverTried.length - probes.queues.count("gated");
}

function measurementsOf({ cluster, probes }: Simulation, measured: readonly PodId[]): readonly Measurement[] {
  const phases = countPhases(cluster);
  // Their condition PodScheduled is False: the last attempt failed, or a gate keeps them.
  const notScheduled = probes.attempts.waitingPods + probes.queues.count("gated");
  const byPhase = {
    Pending: phases.pending + phases.assumed + phases.bound,
    Running: phases.running,
    Succeeded: phases.succeeded,
    Failed: phases.failed,
  };
  return [
    ...schedulingMeasurements(cluster.pods, measured, probes.queues),
    ...probes.admission.measurements(),
    ...probes.attempts.measurements(),
    ...probes.queues.measurements(),
    ...Object.entries(byPhase).map(([phase, value]): Measurement => ({
      kind: "gauge",
      name: "kube_pod_status_phase",
      labels: { phase },
      value,
    })),
    { kind: "gauge", name: "kube_pod_status_unschedulable", labels: {}, value: notScheduled },
    ...probes.utilisation.measurements(),
  ];
}
