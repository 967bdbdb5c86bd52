// Autoscalers of autoscaling/v1 in the form of v2, by which they are judged, and back. What v1 has no fields for
// stands in annotations there. Status is left out: a new object has none.
// Imitates pkg/apis/autoscaling/v1/conversion.go and pkg/apis/autoscaling/helpers.go, v1.36.

import type { Draft } from "./api-type.ts";
import { annotatedMetric, metricOfAnnotation } from "./autoscaler-metric-versions.ts";
import { cpuMetric } from "./defaults/horizontal-pod-autoscaler.ts";
import { encodeValue } from "./encode.ts";
import { jsonText } from "../go-text.ts";
import { decodeLenientJson } from "./lenient-json.ts";
import {
  ANNOTATED_METRICS,
  METRIC_SPEC,
  type HorizontalPodAutoscalerV1,
  type MetricSpecV1,
} from "./types/autoscaling-v1.ts";
import {
  HORIZONTAL_POD_AUTOSCALER_BEHAVIOR,
  type HorizontalPodAutoscaler,
  type HorizontalPodAutoscalerBehavior,
  type HpaScalingRules,
  type MetricSpec,
} from "./types/autoscaling-v2.ts";
import type { ObjectMeta } from "./types/object-meta.ts";

const METRICS = "autoscaling.alpha.kubernetes.io/metrics";
const BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior";
/** All that any version writes. */
const VERSION_ANNOTATIONS: readonly string[] = Object.freeze([
  METRICS,
  BEHAVIOR,
  "autoscaling.alpha.kubernetes.io/current-metrics",
  "autoscaling.alpha.kubernetes.io/conditions",
  "autoscaling.alpha.kubernetes.io/scale-down-tolerance",
  "autoscaling.alpha.kubernetes.io/scale-up-tolerance",
]);

/** Takes away, in place, the annotations that only carry fields from version to version. */
export function dropVersionAnnotations(metadata: Draft<ObjectMeta> | undefined): void {
  const annotations = metadata?.annotations;
  if (annotations === undefined) return;
  for (const name of VERSION_ANNOTATIONS) delete annotations[name];
}

/** The autoscaler of v1 in the form of v2. */
export function autoscalerFromV1({ metadata, spec = {} }: HorizontalPodAutoscalerV1): HorizontalPodAutoscaler {
  const { targetCPUUtilizationPercentage: percentage, ...common } = spec;
  const { [METRICS]: metricsText, [BEHAVIOR]: behaviorText } = metadata?.annotations ?? {};
  const metrics = [
    ...annotatedMetrics(metricsText).map(metricOfAnnotation),
    ...(percentage === undefined ? [] : [cpuMetric(percentage)]),
  ];
  const behavior = annotatedBehavior(behaviorText);
  const bare = structuredClone(metadata ?? {}) as Draft<ObjectMeta>;
  dropVersionAnnotations(bare);
  return {
    metadata: bare,
    spec: {
      ...common,
      metrics: metrics.length === 0 ? [cpuMetric()] : metrics,
      ...(behavior === undefined ? {} : { behavior }),
    },
  };
}

function annotatedMetrics(text: string | undefined): readonly MetricSpecV1[] {
  if (text === undefined) return [];
  const decoded = decodeLenientJson(`{"metrics":${text}}`, ANNOTATED_METRICS);
  return (decoded?.["metrics"] ?? []) as readonly MetricSpecV1[];
}

/** Nothing, too, for a text that names no rules. */
function annotatedBehavior(text: string | undefined): HorizontalPodAutoscalerBehavior | undefined {
  if (text === undefined) return undefined;
  const behavior = decodeLenientJson(text, HORIZONTAL_POD_AUTOSCALER_BEHAVIOR);
  return behavior === undefined || Object.keys(behavior).length === 0 ? undefined : behavior;
}

/** Gives an autoscaler of v1 the fields and annotations that the server would write for `internal`, in place. */
export function writeAsV1(autoscaler: Draft<HorizontalPodAutoscalerV1>, internal: HorizontalPodAutoscaler): void {
  const { metrics = [], behavior } = internal.spec ?? {};
  const metadata = (autoscaler.metadata ??= {});
  const spec = (autoscaler.spec ??= {});
  dropVersionAnnotations(metadata);
  const percentage = metrics.map(cpuPercentage).find((value) => value !== undefined);
  if (percentage !== undefined) spec.targetCPUUtilizationPercentage = percentage;
  const others = metrics.filter((metric) => cpuPercentage(metric) === undefined).map(annotatedMetric);
  const annotations = {
    ...metadata.annotations,
    ...(others.length === 0 ? {} : { [METRICS]: jsonText(others.map((metric) => encodeValue(metric, METRIC_SPEC))) }),
    ...(behavior === undefined ? {} : { [BEHAVIOR]: jsonText(behaviorWithGoNames(behavior)) }),
  };
  if (Object.keys(annotations).length > 0) metadata.annotations = annotations;
}

/** The share of CPU, which alone has a field in v1. */
function cpuPercentage({ type, resource }: MetricSpec): number | undefined {
  return type === "Resource" && resource?.name === "cpu" ? resource.target?.averageUtilization : undefined;
}

/** The server writes its own form here, with the names of Go. */
function behaviorWithGoNames({ scaleUp, scaleDown }: HorizontalPodAutoscalerBehavior): unknown {
  return { ScaleUp: rulesWithGoNames(scaleUp), ScaleDown: rulesWithGoNames(scaleDown) };
}

function rulesWithGoNames(rules: HpaScalingRules | undefined): unknown {
  if (rules === undefined) return null;
  return {
    StabilizationWindowSeconds: rules.stabilizationWindowSeconds ?? null,
    SelectPolicy: rules.selectPolicy ?? null,
    Policies:
      rules.policies?.map(({ type = "", value = 0, periodSeconds = 0 }) => ({
        Type: type,
        Value: value,
        PeriodSeconds: periodSeconds,
      })) ?? null,
    Tolerance: rules.tolerance ?? null,
  };
}
