// What autoscalers did, by the names that thresholds and sweeps use.

import { heldFrom } from "../../base/held-values.ts";

import type { Measurement } from "../measurement.ts";
import type { AutoscalerFindings } from "./autoscaling-findings.ts";

export function autoscalingMeasurements(autoscalers: readonly AutoscalerFindings[]): readonly Measurement[] {
  return autoscalers.flatMap((one) => measurementsOf(one));
}

function measurementsOf(findings: AutoscalerFindings): readonly Measurement[] {
  const {
    namespace,
    name,
    current,
    metrics,
    countsFromSeconds,
    countedSeconds,
    replicaSeconds,
    atMaximumSeconds,
    rescaleCount,
    flaps,
  } = findings;
  const labels = { namespace, name };
  const gauge = (of: string, value: number): Measurement => {
    return { kind: "gauge", name: `plimsoll_autoscaler_${of}`, labels, value };
  };
  const meanReplicas = countedSeconds > 0 ? replicaSeconds / countedSeconds : (current.value.at(-1) ?? 0);
  const aboveTarget = metrics.reduce((most, { aboveTargetSeconds }) => Math.max(most, aboveTargetSeconds), 0);
  return [
    gauge("mean_replicas", meanReplicas),
    gauge(
      "max_replicas",
      heldFrom(current, countsFromSeconds).value.reduce((most, value) => Math.max(most, value), 0),
    ),
    gauge("replica_seconds", replicaSeconds),
    gauge("above_target_seconds", aboveTarget),
    gauge("at_maximum_seconds", atMaximumSeconds),
    { kind: "counter", name: "plimsoll_autoscaler_rescales_total", labels, value: rescaleCount },
    { kind: "counter", name: "plimsoll_autoscaler_flaps_total", labels, value: flaps },
  ];
}
