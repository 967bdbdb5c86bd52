// How many replicas a metric of pods asks for: the ready pods' usage against the target, and what unready pods and pods without
// samples might make of it. One way for utilisation of requests and for plain values; how usage is measured differs.
// Imitates GetResourceReplicas and calcPlainMetricReplicas of pkg/controller/podautoscaler/replica_calculator.go and
// metrics/utilization.go, v1.36.

import type { MilliValue } from "../../../cluster/metrics-client.ts";
import type { LivePod } from "../../../cluster/live-pod.ts";
import { int32FromDouble, int32Of, productOf, quotientOf, sumOf } from "./milli-arithmetic.ts";
import type { PodSamples } from "./pod-samples.ts";
import { groupPods } from "./pod-states.ts";
import { requestOf, type RequestRules } from "./requests.ts";
import type { HorizontalPodAutoscalerSettings } from "./settings.ts";
import { isWithin, type Tolerances } from "./tolerances.ts";

/** What is known of the pods under an autoscaler at one moment. */
export interface PodsAtHand {
  readonly pods: readonly LivePod[];
  /** As sampled; the calculation takes away from it and adds to it. */
  readonly samples: PodSamples;
  readonly currentReplicas: number;
  readonly tolerances: Tolerances;
  readonly settings: HorizontalPodAutoscalerSettings;
  readonly nowUs: number;
}

export type PodReplicas =
  | {
      readonly kind: "replicas";
      readonly replicas: number;
      readonly averageMilli: MilliValue;
      /** Percent of the requests; only of utilisation. */
      readonly utilization?: number;
    }
  | { readonly kind: "failed"; readonly message: string };

/** Usage of the pods that have samples. */
type Usage =
  | {
      readonly kind: "usage";
      /** Against the target. */
      readonly ratio: number;
      readonly averageMilli: MilliValue;
      readonly utilization?: number;
    }
  | { readonly kind: "failed"; readonly message: string };

/** How usage is measured. */
interface Yardstick {
  usage(samples: PodSamples): Usage;
  /** What a pod without a sample is taken to use where replicas would be taken away. */
  assumed(pod: string): MilliValue;
}

/** What is measured of the pods, and against what. */
export interface UtilizationTarget {
  readonly resource: string;
  /** Empty: all containers. */
  readonly container: string;
  /** An int32. */
  readonly percent: number;
}

/** Utilisation of what the pods request; `requestsFor` says what that is, or why one of them has no request. */
export function utilizationReplicas(
  atHand: PodsAtHand,
  { resource, percent: targetPercent }: UtilizationTarget,
  requestsFor: (pods: readonly LivePod[]) => Requests | string,
): PodReplicas {
  return podReplicas(atHand, resource, () => {
    const requests = requestsFor(atHand.pods);
    if (typeof requests === "string") return requests;
    return {
      usage: (samples) => utilizationOf(samples, requests, targetPercent),
      assumed: (pod) => quotientOf(productOf(requests.get(pod) ?? 0, Math.max(100, targetPercent)), 100),
    };
  });
}

/** An average over pods; `resource` is empty for custom metrics. */
export function averageReplicas(atHand: PodsAtHand, resource: string, targetMilli: MilliValue): PodReplicas {
  return podReplicas(atHand, resource, () => ({
    usage: (samples) => averageOf(samples, targetMilli),
    assumed: () => targetMilli,
  }));
}

function podReplicas(
  { pods, samples, currentReplicas, tolerances, settings, nowUs }: PodsAtHand,
  resource: string,
  yardstick: () => Yardstick | string,
): PodReplicas {
  if (pods.length === 0) return failed("no pods returned by selector while calculating replica count");
  const { readyCount, unready, missing, ignored } = groupPods(pods, samples, resource, settings, nowUs);
  for (const pod of ignored) samples.delete(pod);
  for (const pod of unready) samples.delete(pod);
  if (samples.size === 0) return failed("did not receive metrics for targeted pods (pods might be unready)");
  const measure = yardstick();
  if (typeof measure === "string") return failed(measure);
  const usage = measure.usage(samples);
  if (usage.kind === "failed") return usage;
  const { ratio } = usage;
  const addsDespiteUnready = unready.length > 0 && ratio > 1;
  if (!addsDespiteUnready && missing.length === 0) {
    return asked(isWithin(tolerances, ratio) ? currentReplicas : int32FromDouble(Math.ceil(ratio * readyCount)), usage);
  }
  if (ratio < 1) for (const pod of missing) assume(samples, pod, measure.assumed(pod));
  else if (ratio > 1) for (const pod of missing) assume(samples, pod, 0);
  if (addsDespiteUnready) for (const pod of unready) assume(samples, pod, 0);
  const again = measure.usage(samples);
  if (again.kind === "failed") return again;
  return asked(replicasAgain(ratio, again.ratio, samples.size, currentReplicas, tolerances), usage);
}

/** Pods about which nothing is known may weaken what the others ask for, and not turn it around. */
function replicasAgain(
  ratio: number,
  newRatio: number,
  count: number,
  currentReplicas: number,
  tolerances: Tolerances,
): number {
  const isTurned = (ratio < 1 && newRatio > 1) || (ratio > 1 && newRatio < 1);
  if (isWithin(tolerances, newRatio) || isTurned) return currentReplicas;
  const replicas = int32FromDouble(Math.ceil(newRatio * count));
  const isOpposite = (newRatio < 1 && replicas > currentReplicas) || (newRatio > 1 && replicas < currentReplicas);
  return isOpposite ? currentReplicas : replicas;
}

/** The moment of an assumed sample is never looked at. */
function assume(samples: PodSamples, pod: string, valueMilli: MilliValue): void {
  samples.set(pod, { timestampUs: 0, windowUs: 0, valueMilli });
}

function asked(replicas: number, usage: Extract<Usage, { kind: "usage" }>): PodReplicas {
  const { averageMilli, utilization } = usage;
  return { kind: "replicas", replicas, averageMilli, ...(utilization === undefined ? {} : { utilization }) };
}

/** By pod. */
export type Requests = ReadonlyMap<string, MilliValue>;

/** Asked for the same list of pods again, it says the same again. */
export function knownRequests(
  { resource, container }: UtilizationTarget,
  rules: RequestRules,
): (pods: readonly LivePod[]) => Requests | string {
  let known: readonly LivePod[] | undefined;
  let requests: Requests | string = "";
  return (pods) => {
    if (pods !== known) requests = requestsOf(pods, resource, container, rules);
    known = pods;
    return requests;
  };
}

function requestsOf(
  pods: readonly LivePod[],
  resource: string,
  container: string,
  rules: RequestRules,
): Requests | string {
  const requests = new Map<string, MilliValue>();
  for (const { name, object } of pods) {
    const request = requestOf(object, resource, container, rules);
    if (request.kind === "missing") return `${request.message}${name}`;
    requests.set(name, request.milli);
  }
  return requests;
}

/** Samples of pods that nobody knows do not count. */
function utilizationOf(samples: PodSamples, requests: Requests, targetPercent: number): Usage {
  let used: MilliValue = 0;
  let requested: MilliValue = 0;
  let count = 0;
  for (const [pod, { valueMilli }] of samples) {
    const request = requests.get(pod);
    if (request === undefined) continue;
    used = sumOf(used, valueMilli);
    requested = sumOf(requested, request);
    count += 1;
  }
  if (requested === 0) return failed("no metrics returned matched known pods");
  const utilization = int32Of(quotientOf(productOf(used, 100), requested));
  return { kind: "usage", ratio: utilization / targetPercent, averageMilli: quotientOf(used, count), utilization };
}

function averageOf(samples: PodSamples, targetMilli: MilliValue): Usage {
  let used: MilliValue = 0;
  for (const { valueMilli } of samples.values()) used = sumOf(used, valueMilli);
  const averageMilli = quotientOf(used, samples.size);
  return { kind: "usage", ratio: Number(averageMilli) / Number(targetMilli), averageMilli };
}

function failed(message: string): { readonly kind: "failed"; readonly message: string } {
  return { kind: "failed", message };
}
