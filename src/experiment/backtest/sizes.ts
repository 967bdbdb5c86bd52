// How many pods a rate of requests needs, as an autoscaler on CPU reckons, and what follows for the begin and for limits that are made.

import type { BacktestOptions } from "./backtest-request.ts";
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

/** Pods at which the rate uses as much of their CPU as the autoscaler aims at; null where it does not aim at a use of CPU. */
export function neededReplicas(
  { autoscaler, deployment }: ScaledPair,
  perSecond: number,
  options: BacktestOptions,
): number | null {
  const path = targetPath(autoscaler);
  const target = partAt(autoscaler, path);
  const isOfCpu = path[3] === "resource" && partAt(autoscaler, [...path.slice(0, 4), "name"]) === "cpu";
  if (!isOfCpu || path.at(-1) !== "averageUtilization" || typeof target !== "number") return null;
  return podsFor(perSecond, target / PERCENT, deployment, options);
}

function podsFor(
  perSecond: number,
  target: number,
  deployment: PlainObject,
  { cpuPerRequestUs }: BacktestOptions,
): number | null {
  const eachCores = target * requestedCores(deployment);
  if (eachCores <= 0) return null;
  // A part of a thousandth of a pod is rounding.
  return Math.max(0, Math.ceil((perSecond * cpuPerRequestUs) / US_PER_SECOND / eachCores - 1e-3));
}

/** Pods when the run begins: what the first rate needs, or else what the Deployment has; within the autoscaler's bounds. */
export function firstReplicas(pair: ScaledPair, perSecond: number, options: BacktestOptions): number {
  const { autoscaler, deployment } = pair;
  const wanted = neededReplicas(pair, perSecond, options) ?? numberAt(deployment, ["spec", "replicas"]) ?? 1;
  const least = numberAt(autoscaler, ["spec", "minReplicas"]) ?? 1;
  return Math.max(1, Math.min(mostReplicas(pair), Math.max(least, wanted)));
}

export function mostReplicas({ autoscaler }: Pick<ScaledPair, "autoscaler">): number {
  return numberAt(autoscaler, ["spec", "maxReplicas"]) ?? 1;
}

/** The most replicas of an autoscaler that is made for a Deployment: twice what the highest rate needs. */
export function madeMaximum(deployment: PlainObject, highest: number, options: BacktestOptions): number {
  const needed = podsFor(highest, MADE_TARGET, deployment, options) ?? 0;
  const replicas = numberAt(deployment, ["spec", "replicas"]) ?? 1;
  return Math.max(LEAST_MAXIMUM, ROOM * Math.max(replicas, needed));
}
