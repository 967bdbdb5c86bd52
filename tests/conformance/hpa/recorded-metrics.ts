// The metrics APIs of a step: lists of samples as they stand in the record.

import { selectsLabels, type CompiledLabelSelector } from "../../../src/model/label-selector.ts";
import { parseDurationText } from "../../../src/model/time/duration-text.ts";
import type {
  ContainerUsage,
  CustomMetricSample,
  MetricsAnswer,
  MetricsClient,
} from "../../../src/cluster/metrics-client.ts";
import { milliIn } from "../../../src/components/controllers/horizontal-pod-autoscaler/milli-arithmetic.ts";
import type { ControllerClock } from "../../../src/components/controllers/controller.ts";
import type { RecordedMetrics, RecordedPod, RecordedPodMetrics, RecordedSeries } from "./record.ts";

const US_PER_SECOND = 1_000_000;
const NS_PER_US = 1_000;

export function recordedMetrics(
  metrics: RecordedMetrics,
  pods: readonly RecordedPod[],
  clock: ControllerClock,
): MetricsClient {
  const isOf = (series: RecordedSeries, name: string, selector: CompiledLabelSelector): boolean =>
    series.metricName === name && selectsLabels(selector, series.metricLabels ?? {});
  const sampleOf = ({ describedObject, value, timestamp, windowSeconds }: RecordedSeries): CustomMetricSample => ({
    describedName: describedObject?.name ?? "",
    timestampUs: clock.momentOf(timestamp) ?? 0,
    valueMilli: milliIn(value),
    ...(windowSeconds === undefined ? {} : { windowUs: windowSeconds * US_PER_SECOND }),
  });
  const answer = <Sample>(error: string | undefined, samples: () => readonly Sample[]): MetricsAnswer<Sample> =>
    error === undefined || error === "" ? { kind: "listed", samples: samples() } : { kind: "failed", message: error };
  return {
    podUsage: ({ namespace, selector }) =>
      answer(metrics.podMetricsError, () =>
        (metrics.podMetrics ?? [])
          .filter(({ metadata }) => (metadata.namespace ?? "default") === namespace)
          .filter(({ metadata }) => selectsLabels(selector, metadata.labels ?? {}))
          .map((sample) => usageSample(sample, clock)),
      ),
    podsMetric: ({ namespace, metricName, podSelector, metricSelector }) =>
      answer(metrics.customErrors?.[metricName], () =>
        (metrics.custom ?? [])
          .filter((series) => isOf(series, metricName, metricSelector))
          .filter(({ describedObject }) => {
            const pod = pods.find(
              ({ metadata }) =>
                metadata.name === describedObject?.name && (metadata.namespace ?? "default") === namespace,
            );
            const isPod = describedObject?.kind === "Pod" && (describedObject.namespace ?? namespace) === namespace;
            return isPod && pod !== undefined && selectsLabels(podSelector, pod.metadata.labels ?? {});
          })
          .map(sampleOf),
      ),
    objectMetric: ({ namespace, group, objectKind, objectName, metricName, metricSelector }) =>
      answer(metrics.customErrors?.[metricName], () =>
        (metrics.custom ?? [])
          .filter((series) => isOf(series, metricName, metricSelector))
          .filter(({ describedObject }) => {
            const { apiVersion = "", kind, name, namespace: home = "" } = describedObject ?? {};
            const [first = "", ...others] = apiVersion.split("/");
            const ownGroup = others.length === 1 ? first : "";
            return ownGroup === group && kind === objectKind && name === objectName && home === namespace;
          })
          .map(sampleOf),
      ),
    externalMetric: ({ metricName, metricSelector }) =>
      answer(metrics.externalErrors?.[metricName], () =>
        (metrics.external ?? [])
          .filter((series) => isOf(series, metricName, metricSelector))
          .map(({ timestamp, value }) => ({ timestampUs: clock.momentOf(timestamp) ?? 0, valueMilli: milliIn(value) })),
      ),
  };
}

function usageSample({ metadata, timestamp, window, containers = [] }: RecordedPodMetrics, clock: ControllerClock) {
  const length = parseDurationText(window);
  return {
    pod: metadata.name,
    timestampUs: clock.momentOf(timestamp) ?? 0,
    windowUs: length.kind === "parsed" ? Number(length.durationNs) / NS_PER_US : 0,
    containers: containers.map(({ name, usage = {} }) => containerUsage(name, usage)),
  };
}

function containerUsage(name: string, usage: Readonly<Record<string, string>>): ContainerUsage {
  const { cpu, memory, ...others } = usage;
  return {
    name,
    cpuMilli: cpu === undefined ? undefined : milliIn(cpu),
    memoryMilli: memory === undefined ? undefined : milliIn(memory),
    otherMilli: new Map(Object.entries(others).map(([resource, amount]) => [resource, milliIn(amount)])),
  };
}
