// How many pods a rate of requests needs, as an autoscaler on CPU or on requests reckons, and what follows for the begin and for limits that are made.

import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import { approximateDouble } from "../../model/quantity/whole-units.ts";

import type { BacktestOptions } from "./backtest-request.ts";
import type { MetricFigure } from "./metric-figures.ts";
import { numberAt, partAt, type PlainObject } from "./plain-object.ts";
import { requestedCores } from "./pod-shape.ts";
import { targetPath } from "./scaled-workload.ts";
import type { ScaledPair } from "./vary-keys.ts";

const US_PER_SECOND = 1_000_000;
const PERCENT = 100;
/** Of an autoscaler that is made: as many times what its highest rate needs. */
const ROOM = 2;
const LEAST_MAXIMUM = 10;
/** What an autoscaler aims at that is made. */
const MADE_TARGET = 0.8;

/**
 * Pods at which what the autoscaler looks at lies at its target; null where that does not follow from the rate. `figures`: what its
 * metrics are that metrics-server does not serve.
 */
export function neededReplicas(
  { autoscaler, deployment }: ScaledPair,
  perSecond: number,
  options: BacktestOptions,
  figures: readonly MetricFigure[],
): number | null {
  const path = targetPath(autoscaler);
  const source = path.slice(0, 4);
  const [form, target] = [path.at(-1), partAt(autoscaler, path)];
  if (path[3] === "resource" && partAt(autoscaler, [...source, "name"]) === "cpu") {
    const each =
      form === "averageUtilization" ? (Number(target) / PERCENT) * requestedCores(deployment) : amountOf(form, target);
    return podsFor(coresFor(perSecond, options), each);
  }
  const name = partAt(autoscaler, [...source, "metric", "name"]);
  const isOfRate = figures.some((one) => one.name === name && one.figure === "requestsPerSecond");
  return isOfRate ? podsFor(perSecond, amountOf(form, target)) : null;
}

/** Of each pod; 0 where the target is another. */
function amountOf(form: string | number | undefined, target: unknown): number {
  const quantity = form === "averageValue" ? parseQuantity(String(target)) : undefined;
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
