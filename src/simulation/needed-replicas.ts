// How many replicas the load of an autoscaled workload needs: so many that what the autoscaler looks at would lie at its target if
// all requests that come were served, whatever the autoscaler's limits, windows and tolerance are. Said of metrics that no replica
// changes: CPU by utilisation or value, requests per second, and series of objects and of things outside the cluster.

import type { SimTime } from "../base/time.ts";
import { inSeconds } from "../base/time.ts";

import type { HorizontalPodAutoscaler, MetricSpec } from "../model/api/types/autoscaling-v2.ts";
import type { Pod } from "../model/objects.ts";
import { incomingRequests } from "../model/pod-requests.ts";
import { parseQuantity } from "../model/quantity/parse-quantity.ts";
import { approximateDouble } from "../model/quantity/whole-units.ts";
import { readResourceList } from "../model/resource-list.ts";
import { CPU } from "../model/resource-name.ts";

import { servingContainer } from "../environment/traffic/pod-processor.ts";

import type { ServiceSeries } from "../metrics/load/load-findings.ts";

import type { Plan } from "../scenario/plan.ts";

import type { AutoscalerOutcome, TimeSeries } from "./result.ts";
import type { ServedWorkloads } from "./served-workloads.ts";
import { combineSteps, keptSteps, type Steps } from "./steps.ts";
import { toldSteps } from "./told-steps.ts";

const MILLI_PER_CORE = 1000;
const PERCENT = 100;
/** What floating point adds to a whole number is no replica. */
const SLACK = 1e-9;

/** What is asked of the workload's pods over time. */
interface Asked {
  readonly pod: Pod;
  /** What the whole pod requests. */
  readonly podCores: number;
  readonly series: ServiceSeries;
  /** Which of its containers serves. */
  readonly container: string;
}

/** What there is of something, by where it comes from, and how much of it one replica is to have. */
interface Need {
  readonly amounts: readonly Steps[];
  readonly perReplica: number;
}

/** What comes to the workload of an autoscaler, and what that needs. */
export function loadOf(
  autoscaler: HorizontalPodAutoscaler,
  plan: Plan,
  workloads: ServedWorkloads,
  demand: readonly ServiceSeries[],
  end: SimTime,
): Pick<AutoscalerOutcome, "loadTargets" | "needed"> {
  const asked = askedOf(autoscaler, plan, workloads, demand);
  const loadTargets = asked.map(({ series }) => series.target);
  return { loadTargets, needed: neededFor(autoscaler, asked, plan, demand, end) };
}

/** Null where the need for none of its metrics is known. */
function neededFor(
  { metadata, spec }: HorizontalPodAutoscaler,
  asked: readonly Asked[],
  plan: Plan,
  demand: readonly ServiceSeries[],
  end: SimTime,
): TimeSeries | null {
  const needs = (spec?.metrics ?? []).flatMap((metric) => needOf(metric, asked, plan, demand, end));
  if (needs.length === 0) return null;
  const most = combineSteps(needs.map(replicasFor), (replicas) => Math.max(...replicas));
  const labels = { namespace: metadata?.namespace ?? "default", name: metadata?.name ?? "" };
  return { name: "hpa_needed_replicas", labels, unit: "pods", ...keptSteps(most, inSeconds(end)) };
}

function askedOf(
  { metadata, spec }: HorizontalPodAutoscaler,
  { load }: Plan,
  workloads: ServedWorkloads,
  demand: readonly ServiceSeries[],
): readonly Asked[] {
  const { kind, name } = spec?.scaleTargetRef ?? {};
  const namespace = metadata?.namespace ?? "default";
  return (load?.services ?? []).flatMap(({ target, container }, place) => {
    if (target.namespace !== namespace) return [];
    const scaled = workloads.behind(target).find((each) => each.kind === kind && each.name === name);
    const serving = scaled === undefined ? undefined : servingContainer(scaled.pod, container);
    if (scaled === undefined || serving === undefined) return [];
    const { pod } = scaled;
    const podCores = incomingRequests(pod, workloads.behaviour).cpuMilli / MILLI_PER_CORE;
    return [{ pod, podCores, series: demand[place]!, container: serving.name }];
  });
}

/** None where it is not known, or where the target is no amount for each replica. */
function needOf(
  metric: MetricSpec,
  asked: readonly Asked[],
  plan: Plan,
  demand: readonly ServiceSeries[],
  end: SimTime,
): readonly Need[] {
  const isOfCpu = metric.resource?.name === CPU || metric.containerResource?.name === CPU;
  const need = isOfCpu ? cpuNeed(metric, asked) : toldNeed(metric, asked, plan, demand, end);
  return need === undefined || !(need.perReplica > 0) || need.amounts.length === 0 ? [] : [need];
}

function cpuNeed({ resource, containerResource }: MetricSpec, asked: readonly Asked[]): Need | undefined {
  if (asked.length === 0) return undefined;
  const only = containerResource?.container;
  const serving = only === undefined ? asked : asked.filter(({ container }) => container === only);
  const target = (resource ?? containerResource)?.target;
  const { pod, podCores } = asked[0]!;
  const cores = only === undefined ? podCores : containerCores(pod, only);
  const perReplica =
    target?.averageUtilization === undefined
      ? amountOf(target?.averageValue)
      : (target.averageUtilization / PERCENT) * cores;
  const amounts = serving.map(({ series: { atSeconds, demandCores } }) => ({ atSeconds, value: demandCores }));
  return { amounts, perReplica };
}

/** Of metrics that an adapter tells. */
function toldNeed(
  metric: MetricSpec,
  asked: readonly Asked[],
  { metrics, seed }: Plan,
  demand: readonly ServiceSeries[],
  end: SimTime,
): Need | undefined {
  const { pods, object, external } = metric;
  if (metrics === undefined) return undefined;
  if (pods === undefined) {
    const amounts = toldSteps(metric, { metrics, seed, end, demand });
    return amounts === undefined
      ? undefined
      : { amounts, perReplica: amountOf((object ?? external)?.target?.averageValue) };
  }
  const measured = metrics.pods.find(({ name }) => name === pods.metric?.name);
  if (measured?.figure.kind !== "requests-per-second") return undefined;
  const amounts = asked.map(({ series: { atSeconds, requestsPerSecond } }) => ({
    atSeconds,
    value: requestsPerSecond,
  }));
  return { amounts, perReplica: amountOf(pods.target?.averageValue) };
}

function containerCores({ spec }: Pod, name: string): number {
  const requests = spec.containers.find((container) => container.name === name)?.resources?.requests;
  const cpu = readResourceList(requests).get(CPU);
  return cpu === undefined ? 0 : approximateDouble(cpu);
}

function amountOf(text: string | undefined): number {
  const quantity = text === undefined ? undefined : parseQuantity(text);
  return quantity === undefined ? 0 : approximateDouble(quantity);
}

function replicasFor({ amounts, perReplica }: Need): Steps {
  return combineSteps(amounts, (values) => {
    const amount = values.reduce((sum, value) => sum + value, 0);
    return Math.ceil(amount / perReplica - SLACK);
  });
}
