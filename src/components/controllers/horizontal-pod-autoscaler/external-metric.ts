// Metrics of type External, from external.metrics.k8s.io.
// Imitates computeStatusForExternalMetric of pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { MetricSpec, MetricStatus } from "../../../model/api/types/autoscaling-v2.ts";

import type { ExternalMetricQuery, ExternalMetricSample, MilliValue } from "../../../cluster/metrics-client.ts";
import { metricSelectorOf, selectorWords } from "./metric-selector.ts";
import {
  brokenMetric,
  failedMetric,
  never,
  quantityText,
  type MetricLook,
  type MetricProposal,
  type MetricSurroundings,
  type PreparedMetric,
} from "./metric-proposal.ts";
import { milliIn } from "./milli-arithmetic.ts";
import { failureOf } from "./pod-samples.ts";
import { externalTotal, externalValue, replicasByAverage, replicasByValue } from "./value-replicas.ts";

type ExternalMetric = NonNullable<MetricSpec["external"]>;

const FAILED = "FailedGetExternalMetric";

export function prepareExternalMetric(spec: ExternalMetric, surroundings: MetricSurroundings): PreparedMetric {
  const { metric, target } = spec;
  const { name = "" } = metric ?? {};
  const { averageValue, value } = target ?? {};
  if (averageValue === undefined && value === undefined) {
    const message = "invalid external metric source: neither a value target nor an average value target was set";
    return brokenMetric(FAILED, message, wrapped(name, message));
  }
  const metricSelector = metricSelectorOf(metric?.selector);
  if (metricSelector.kind === "invalid") {
    const { message } = metricSelector;
    return brokenMetric(FAILED, message, wrapped(name, errorOf(name, message, averageValue !== undefined)));
  }
  const query: ExternalMetricQuery = {
    kind: "external-metric",
    namespace: surroundings.namespace,
    metricName: name,
    metricSelector,
  };
  const reckon =
    averageValue === undefined
      ? byValue(milliIn(value ?? "0"), surroundings)
      : byAverage(milliIn(averageValue), surroundings);
  return { query, isAgeing: never, propose: proposalBy(spec, query, averageValue !== undefined, reckon) };
}

type Propose = (look: MetricLook) => MetricProposal;
type CurrentValue = NonNullable<NonNullable<MetricStatus["external"]>["current"]>;

/** What the samples come to; a text says why they come to nothing. */
type Reckoning = (
  found: readonly ExternalMetricSample[],
  look: MetricLook,
) => { readonly replicas: number; readonly current: CurrentValue } | string;

function proposalBy(spec: ExternalMetric, query: ExternalMetricQuery, isAverage: boolean, reckon: Reckoning): Propose {
  const { metricName } = query;
  const name = nameOf(spec, metricName);
  return (look) => {
    const found = seriesOf(look, query, spec);
    const outcome = typeof found === "string" ? found : reckon(found, look);
    if (typeof outcome === "string") return failed(metricName, outcome, isAverage);
    return { kind: "proposed", replicas: outcome.replicas, name, status: statusOf(spec, outcome.current) };
  };
}

function byAverage(targetMilli: MilliValue, { tolerances, rules }: MetricSurroundings): Reckoning {
  return (found, { statusReplicas }) => {
    const total = externalTotal(found, rules.caps);
    const { averages } = rules.caps;
    const outcome = replicasByAverage(total, targetMilli, statusReplicas, tolerances, averages);
    return { replicas: outcome.replicas, current: { averageValue: quantityText(outcome.averageMilli) } };
  };
}

function byValue(targetMilli: MilliValue, { tolerances, rules }: MetricSurroundings): Reckoning {
  return (found, look) => {
    const usage = externalValue(found, rules.caps);
    const outcome = replicasByValue(usage, targetMilli, look.specReplicas, tolerances, rules.caps, () => look.pods());
    if (outcome.kind === "failed") return outcome.message;
    return { replicas: outcome.replicas, current: { value: quantityText(usage) } };
  };
}

function nameOf({ metric }: ExternalMetric, metricName: string): string {
  return `external metric ${metricName}(${selectorWords(metric?.selector)})`;
}

/** Or why there is none. */
function seriesOf(
  { client }: MetricLook,
  query: ExternalMetricQuery,
  { metric }: ExternalMetric,
): readonly ExternalMetricSample[] | string {
  const answer = client.externalMetric(query);
  const failure = failureOf(answer, "external");
  if (failure === undefined && answer.kind === "listed") return answer.samples;
  const { namespace, metricName } = query;
  return `unable to get external metric ${namespace}/${metricName}/${selectorWords(metric?.selector)}: ${failure}`;
}

function failed(metricName: string, message: string, isAverage: boolean): MetricProposal {
  return failedMetric(FAILED, message, wrapped(metricName, errorOf(metricName, message, isAverage)));
}

function errorOf(metricName: string, message: string, isAverage: boolean): string {
  const what = isAverage ? `${metricName} external metric` : `external metric ${metricName}`;
  return `failed to get ${what}: ${message}`;
}

function wrapped(metricName: string, error: string): string {
  return `failed to get ${metricName} external metric value: ${error}`;
}

function statusOf({ metric }: ExternalMetric, current: CurrentValue): MetricStatus {
  const { name = "", selector } = metric ?? {};
  return { type: "External", external: { metric: selector === undefined ? { name } : { name, selector }, current } };
}
