// A rehearsal: the scenario as it is but for its own faults, and once more for each loss with those nodes failing, both from the same seed. What is
// told is the difference.

import { present } from "../../base/invariant.ts";
import { inSeconds, US_PER_SECOND, type Duration, type SimTime } from "../../base/time.ts";
import { PLIMSOLL_VERSION } from "../../base/version.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { BOUND, NONE, PENDING, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { DEFAULT_NODE_LIFECYCLE_FLAGS } from "../../components/node-lifecycle/flags.ts";

import { GROUP_OUTAGE } from "../../environment/faults/group-outage.ts";
import type { PlannedFault } from "../../environment/faults/planned-fault.ts";

import type { WorkloadAvailability } from "../../metrics/availability/availability.ts";
import type { TimeSeries } from "../../metrics/findings.ts";

import type { Plan } from "../../scenario/plan.ts";

import { buildResult } from "../../simulation/build-result.ts";
import { Simulation } from "../../simulation/simulation.ts";

import { heldPods } from "./held-names.ts";
import { lonePods } from "./lone-pods.ts";
import {
  REHEARSAL_API_VERSION,
  type GivenUpRun,
  type RehearsalResult,
  type RehearsedLoss,
  type RehearsedWorkload,
} from "./rehearsal-result.ts";
import { shortfallOf } from "./shortfall.ts";
import { shortResources } from "./short-resources.ts";
import { touchedJobs } from "./touched-jobs.ts";
import { unnoticedNodes } from "./unnoticed-nodes.ts";

/** Nodes that fail together. */
export interface Loss {
  readonly name: string;
  readonly nodes: readonly string[];
}

export interface Rehearsal {
  /** Its controllers run. */
  readonly plan: Plan;
  readonly at: SimTime;
  /** The end of each run. */
  readonly until: SimTime;
  /** Null: the nodes do not come back. */
  readonly for: Duration | null;
  /** Asked once the run without a loss stands at its moment. */
  readonly lossesOf: (cluster: ClusterState) => readonly Loss[];
}

/** Called before each run. */
export type OnRun = (loss: string | undefined) => void;

interface EndedRun {
  readonly simulation: Simulation;
  readonly givenUp: readonly GivenUpRun[];
  readonly workloads: readonly WorkloadAvailability[];
  readonly result: ReturnType<typeof buildResult>;
}

export function rehearse(rehearsal: Rehearsal, onRun: OnRun): RehearsalResult {
  const { at, until } = rehearsal;
  // One failure at a time: what else the scenario lets fail would be taken for its consequence.
  const plan = { ...rehearsal.plan, horizonUs: until, faults: [] };
  onRun(undefined);
  const calm = new Simulation(plan);
  calm.run(at);
  const losses = rehearsal.lossesOf(calm.cluster);
  const podsOn = podsByNode(calm.cluster);
  const before = ended(calm, until, null);
  // There is nothing to compare with.
  const asked = before.givenUp.length > 0 ? [] : losses;
  const found = asked.map((loss) => {
    onRun(loss.name);
    const hit = new Simulation({ ...plan, faults: [faultOf(loss, rehearsal)] });
    const podsLost = loss.nodes.reduce((sum, node) => sum + (podsOn.get(node) ?? 0), 0);
    const after = ended(hit, until, loss.name);
    return { givenUp: after.givenUp, loss: compared(loss, podsLost, before, after, at) };
  });
  return {
    apiVersion: REHEARSAL_API_VERSION,
    kind: "RehearsalResult",
    plimsoll: PLIMSOLL_VERSION,
    scenario: { name: plan.name, inputs: plan.inputs },
    kubernetes: plan.kubernetes,
    seed: plan.seed,
    atSeconds: inSeconds(at),
    untilSeconds: inSeconds(until),
    forSeconds: rehearsal.for === null ? null : inSeconds(rehearsal.for),
    nodeMonitorGraceSeconds: DEFAULT_NODE_LIFECYCLE_FLAGS.nodeMonitorGracePeriodUs / US_PER_SECOND,
    losses: found.map(({ loss }) => loss),
    givenUp: [...before.givenUp, ...found.flatMap(({ givenUp }) => givenUp)],
    notes: plan.notes,
  };
}

/** All nodes of the loss fail at once, as machines do. */
function faultOf({ name, nodes }: Loss, { at, for: lasts }: Rehearsal): PlannedFault {
  return {
    name: `rehearse/${name}`,
    kind: GROUP_OUTAGE.name,
    target: { names: nodes },
    timing: { kind: "at", atUs: at, forUs: lasts, everyUs: null },
    settings: { as: "nodeCrash" },
    position: { file: "rehearse", line: 1, column: 1 },
  };
}

function podsByNode({ nodes, pods }: ClusterState): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let pod = 0; pod < pods.size; pod += 1) {
    const phase = pods.phaseOf(pod);
    if ((phase !== BOUND && phase !== RUNNING) || pods.nodeOf(pod) === NONE) continue;
    const name = nodes.nameOf(pods.nodeOf(pod));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function ended(simulation: Simulation, until: SimTime, lost: string | null): EndedRun {
  const outcome = simulation.run(until);
  const result = buildResult(simulation, outcome);
  const { workloads } = present(result.motion, "the findings of a run with controllers").availability;
  const wasGivenUp = outcome.endedBy === "event-limit";
  const { events } = simulation.engine;
  return {
    simulation,
    workloads,
    result,
    givenUp: wasGivenUp ? [{ lost, events, atSeconds: inSeconds(outcome.at) }] : [],
  };
}

function compared(loss: Loss, podsLost: number, before: EndedRun, after: EndedRun, at: SimTime): RehearsedLoss {
  const workloads = after.workloads
    .filter(({ kind }) => kind !== "Service")
    .flatMap((found) => comparedWorkload(found, before, after, inSeconds(at)))
    .toSorted((left, right) => worseness(right) - worseness(left));
  const { cluster } = after.simulation;
  const lost = new Set(loss.nodes);
  const jobs = touchedJobs(before.simulation.cluster, cluster);
  const lone = lonePods(before.simulation.cluster, cluster, lost, at);
  const recoveries = [...workloads, lone].map(({ recoverySeconds }) => recoverySeconds);
  const comesBack = jobs.length === 0 && !recoveries.includes(null);
  const waiting = pendingPods(cluster);
  return {
    lost: loss.name,
    nodes: loss.nodes,
    unnoticedNodes: unnoticedNodes(cluster, lost),
    podsLost,
    comesBack,
    recoverySeconds: comesBack ? Math.max(...recoveries.map((seconds) => seconds ?? 0)) : null,
    workloads,
    jobs,
    lonePods: lone,
    waiting: after.result.unplaced.map(({ pod, message }) => ({ pod, message })),
    waitingCount: waiting.length,
    waitingWithoutLossCount: pendingPods(before.simulation.cluster).length,
    held: heldPods(cluster, lost),
    short: shortResources(cluster, waiting, lost),
  };
}

function pendingPods({ pods }: ClusterState): readonly PodId[] {
  return Array.from({ length: pods.size }, (_, pod) => pod).filter((pod) => pods.phaseOf(pod) === PENDING);
}

/** One workload, or nothing if the loss did not touch it. */
function comparedWorkload(
  found: WorkloadAvailability,
  before: EndedRun,
  after: EndedRun,
  atSeconds: number,
): readonly RehearsedWorkload[] {
  const { kind, namespace, name, desired, serving, minimum } = found;
  const calm = before.workloads.find((other) => isSame(other, found));
  const wantedSeries = seriesOf(after, "workload_desired", found);
  const servingSeries = seriesOf(after, "workload_serving", found);
  const calmSeries = seriesOf(before, "workload_serving", found);
  if (wantedSeries === undefined || servingSeries === undefined || calmSeries === undefined) return [];
  const shortfall = shortfallOf({ wanted: wantedSeries, serving: servingSeries, calm: calmSeries }, atSeconds);
  const belowMinimumSeconds = Math.max(0, found.belowMinimumSeconds - (calm?.belowMinimumSeconds ?? 0));
  if (!shortfall.isTouched && belowMinimumSeconds === 0) return [];
  const { fewestServing, endsAtSeconds } = shortfall;
  const recoverySeconds = endsAtSeconds === null ? null : endsAtSeconds - atSeconds;
  return [
    {
      kind,
      namespace,
      name,
      desired,
      minimum,
      fewestServing,
      servingAtEnd: serving,
      recoverySeconds,
      belowMinimumSeconds,
    },
  ];
}

type WorkloadName = Pick<WorkloadAvailability, "kind" | "namespace" | "name">;

function isSame(left: WorkloadName, right: WorkloadName): boolean {
  return left.kind === right.kind && left.namespace === right.namespace && left.name === right.name;
}

function seriesOf({ result }: EndedRun, wanted: string, workload: WorkloadName): TimeSeries | undefined {
  return result.series.find(({ name, labels: { kind, namespace, name: owner } }) => {
    const isOfWorkload = kind === workload.kind && namespace === workload.namespace && owner === workload.name;
    return name === wanted && isOfWorkload;
  });
}

/** What does not come back first, then what falls below its minimum for longest, then what takes longest. */
function worseness({ recoverySeconds, belowMinimumSeconds }: RehearsedWorkload): number {
  return (recoverySeconds === null ? 1e12 : 0) + belowMinimumSeconds * 1e3 + (recoverySeconds ?? 0);
}
