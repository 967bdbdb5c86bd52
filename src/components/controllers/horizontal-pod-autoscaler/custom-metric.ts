// Metrics of type Pods and Object, from custom.metrics.k8s.io.
// Imitates computeStatusForPodsMetric and computeStatusForObjectMetric of pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { MetricSpec, MetricStatus } from "../../../model/api/types/autoscaling-v2.ts";
import type { CompiledLabelSelector } from "../../../model/label-selector.ts";

import type { MetricsClient, MilliValue, ObjectMetricQuery, PodsMetricQuery } from "../../../cluster/metrics-client.ts";
import { metricSelectorOf, selectorWords } from "./metric-selector.ts";
import {
  brokenMetric,
  failedMetric,
  never,
  quantityText,
  type MetricProposal,
  type MetricSurroundings,
  type PreparedMetric,
} from "./metric-proposal.ts";
import { milliIn } from "./milli-arithmetic.ts";
import { averageReplicas } from "./pod-replicas.ts";
import { customSamples } from "./pod-samples.ts";
import { replicasByAverage, replicasByValue } from "./value-replicas.ts";

type PodsMetric = NonNullable<MetricSpec["pods"]>;
type ObjectMetric = NonNullable<MetricSpec["object"]>;

const FAILED_PODS = "FailedGetPodsMetric";
const FAILED_OBJECT = "FailedGetObjectMetric";

/** `podSelector`: the target's. */
export function preparePodsMetric(
  { metric, target }: PodsMetric,
  podSelector: CompiledLabelSelector,
  { namespace, tolerances, settings }: MetricSurroundings,
): PreparedMetric {
  const { name = "" } = metric ?? {};
  const metricSelector = metricSelectorOf(metric?.selector);
  if (metricSelector.kind === "invalid") return brokenPods(metricSelector.message);
  const query: PodsMetricQuery = { kind: "pods-metric", namespace, metricName: name, podSelector, metricSelector };
  const targetMilli = milliIn(target?.averageValue ?? "0");
  return {
    query,
    isAgeing: never,
    propose(look) {
      const found = customSamples(look.client.podsMetric(query));
      if (found.kind === "failed") return failedPods(`unable to get metric ${name}: ${found.message}`);
      const { specReplicas: currentReplicas } = look;
      const { samples } = found;
      const atHand = { pods: look.pods(), samples, currentReplicas, tolerances, settings, nowUs: look.nowUs() };
      const outcome = averageReplicas(atHand, "", targetMilli);
      if (outcome.kind === "failed") return failedPods(outcome.message);
      const current = { averageValue: quantityText(outcome.averageMilli) };
      const status = { type: "Pods", pods: { metric: identifierOf(metric), current } };
      return { kind: "proposed", replicas: outcome.replicas, name: `pods metric ${name}`, status };
    },
  };
}

function failedPods(message: string): MetricProposal {
  return failedMetric(FAILED_PODS, message, `failed to get pods metric value: ${message}`);
}

function brokenPods(message: string): PreparedMetric {
  return brokenMetric(FAILED_PODS, message, `failed to get pods metric value: ${message}`);
}

/** `podSelector`: the target's. */
export function prepareObjectMetric(spec: ObjectMetric, surroundings: MetricSurroundings): PreparedMetric {
  const { metric, target } = spec;
  const metricSelector = metricSelectorOf(metric?.selector);
  if (metricSelector.kind === "invalid") return brokenObject(metricSelector.message);
  const query = objectQuery(spec, surroundings.namespace, metricSelector);
  if (target?.type === "Value" && target.value !== undefined) {
    return objectValue(spec, milliIn(target.value), query, surroundings);
  }
  if (target?.type === "AverageValue" && target.averageValue !== undefined) {
    return objectAverage(spec, milliIn(target.averageValue), query, surroundings);
  }
  return brokenObject("invalid object metric source: neither a value target nor an average value target was set");
}

function objectQuery(
  { describedObject, metric }: ObjectMetric,
  namespace: string,
  metricSelector: CompiledLabelSelector,
): ObjectMetricQuery {
  const { apiVersion = "", kind = "", name = "" } = describedObject ?? {};
  const group = groupOf(apiVersion);
  const common = {
    kind: "object-metric",
    group,
    objectKind: kind,
    metricName: metric?.name ?? "",
    metricSelector,
  } as const;
  // Its name is not looked at: nobody measures another namespace than the autoscaler's.
  if (kind === "Namespace" && group === "") return { ...common, namespace: "", objectName: namespace };
  return { ...common, namespace, objectName: name };
}

/** One that cannot be read names no group: FromAPIVersionAndKind of staging apimachinery pkg/runtime/schema. */
function groupOf(apiVersion: string): string {
  const [group = "", ...others] = apiVersion.split("/");
  return others.length === 1 ? group : "";
}

function objectValue(
  spec: ObjectMetric,
  targetMilli: MilliValue,
  query: ObjectMetricQuery,
  surroundings: MetricSurroundings,
): PreparedMetric {
  const { tolerances, rules } = surroundings;
  return {
    query,
    isAgeing: never,
    propose(look) {
      const found = objectUsage(look.client, query, spec, surroundings.namespace);
      if (found.kind === "failed") return failedObject(found.message, found.message);
      const { usageMilli } = found;
      const outcome = replicasByValue(usageMilli, targetMilli, look.specReplicas, tolerances, rules.caps, () =>
        look.pods(),
      );
      if (outcome.kind === "failed") return failedObject(outcome.message, outcome.message);
      const name = `${spec.describedObject?.kind ?? ""} metric ${query.metricName}`;
      const status = objectStatus(spec, { value: quantityText(usageMilli) });
      return { kind: "proposed", replicas: outcome.replicas, name, status };
    },
  };
}

function objectAverage(
  spec: ObjectMetric,
  targetMilli: MilliValue,
  query: ObjectMetricQuery,
  { namespace, tolerances }: MetricSurroundings,
): PreparedMetric {
  const { metricName } = query;
  const name = `external metric ${metricName}(${selectorWords(spec.metric?.selector)})`;
  return {
    query,
    isAgeing: never,
    propose(look) {
      const found = objectUsage(look.client, query, spec, namespace);
      if (found.kind === "failed") {
        return failedObject(found.message, `failed to get ${metricName} object metric: ${found.message}`);
      }
      const outcome = replicasByAverage(found.usageMilli, targetMilli, look.statusReplicas, tolerances, false);
      const status = objectStatus(spec, { averageValue: quantityText(outcome.averageMilli) });
      return { kind: "proposed", replicas: outcome.replicas, name, status };
    },
  };
}

type ObjectUsage =
  { readonly kind: "usage"; readonly usageMilli: MilliValue } | { readonly kind: "failed"; readonly message: string };

function objectUsage(
  client: MetricsClient,
  query: ObjectMetricQuery,
  { describedObject }: ObjectMetric,
  namespace: string,
): ObjectUsage {
  const answer = client.objectMetric(query);
  const [only, ...others] = answer.kind === "listed" ? answer.samples : [];
  if (only !== undefined && others.length === 0) return { kind: "usage", usageMilli: only.valueMilli };
  const count = answer.kind === "listed" ? answer.samples.length : 0;
  const why =
    answer.kind === "failed"
      ? answer.message
      : `the custom metrics API server returned ${count} results when we asked for exactly one`;
  const { kind = "", name = "" } = describedObject ?? {};
  const error = `unable to fetch metrics from custom metrics API: ${why}`;
  // The source has its words in this order.
  return {
    kind: "failed",
    message: `unable to get metric ${query.metricName}: ${kind} on ${namespace} ${name}/${error}`,
  };
}

function failedObject(message: string, error: string): MetricProposal {
  return failedMetric(FAILED_OBJECT, message, `failed to get object metric value: ${error}`);
}

function brokenObject(message: string): PreparedMetric {
  return brokenMetric(FAILED_OBJECT, message, `failed to get object metric value: ${message}`);
}

function objectStatus(
  { describedObject = {}, metric }: ObjectMetric,
  current: NonNullable<NonNullable<MetricStatus["object"]>["current"]>,
): MetricStatus {
  return { type: "Object", object: { metric: identifierOf(metric), current, describedObject } };
}

function identifierOf(metric: ObjectMetric["metric"]): NonNullable<ObjectMetric["metric"]> {
  const { name = "", selector } = metric ?? {};
  return selector === undefined ? { name } : { name, selector };
}
