// How many pods a rate of requests needs, as an autoscaler on CPU or on requests reckons, and what follows for the begin and for limits that are made.

import { cpuMetric } from "../../model/api/defaults/horizontal-pod-autoscaler.ts";
import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import { approximateDouble } from "../../model/quantity/whole-units.ts";

import type { BacktestOptions } from "./backtest-request.ts";
import type { MetricFigure } from "./metric-figures.ts";
import { listAt, mappingAt, numberAt, textAt, type PlainObject } from "./plain-object.ts";
import { requestedCores, requestedCoresOf, workingContainer } from "./pod-shape.ts";
import type { ScaledPair } from "./vary-keys.ts";

const US_PER_SECOND = 1_000_000;
const PERCENT = 100;
/** Of an autoscaler that is made: as many times what its highest rate needs. */
const ROOM = 2;
const LEAST_MAXIMUM = 10;
/** What an autoscaler aims at that is made. */
const MADE_TARGET = 0.8;

/**
 * Pods at which all that the autoscaler looks at lies at its target or below, as far as it follows from the rate; null where none of it does.
 * `figures`: what its metrics are that metrics-server does not serve.
 */
export function neededReplicas(
  { autoscaler, deployment }: ScaledPair,
  perSecond: number,
  options: BacktestOptions,
  figures: readonly MetricFigure[],
): number | null {
  const written = listAt(autoscaler, ["spec", "metrics"]);
  const needs = (written.length > 0 ? written : [cpuMetric()]).flatMap((metric) => {
    const cores = coresAimedAt(metric, deployment);
    if (cores !== null) return podsFor(coresFor(perSecond, options), cores) ?? [];
    const requests = requestsAimedAt(metric, figures);
    return requests === null ? [] : (podsFor(perSecond, requests) ?? []);
  });
  return needs.length > 0 ? Math.max(...needs) : null;
}

/** Cores that a pod is to use; null where the metric is of something else than the CPU that requests take. */
function coresAimedAt(metric: unknown, deployment: PlainObject): number | null {
  const isOfContainer = textAt(metric, ["type"]) === "ContainerResource";
  const source = mappingAt(metric, [isOfContainer ? "containerResource" : "resource"]);
  if (source["name"] !== "cpu") return null;
  const container = workingContainer(deployment);
  if (isOfContainer && source["container"] !== container?.name) return null;
  const utilisation = numberAt(source, ["target", "averageUtilization"]);
  if (utilisation === undefined) return averageValueOf(source);
  const requested = isOfContainer ? requestedCoresOf(container) : requestedCores(deployment);
  return (utilisation / PERCENT) * requested;
}

/** Requests a second that are to come to a pod; null where the metric is of something else. */
function requestsAimedAt(metric: unknown, figures: readonly MetricFigure[]): number | null {
  const type = textAt(metric, ["type"]);
  const source = mappingAt(metric, [String(type).toLowerCase()]);
  const name = textAt(source, ["metric", "name"]);
  const isOfRate = figures.some((one) => one.type === type && one.name === name && one.figure === "requestsPerSecond");
  return isOfRate ? averageValueOf(source) : null;
}

/** Of each pod; 0 where the target is another. */
function averageValueOf(source: PlainObject): number {
  const at = ["target", "averageValue"];
  const amount = textAt(source, at) ?? numberAt(source, at);
  const quantity = amount === undefined ? undefined : parseQuantity(String(amount));
  return quantity === undefined ? 0 : approximateDouble(quantity);
}

function coresFor(perSecond: number, { cpuPerRequestUs }: BacktestOptions): number {
  return (perSecond * cpuPerRequestUs) / US_PER_SECOND;
}

/** Null where none of it is for a pod. */
function podsFor(amount: number, each: number): number | null {
  // A part of a thousandth of a pod is rounding.
  return each > 0 ? Math.max(0, Math.ceil(amount / each - 1e-3)) : null;
}

/** Pods when the run begins: what the first rate needs, or else what the Deployment has; within the autoscaler's bounds. */
export function firstReplicas(
  pair: ScaledPair,
  perSecond: number,
  options: BacktestOptions,
  figures: readonly MetricFigure[],
): number {
  const { autoscaler, deployment } = pair;
  const wanted = neededReplicas(pair, perSecond, options, figures) ?? numberAt(deployment, ["spec", "replicas"]) ?? 1;
  const least = numberAt(autoscaler, ["spec", "minReplicas"]) ?? 1;
  return Math.max(1, Math.min(mostReplicas(pair), Math.max(least, wanted)));
}

export function mostReplicas({ autoscaler }: Pick<ScaledPair, "autoscaler">): number {
  return numberAt(autoscaler, ["spec", "maxReplicas"]) ?? 1;
}

/** The most replicas of an autoscaler that is made for a Deployment: twice what the highest rate needs. */
export function madeMaximum(deployment: PlainObject, highest: number, options: BacktestOptions): number {
  const needed = podsFor(coresFor(highest, options), MADE_TARGET * requestedCores(deployment)) ?? 0;
  const replicas = numberAt(deployment, ["spec", "replicas"]) ?? 1;
  return Math.max(LEAST_MAXIMUM, ROOM * Math.max(replicas, needed));
}
