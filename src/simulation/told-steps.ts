// What metrics of objects and external ones tell over time, where that is known without a run: requests per second of a service, or a
// series of the metric's own, drawn as the run draws it.
// Imitates pkg/controller/podautoscaler/metrics/client.go (GetExternalMetric: all that the selector matches), v1.36.

import { RandomStreams } from "../base/random/random-streams.ts";
import type { SimTime } from "../base/time.ts";
import { inSeconds } from "../base/time.ts";

import type { MetricIdentifier, MetricSpec } from "../model/api/types/autoscaling-v2.ts";
import { compileLabelSelector, selectsLabels } from "../model/label-selector.ts";

import { createRatePath } from "../environment/load/load-profiles.ts";
import type { PlannedRate } from "../environment/load/planned-load.ts";
import type { MetricValue, PlannedMetrics } from "../environment/load/planned-metrics.ts";

import type { ServiceSeries } from "../metrics/load/load-findings.ts";

import type { Steps } from "./steps.ts";

/** What of a run it follows from. */
export interface ToldPorts {
  readonly metrics: PlannedMetrics;
  readonly seed: string;
  readonly end: SimTime;
  readonly demand: readonly ServiceSeries[];
}

/** What each of those tells that the autoscaler's metric names; undefined where one of them is not known, or there is none. */
export function toldSteps({ object, external }: MetricSpec, ports: ToldPorts): readonly Steps[] | undefined {
  const { metrics } = ports;
  const named: readonly Named[] =
    object === undefined
      ? metrics.external.filter((one) => isMeant(one, external?.metric))
      : metrics.objects.filter((one) => one.name === object.metric?.name && isOf(one.object, object.describedObject));
  const told = named.flatMap(({ name, value }) => stepsOf(name, value, ports) ?? []);
  return told.length === 0 || told.length < named.length ? undefined : told;
}

interface Named {
  readonly name: string;
  readonly value: MetricValue;
}

function isMeant({ name, labels }: PlannedMetrics["external"][number], metric: MetricIdentifier = {}): boolean {
  if (name !== metric.name) return false;
  if (metric.selector === undefined) return true;
  const compiled = compileLabelSelector(metric.selector);
  return compiled.kind !== "invalid" && selectsLabels(compiled, labels);
}

function isOf(
  { kind, name }: PlannedMetrics["objects"][number]["object"],
  described: { readonly kind?: string; readonly name?: string } = {},
): boolean {
  return kind === described.kind && name === described.name;
}

function stepsOf(name: string, value: MetricValue, { seed, end, demand }: ToldPorts): Steps | undefined {
  if (value.kind === "series") return pathSteps(value.rate, `metric/${name}`, seed, end);
  if (value.figure.kind !== "requests-per-second") return undefined;
  const { atSeconds, requestsPerSecond } = demand[value.service]!;
  return { atSeconds, value: requestsPerSecond };
}

function pathSteps(rate: PlannedRate, stream: string, seed: string, end: SimTime): Steps {
  const path = createRatePath(rate, stream, new RandomStreams(seed));
  const [atSeconds, value]: [number[], number[]] = [[], []];
  for (;;) {
    if (path.perSecond !== value.at(-1)) {
      atSeconds.push(inSeconds(path.fromUs as SimTime));
      value.push(path.perSecond);
    }
    if (path.untilUs >= end) return { atSeconds, value };
    path.advance();
  }
}
