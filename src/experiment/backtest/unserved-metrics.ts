// Metrics of a backtest's autoscaler of which it can see nothing, whatever the load is, and why: there is no metrics-server, or nobody
// serves what a selector chooses. Knows the autoscaler, and what the scenario serves.

import type { PlannedMetrics } from "../../environment/load/planned-metrics.ts";

import {
  DEFAULT_METRICS,
  lackOfServedMetric,
  lackOfServer,
  type MetricSpec,
} from "../../scenario/load/unserved-metrics.ts";

import { listAt, textAt, type PlainObject } from "./plain-object.ts";

export interface UnservedMetric {
  /** Of a resource its name. */
  readonly metric: string;
  /** A half sentence. */
  readonly because: string;
}

export function unservedMetrics(
  autoscaler: PlainObject,
  namespace: string,
  metrics: PlannedMetrics | undefined,
): readonly UnservedMetric[] {
  const who = `hpa/${textAt(autoscaler, ["metadata", "name"]) ?? ""}`;
  const listed = listAt(autoscaler, ["spec", "metrics"]) as readonly MetricSpec[];
  return (listed.length === 0 ? DEFAULT_METRICS : listed).flatMap((spec) => {
    const resource = (spec.resource ?? spec.containerResource)?.name;
    const metric = resource ?? (spec.pods ?? spec.object ?? spec.external)?.metric?.name ?? "";
    const lack =
      resource === undefined ? lackOfServedMetric(spec, who, namespace, metrics) : lackOfServer(who, resource, metrics);
    return lack === undefined ? [] : [{ metric, because: `${lack.message} (expected: ${lack.expected})` }];
  });
}
