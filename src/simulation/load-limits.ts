// In sentences: what of a run's load went wrong and why. Broken promises on latency with their worst moment, sources whose requests
// failed, autoscalers that stood at their maximum, could not see or flapped.

import { groupedCount } from "../base/grouped-count.ts";
import { heldFrom } from "../base/held-values.ts";
import { inSeconds, type SimTime } from "../base/time.ts";

import type { CrowdedNode } from "../cluster/crowded-node.ts";

import { PaceOverAge, processorOf } from "../environment/traffic/pod-processor.ts";

import type { LoadFindings, ServiceSeries, SourceSeries } from "../metrics/load/load-findings.ts";
import { metricNamed } from "../metrics/metric-names.ts";

import type { Plan } from "../scenario/plan.ts";

import { percentText, spanText } from "./limit-words.ts";
import type { AutoscalerOutcome, MotionFindings, SimulationResult, SourceFindings, TimeSeries } from "./result.ts";
import type { ServedWorkloads } from "./served-workloads.ts";

type Limit = SimulationResult["limits"][number];

/** Sentences of one kind. */
const MOST_TOLD = 3;
/** Of the time for which an autoscaler was there: less at its maximum is no limit. */
const LONG_SHARE = 0.05;
/** Fewer failures are chance. */
const LEAST_ERROR_RATIO = 0.001;
/** Fewer changes that take back the one before are chance. */
const LEAST_FLAPS = 3;
const LATENCY = "http_request_duration_seconds";
const MISSED = "plimsoll_slo_missed_ratio";

const WHY: ReadonlyMap<string, string> = new Map([
  ["no-station", "found no pod that serves"],
  ["refused", "were refused by a pod on its way out or not there any more"],
  ["queue-full", "found the queue full"],
  ["timeout", "took longer than their caller waits"],
  ["cut-off", "were cut off when their pod went"],
  ["call-failed", "failed because a service that they call did"],
]);

export interface LoadLimitPorts {
  readonly plan: Plan;
  readonly workloads: ServedWorkloads;
  /** Replicas that serve, of each workload and Service. */
  readonly serving: readonly TimeSeries[];
  readonly end: SimTime;
}

/** Most telling first; none where there is neither load nor autoscaler. */
export function loadLimits(
  { load, autoscalers = [] }: Pick<MotionFindings, "load" | "autoscalers">,
  thresholds: SimulationResult["thresholds"],
  ports: LoadLimitPorts,
): readonly Limit[] {
  const peaks = load === undefined ? [] : brokenPeaks(load.series, load.demand, thresholds, ports);
  const failing = (load?.sources ?? []).filter(({ errorRatio }) => errorRatio > LEAST_ERROR_RATIO);
  const worst = failing.toSorted((left, right) => right.errorRatio - left.errorRatio);
  return [
    ...peaks.slice(0, MOST_TOLD),
    ...worst.slice(0, MOST_TOLD).map((source) => ({
      resource: "requests",
      sentence: failureSentence(source) + worstFailures(source, load!, ports),
    })),
    ...overdueLimits(load?.sources ?? []),
    ...crowdLimit(load?.crowdedNodes ?? [], inSeconds(ports.end)),
    ...autoscalerLimits(autoscalers, inSeconds(ports.end)),
  ];
}

function failureSentence({ source, target, requestClass, requests, errorRatio, failed }: SourceFindings): string {
  const all = Object.values(failed).reduce((sum, count) => sum + count, 0);
  const whys = Object.entries(failed)
    .toSorted(([, left], [, right]) => right - left)
    .map(([why, count]) => `${percentText(count / all)} ${WHY.get(why) ?? why}`);
  const [only, ...others] = whys;
  const reasons = others.length === 0 ? (only ?? "").replace(/^\S+ /, "they ") : `of those, ${whys.join(", ")}`;
  const of = `${groupedCount(requests)} requests of ${source} to ${shortTarget(target)} (${requestClass})`;
  return `${percentText(errorRatio)} of ${of} failed: ${reasons}`;
}

/** The span in which most requests of the source failed, and what went on then. */
function worstFailures({ source }: SourceFindings, { series, demand }: LoadFindings, ports: LoadLimitPorts): string {
  const own = series.find((each) => each.source === source);
  if (own === undefined) return "";
  const place = highest(own.errorsPerSecond, own.atSeconds, measuredFrom(ports.plan));
  if (place === undefined || own.errorsPerSecond[place] === 0) return "";
  const atSeconds = own.atSeconds[place]!;
  const when = atSeconds === 0 ? "at the beginning" : `from ${spanText(atSeconds)} on`;
  return `; the most ${when}${mostLoaded(atSeconds, demand, ports)}`;
}

/** Where latencies would look good because hardly anybody got an answer. */
function overdueLimits(sources: readonly SourceFindings[]): readonly Limit[] {
  const waiting = sources.flatMap(({ overdue, ...source }) =>
    overdue !== undefined && overdue.requests > LEAST_ERROR_RATIO * source.requests ? [{ overdue, source }] : [],
  );
  const worst = waiting.toSorted((left, right) => right.overdue.requests - left.overdue.requests);
  return worst.slice(0, MOST_TOLD).map(({ overdue: { requests, longestSeconds }, source }) => {
    const of = `${groupedCount(source.requests)} requests of ${source.source} to ${shortTarget(source.target)} (${source.requestClass})`;
    const sentence = `${groupedCount(requests)} of ${of} had no answer when the run ended, the longest for at least ${spanText(longestSeconds)}: latencies count how long they waited`;
    return { resource: "requests", sentence };
  });
}

/** Where pods could not have the processors that they wanted, whatever their limits allow. */
function crowdLimit(crowded: readonly CrowdedNode[], endSeconds: number): readonly Limit[] {
  const [first] = crowded;
  if (first === undefined || first.seconds < LONG_SHARE * endSeconds) return [];
  const { node, cores, seconds } = first;
  const where = crowded.length === 1 ? "" : `, the longest of ${groupedCount(crowded.length)} nodes`;
  const long = `${spanText(seconds)} (${percentText(Math.min(1, seconds / endSeconds))} of the run)`;
  const sentence = `the pods of node ${node} wanted all of its ${coresText(cores)} of CPU or more for ${long}${where}: they share it by what they request`;
  return [{ resource: "cpu", sentence }];
}

function autoscalerLimits(autoscalers: readonly AutoscalerOutcome[], endSeconds: number): readonly Limit[] {
  const blind = autoscalers.filter(({ complaints }) => complaints.length > 0);
  const full = autoscalers.filter(({ atMaximumSeconds, countsFromSeconds }) => {
    return atMaximumSeconds > LONG_SHARE * (endSeconds - countsFromSeconds);
  });
  const flapping = autoscalers.filter(({ flaps }) => flaps >= LEAST_FLAPS);
  const atMaximum = full.toSorted((left, right) => right.atMaximumSeconds - left.atMaximumSeconds);
  return [
    ...blind.slice(0, MOST_TOLD).map((autoscaler) => ({
      resource: "metrics",
      sentence: `hpa/${autoscaler.name} cannot do its work at the end: ${autoscaler.complaints.join("; ")}`,
    })),
    ...atMaximum.slice(0, MOST_TOLD).map((autoscaler) => ({
      resource: "maxReplicas",
      sentence: maximumSentence(autoscaler, endSeconds),
    })),
    ...flapping.slice(0, MOST_TOLD).map(({ name, flaps, rescaleCount }) => ({
      resource: "flapping",
      sentence: `hpa/${name} flaps: ${groupedCount(flaps)} of its ${groupedCount(rescaleCount)} changes of size took back the one before within ten minutes`,
    })),
  ];
}

function maximumSentence(
  { name, maxReplicas, atMaximumSeconds, needed, countsFromSeconds }: AutoscalerOutcome,
  endSeconds: number,
): string {
  const most = (needed === null ? [] : heldFrom(needed, countsFromSeconds).value).reduce((a, b) => Math.max(a, b), 0);
  const more =
    most > maxReplicas
      ? `, while its load needed up to ${groupedCount(most)}`
      : needed === null || most === maxReplicas
        ? ""
        : `, though its load never needed more than ${groupedCount(most)}`;
  const share = percentText(Math.min(1, atMaximumSeconds / (endSeconds - countsFromSeconds)));
  return `hpa/${name} stood at its maximum of ${groupedCount(maxReplicas)} replicas for ${spanText(atMaximumSeconds)} (${share} of the time)${more}`;
}

/** The moment at which a promise on the latency of requests was broken most, and what went on then. */
function brokenPeaks(
  series: readonly SourceSeries[],
  demand: readonly ServiceSeries[],
  thresholds: SimulationResult["thresholds"],
  ports: LoadLimitPorts,
): readonly Limit[] {
  return ports.plan.thresholds.flatMap(({ metric, labels, aggregation }, place) => {
    const { passed, threshold } = thresholds[place]!;
    const measured = metricNamed(metric)?.name;
    if (passed || (measured !== LATENCY && measured !== MISSED)) return [];
    const percent = aggregation.kind === "percentile" ? aggregation.percent : measured === MISSED ? 99 : 50;
    const column = percent >= 99 ? "p99Seconds" : percent >= 90 ? "p95Seconds" : "p50Seconds";
    const peaks = series.flatMap((source) => {
      const network = ports.plan.load!.network;
      const own = network.sources.find(({ name }) => name === source.source)!;
      const target = network.services[own.service]!.name;
      const isMeant = (labels["source"] ?? source.source) === source.source && (labels["target"] ?? target) === target;
      return isMeant ? peakOf(source, column, own.service, measuredFrom(ports.plan)) : [];
    });
    const worst = peaks.toSorted((left, right) => right.seconds - left.seconds)[0];
    if (worst === undefined) return [];
    const figure = `${column.slice(0, 3)} of ${worst.source} was worst from ${spanText(worst.atSeconds)} on: ${spanText(worst.seconds)}`;
    const then = mostLoaded(worst.atSeconds, demand, ports);
    return [{ resource: "latency", sentence: `${threshold} is broken: ${figure}${then}` }];
  });
}

interface Peak {
  readonly source: string;
  readonly service: number;
  readonly atSeconds: number;
  readonly seconds: number;
}

/** Whatever a promise is judged by comes later. */
function measuredFrom({ warmUp }: Plan): number {
  return warmUp.kind === "span" ? inSeconds(warmUp.us) : 0;
}

function peakOf(
  series: SourceSeries,
  column: "p50Seconds" | "p95Seconds" | "p99Seconds",
  service: number,
  fromSeconds: number,
): readonly Peak[] {
  const values = series[column];
  const place = highest(values, series.atSeconds, fromSeconds);
  if (place === undefined) return [];
  return [{ source: series.source, service, atSeconds: series.atSeconds[place]!, seconds: values[place]! }];
}

/** The place of the highest value from a moment on, the first of several; undefined: there is none. */
function highest(
  values: readonly (number | null)[],
  atSeconds: readonly number[],
  fromSeconds: number,
): number | undefined {
  let place: number | undefined;
  for (const [at, value] of values.entries()) {
    if (value === null || atSeconds[at]! < fromSeconds) continue;
    if (place === undefined || value > values[place]!) place = at;
  }
  return place;
}

/** The service whose pods were asked for the largest part of the processors that they may use. */
function mostLoaded(atSeconds: number, demand: readonly ServiceSeries[], ports: LoadLimitPorts): string {
  const loads = demand.flatMap((series, service) => loadAt(series, service, atSeconds, ports));
  const first = loads.toSorted((left, right) => right.share - left.share)[0];
  if (first === undefined) return "";
  const { service, wanted, pods, each, share } = first;
  if (pods === 0) return `, when no pod of ${service} was ready`;
  const may = `its ${groupedCount(pods)} ready ${pods === 1 ? "pod" : "pods"} may use ${coresText(pods * each)}`;
  const judged = share >= 1 ? " less than that" : share > 0.8 ? " hardly more" : "";
  return `, when ${service} was asked for ${coresText(wanted)} of CPU and ${may}${judged === "" ? "" : `:${judged}`}`;
}

interface LoadAtMoment {
  readonly service: string;
  readonly wanted: number;
  readonly pods: number;
  /** Cores that one pod may use for requests, once what it uses by itself stays the same. */
  readonly each: number;
  readonly share: number;
}

/** None of a service whose pods are of no workload, or have no limit. */
function loadAt(
  { target, atSeconds, demandCores }: ServiceSeries,
  place: number,
  at: number,
  { plan, workloads, serving }: LoadLimitPorts,
): readonly LoadAtMoment[] {
  const service = plan.load!.services[place]!;
  const [workload] = workloads.behind(service.target);
  if (workload === undefined) return [];
  const { ownMilli } = new PaceOverAge(workload.pod, service.container).at(Infinity);
  const { quota } = processorOf(workload.pod, service.container, Infinity, { speed: 1, ownMilli });
  if (quota === undefined) return [];
  const { kind, namespace, name } = service.target;
  const own = serving.find(({ labels }) => {
    return labels["kind"] === kind && labels["namespace"] === namespace && labels["name"] === name;
  });
  const pods = own === undefined ? 0 : valueAt(own.atSeconds, own.value, at);
  const each = quota.workUs / quota.periodUs;
  const wanted = valueAt(atSeconds, demandCores, at);
  return [{ service: shortTarget(target), wanted, pods, each, share: wanted / (pods * each) }];
}

/** Of steps: the value that holds at the moment; 0 before the first. */
function valueAt(atSeconds: readonly number[], value: readonly number[], at: number): number {
  const next = atSeconds.findIndex((from) => from > at);
  return value[next < 0 ? value.length - 1 : next - 1] ?? 0;
}

function coresText(cores: number): string {
  return cores < 1 ? `${Math.round(cores * 1000)}m` : `${Number(cores.toFixed(1))} ${cores === 1 ? "core" : "cores"}`;
}

/** `service/shop/web` without its namespace. */
function shortTarget(target: string): string {
  const [kind, , name] = target.split("/");
  return `${kind}/${name}`;
}
