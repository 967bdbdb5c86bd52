// The promises of a scenario, each read on its own and held against the metrics that a run measures, and the workloads that it has.

import { suggestionFor, type DiagnosticSink } from "../base/diagnostic.ts";

import { LABEL_VALUES, METRIC_NAMES, metricNamed } from "../metrics/metric-names.ts";
import type { Threshold } from "../metrics/threshold.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import { parseThreshold } from "./threshold-text.ts";
import { checkAutoscalers, checkRequests, type MeasuredAutoscaler, type MeasuredRequests } from "./threshold-load.ts";
import { checkWorkloads, type MeasuredWorkload, type PromiseProblem } from "./threshold-workloads.ts";

/** What a run may measure. */
export interface Measured {
  /** Undefined where no controllers run. */
  readonly workloads: readonly MeasuredWorkload[] | undefined;
  readonly autoscalers: readonly MeasuredAutoscaler[] | undefined;
  /** Undefined where there is no load. */
  readonly requests: readonly MeasuredRequests[] | undefined;
}

/** The promises that can be judged; the others are told. */
export function readThresholds(
  scenario: CheckedScenario,
  measured: Measured,
  sink: DiagnosticSink,
): readonly Threshold[] {
  const thresholds: Threshold[] = [];
  // Files that could not be read have been told; that what they hold is missing is no further mistake.
  const isUnread = sink.hasErrors;
  for (const [index, text] of (scenario.options.spec.thresholds ?? []).entries()) {
    const promise = readThreshold(text);
    const read = "metric" in promise ? (checkMeasured(promise, measured, isUnread) ?? promise) : promise;
    if ("metric" in read) thresholds.push(read);
    else
      scenario.report(sink, ["spec", "thresholds", index], "value", {
        code: "bad-threshold",
        severity: "error",
        ...read,
      });
  }
  return thresholds;
}

function checkMeasured(
  promise: Threshold,
  { workloads, autoscalers, requests }: Measured,
  isUnread: boolean,
): PromiseProblem | undefined {
  return (
    (isUnread && workloads?.length === 0 ? undefined : checkWorkloads(promise, workloads)) ??
    (isUnread && autoscalers?.length === 0 ? undefined : checkAutoscalers(promise, autoscalers)) ??
    (isUnread && requests === undefined ? undefined : checkRequests(promise, requests))
  );
}

/** The promise that a text makes, or what is wrong with it. */
export function readThreshold(text: string): Threshold | PromiseProblem {
  const read = parseThreshold(text);
  if (!("kind" in read)) return checkMetric(read) ?? read;
  const { message, expected, offset, suggestion } = read;
  const place = offset === 0 ? "" : ` (after ${JSON.stringify(text.slice(0, offset).trim())})`;
  return { message: message + place, expected, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** What is wrong with a promise that reads well: a metric, label or figure that there is not. */
function checkMetric({ metric: name, labels, aggregation }: Threshold): PromiseProblem | undefined {
  const metric = metricNamed(name);
  if (metric === undefined) {
    const names = METRIC_NAMES.map((candidate) => candidate.name);
    const short = names.map((candidate) => candidate.replace(/^scheduler_/, ""));
    return {
      message: `there is no metric ${name}`,
      expected: `one of ${names.join(", ")}`,
      ...suggestionFor(name, [...names, ...short]),
    };
  }
  const unknown = Object.keys(labels).find((label) => !metric.labels.includes(label));
  if (unknown !== undefined) {
    const expected = metric.labels.length === 0 ? "no labels" : `one of ${metric.labels.join(", ")}`;
    return { message: `${metric.name} has no label ${unknown}`, expected, ...suggestionFor(unknown, metric.labels) };
  }
  const impossible = Object.entries(labels).find(([label, value]) => LABEL_VALUES[label]?.includes(value) === false);
  if (impossible !== undefined) {
    const [label, value] = impossible;
    const possible = LABEL_VALUES[label]!;
    const message = `the label ${label} is never ${JSON.stringify(value)}`;
    return { message, expected: `one of ${possible.join(", ")}`, ...suggestionFor(value, possible) };
  }
  // Cores and bytes, or shares of different resources, have no sum.
  if (metric.labels.includes("resource") && labels["resource"] === undefined) {
    const expected = `a resource: ${metric.name}{resource=cpu}`;
    return { message: `${metric.name} is measured for each resource by itself`, expected };
  }
  if (metric.kind === "distribution" || aggregation.kind === "value") return undefined;
  const message = `${metric.name} is a ${metric.kind}: it has one value and no distribution`;
  return { message, expected: "the figure value", suggestion: "value" };
}
