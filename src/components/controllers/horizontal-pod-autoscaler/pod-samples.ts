// What was measured of each pod, by its name: the sum over its containers, or one of them, or a custom metric. A pod without
// a complete sample is not in it.
// Imitates pkg/controller/podautoscaler/metrics/client.go, v1.36.

import type {
  ContainerUsage,
  CustomMetricSample,
  MetricsAnswer,
  MilliValue,
  PodUsageSample,
} from "../../../cluster/metrics-client.ts";
import { sumOf } from "./milli-arithmetic.ts";

export interface PodSample {
  /** µs since the run began. */
  readonly timestampUs: number;
  readonly windowUs: number;
  readonly valueMilli: MilliValue;
}

export type PodSamples = Map<string, PodSample>;

/** Or why there is nothing to go by, in the controller's words. */
export type SamplesAnswer =
  { readonly kind: "samples"; readonly samples: PodSamples } | { readonly kind: "failed"; readonly message: string };

/** Where an adapter does not say over how long it measured. */
const USUAL_WINDOW_US = 60_000_000;

/** `container` empty: all containers together. */
export function resourceSamples(
  answer: MetricsAnswer<PodUsageSample>,
  resource: string,
  container: string,
): SamplesAnswer {
  const failure = failureOf(answer, "resource");
  if (failure !== undefined || answer.kind === "failed") return { kind: "failed", message: failure ?? "" };
  const samples: PodSamples = new Map<string, PodSample>();
  for (const { pod, timestampUs, windowUs, containers } of answer.samples) {
    const valueMilli =
      container === "" ? podUsage(containers, resource) : containerUsage(containers, resource, container);
    if (valueMilli !== undefined) samples.set(pod, { timestampUs, windowUs, valueMilli });
  }
  return { kind: "samples", samples };
}

function podUsage(containers: readonly ContainerUsage[], resource: string): MilliValue | undefined {
  if (containers.length === 0) return undefined;
  let sum: MilliValue = 0;
  for (const container of containers) {
    const usage = usageOf(container, resource);
    if (usage === undefined) return undefined;
    sum = sumOf(sum, usage);
  }
  return sum;
}

function containerUsage(containers: readonly ContainerUsage[], resource: string, name: string): MilliValue | undefined {
  const container = containers.find((one) => one.name === name);
  return container === undefined ? undefined : usageOf(container, resource);
}

function usageOf({ cpuMilli, memoryMilli, otherMilli }: ContainerUsage, resource: string): MilliValue | undefined {
  if (resource === "cpu") return cpuMilli;
  return resource === "memory" ? memoryMilli : otherMilli?.get(resource);
}

/** Of a custom metric of pods. */
export function customSamples(answer: MetricsAnswer<CustomMetricSample>): SamplesAnswer {
  const failure = failureOf(answer, "custom");
  if (failure !== undefined || answer.kind === "failed") return { kind: "failed", message: failure ?? "" };
  const samples: PodSamples = new Map<string, PodSample>();
  for (const { describedName, timestampUs, windowUs = USUAL_WINDOW_US, valueMilli } of answer.samples) {
    samples.set(describedName, { timestampUs, windowUs, valueMilli });
  }
  return { kind: "samples", samples };
}

/** What the controller says of an answer without samples; undefined: there are some. */
export function failureOf(answer: MetricsAnswer<unknown>, api: "custom" | "external" | "resource"): string | undefined {
  if (answer.kind === "failed") return `unable to fetch metrics from ${api} metrics API: ${answer.message}`;
  return answer.samples.length === 0 ? `no metrics returned from ${api} metrics API` : undefined;
}
