// How many replicas the load of an autoscaled workload needs: so many that what the autoscaler looks at would lie at its target if
// all requests that come were served, whatever the autoscaler's limits, windows and tolerance are. Said of metrics that follow from
// requests alone: CPU by utilisation or value, and requests per second.

import type { SimTime } from "../base/time.ts";
import { inSeconds } from "../base/time.ts";

import type { HorizontalPodAutoscaler, MetricSpec, MetricTarget } from "../model/api/types/autoscaling-v2.ts";
import type { Pod } from "../model/objects.ts";
import { incomingRequests } from "../model/pod-requests.ts";
import { parseQuantity } from "../model/quantity/parse-quantity.ts";
import { approximateDouble } from "../model/quantity/whole-units.ts";
import { readResourceList } from "../model/resource-list.ts";
import { CPU } from "../model/resource-name.ts";

import type { ClusterState } from "../cluster/cluster-state.ts";

import { servingContainer } from "../environment/traffic/pod-processor.ts";

import type { ServiceSeries } from "../metrics/load/load-findings.ts";

import type { Plan } from "../scenario/plan.ts";

import type { AutoscalerOutcome, TimeSeries } from "./result.ts";
import { workloadsBehind } from "./served-workloads.ts";

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

/** Of what there is so much of at each moment, and how much of it one replica is to have. */
interface Need {
  readonly amounts: readonly (readonly number[])[];
  readonly perReplica: number;
}

/** What comes to the workload of an autoscaler, and what that needs. */
export function loadOf(
  autoscaler: HorizontalPodAutoscaler,
  plan: Plan,
  cluster: ClusterState,
  demand: readonly ServiceSeries[],
  end: SimTime,
): Pick<AutoscalerOutcome, "loadTargets" | "needed"> {
  const asked = askedOf(autoscaler, plan, cluster, demand);
  const loadTargets = asked.map(({ series }) => series.target);
  return { loadTargets, needed: asked.length === 0 ? null : neededFor(autoscaler, asked, plan, demand, end) };
}

/** Null where the need for none of its metrics follows from requests. */
function neededFor(
  { metadata, spec }: HorizontalPodAutoscaler,
  asked: readonly Asked[],
  plan: Plan,
  demand: readonly ServiceSeries[],
  end: SimTime,
): TimeSeries | null {
  const needs = (spec?.metrics ?? []).flatMap((metric) => needOf(metric, asked, plan, demand));
  if (needs.length === 0) return null;
  const atSeconds = asked.reduce((longest: readonly number[], { series }) => {
    return series.atSeconds.length > longest.length ? series.atSeconds : longest;
  }, []);
  const value = atSeconds.map((_, span) => Math.max(...needs.map((need) => replicasAt(need, span))));
  const labels = { namespace: metadata?.namespace ?? "default", name: metadata?.name ?? "" };
  return { name: "hpa_needed_replicas", labels, unit: "pods", ...stepsOf(atSeconds, value, inSeconds(end)) };
}

function askedOf(
  { metadata, spec }: HorizontalPodAutoscaler,
  { load }: Plan,
  cluster: ClusterState,
  demand: readonly ServiceSeries[],
): readonly Asked[] {
  const { kind, name } = spec?.scaleTargetRef ?? {};
  const namespace = metadata?.namespace ?? "default";
  return (load?.services ?? []).flatMap(({ target, container }, place) => {
    if (target.namespace !== namespace) return [];
    const scaled = workloadsBehind(target, cluster).find((each) => each.kind === kind && each.name === name);
    const serving = scaled === undefined ? undefined : servingContainer(scaled.pod, container);
    if (scaled === undefined || serving === undefined) return [];
    const { pod } = scaled;
    const podCores = incomingRequests(pod, cluster.behaviour).cpuMilli / MILLI_PER_CORE;
    return [{ pod, podCores, series: demand[place]!, container: serving.name }];
  });
}

/** None where it does not follow from requests, or where the target is no amount. */
function needOf(
  metric: MetricSpec,
  asked: readonly Asked[],
  plan: Plan,
  demand: readonly ServiceSeries[],
): readonly Need[] {
  const need =
    metric.resource?.name === CPU || metric.containerResource?.name === CPU
      ? cpuNeed(metric, asked)
      : rateNeed(metric, asked, plan, demand);
  return need === undefined || !(need.perReplica > 0) || need.amounts.length === 0 ? [] : [need];
}

function cpuNeed({ resource, containerResource }: MetricSpec, asked: readonly Asked[]): Need {
  const only = containerResource?.container;
  const serving = only === undefined ? asked : asked.filter(({ container }) => container === only);
  const target = (resource ?? containerResource)?.target;
  const { pod, podCores } = asked[0]!;
  const cores = only === undefined ? podCores : containerCores(pod, only);
  const perReplica =
    target?.averageUtilization === undefined
      ? amountOf(target?.averageValue)
      : (target.averageUtilization / PERCENT) * cores;
  return { amounts: serving.map(({ series }) => series.demandCores), perReplica };
}

/** Of metrics that are requests per second. */
function rateNeed(
  { pods, object, external }: MetricSpec,
  asked: readonly Asked[],
  { metrics }: Plan,
  demand: readonly ServiceSeries[],
): Need | undefined {
  const perReplicaOf = (target: MetricTarget | undefined): number => amountOf(target?.averageValue);
  if (pods !== undefined) {
    const measured = metrics?.pods.find(({ name }) => name === pods.metric?.name);
    if (measured?.figure.kind !== "requests-per-second") return undefined;
    return { amounts: asked.map(({ series }) => series.requestsPerSecond), perReplica: perReplicaOf(pods.target) };
  }
  const { name } = (object ?? external)?.metric ?? {};
  const found = (object === undefined ? metrics?.external : metrics?.objects)?.find((each) => each.name === name);
  if (found?.value.kind !== "service" || found.value.figure.kind !== "requests-per-second") return undefined;
  const amounts = [demand[found.value.service]!.requestsPerSecond];
  return { amounts, perReplica: perReplicaOf((object ?? external)?.target) };
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

function replicasAt({ amounts, perReplica }: Need, span: number): number {
  const amount = amounts.reduce((sum, own) => sum + (own[span] ?? 0), 0);
  return Math.ceil(amount / perReplica - SLACK);
}

/** Without points that change nothing; the last value holds to the end. */
function stepsOf(
  atSeconds: readonly number[],
  value: readonly number[],
  endSeconds: number,
): Pick<TimeSeries, "atSeconds" | "value"> {
  const kept = value.map((_, span) => span).filter((span) => span === 0 || value[span] !== value[span - 1]);
  const last = value.at(-1);
  const isToHold = last !== undefined && atSeconds[kept.at(-1)!]! < endSeconds;
  return {
    atSeconds: [...kept.map((span) => atSeconds[span]!), ...(isToHold ? [endSeconds] : [])],
    value: [...kept.map((span) => value[span]!), ...(isToHold ? [last] : [])],
  };
}
