// How many replicas a metric asks for that is not of pods: of an object, or from outside. Its whole value against the target
// scales the ready pods; against an average per pod it says the number by itself.
// Imitates GetObjectMetricReplicas, GetObjectPerPodMetricReplicas, GetExternalMetricReplicas and
// GetExternalPerPodMetricReplicas of pkg/controller/podautoscaler/replica_calculator.go, v1.36.

import type { ExternalMetricSample, MilliValue } from "../../../cluster/metrics-client.ts";
import type { LivePod } from "../../../cluster/live-pod.ts";
import { int32FromDouble, INT32_MAX, milliFromDouble, MILLI_MAX, sumOf } from "./milli-arithmetic.ts";
import { isWithin, type Tolerances } from "./tolerances.ts";

/** Which results are kept within their type rather than wrapped. */
export interface Caps {
  /** Replicas that a value asks for, and the sum of a value's external series. */
  readonly values: boolean;
  /** The same of averages per pod, of external metrics only. */
  readonly averages: boolean;
}

export type ValueReplicas =
  { readonly kind: "replicas"; readonly replicas: number } | { readonly kind: "failed"; readonly message: string };

/** `pods` are asked for only where usage is out of tolerance. */
export function replicasByValue(
  usageMilli: MilliValue,
  targetMilli: MilliValue,
  currentReplicas: number,
  tolerances: Tolerances,
  caps: Caps,
  pods: () => readonly LivePod[],
): ValueReplicas {
  const ratio = Number(usageMilli) / Number(targetMilli);
  if (currentReplicas === 0) return { kind: "replicas", replicas: int32FromDouble(Math.ceil(ratio)) };
  if (isWithin(tolerances, ratio)) return { kind: "replicas", replicas: currentReplicas };
  const found = pods();
  if (found.length === 0) {
    const why = "no pods returned by selector while calculating replica count";
    return { kind: "failed", message: `unable to calculate ready pods: ${why}` };
  }
  const wanted = ratio * readyCount(found);
  return { kind: "replicas", replicas: caps.values ? capped(wanted) : int32FromDouble(Math.ceil(wanted)) };
}

/** More than an int32 holds is its largest. */
function capped(wanted: number): number {
  return wanted > INT32_MAX ? INT32_MAX : int32FromDouble(Math.ceil(wanted));
}

function readyCount(pods: readonly LivePod[]): number {
  let count = 0;
  for (const pod of pods) if (pod.phase === "Running" && pod.condition("Ready")?.status === "True") count += 1;
  return count;
}

/** What a value comes to per replica that the target's status counts. */
export interface AverageReplicas {
  readonly replicas: number;
  readonly averageMilli: MilliValue;
}

export function replicasByAverage(
  usageMilli: MilliValue,
  targetMilli: MilliValue,
  statusReplicas: number,
  tolerances: Tolerances,
  isCapped: boolean,
): AverageReplicas {
  const usage = Number(usageMilli);
  const target = Number(targetMilli);
  let replicas = statusReplicas;
  if (!isWithin(tolerances, usage / (target * statusReplicas))) {
    const wanted = Math.ceil(usage / target);
    replicas = isCapped ? capped(wanted) : int32FromDouble(wanted);
  }
  const averageMilli =
    isCapped && usage >= Number(MILLI_MAX) ? MILLI_MAX : milliFromDouble(Math.ceil(usage / statusReplicas));
  return { replicas, averageMilli };
}

/** All series of an external metric together, against a value. */
export function externalValue(samples: readonly ExternalMetricSample[], { values }: Caps): MilliValue {
  let usage: MilliValue = 0;
  for (const { valueMilli } of samples) {
    if (values && valueMilli > 0 && BigInt(usage) > BigInt(MILLI_MAX) - BigInt(valueMilli)) return MILLI_MAX;
    usage = sumOf(usage, valueMilli);
  }
  return usage;
}

/** All series of an external metric together, against an average. */
export function externalTotal(samples: readonly ExternalMetricSample[], { averages }: Caps): MilliValue {
  let usage: MilliValue = 0;
  for (const { valueMilli } of samples) {
    usage = sumOf(usage, valueMilli);
    if (averages && usage < 0) return MILLI_MAX;
  }
  return usage;
}
