// Holds the labels of a promise on requests against the load of the scenario, and those of one on autoscalers against the autoscalers
// of its files and actions: what there is not fails nothing, and a promise about it would always be kept.

import { namespaceIn, type StoredObject } from "../cluster/object-store.ts";

import type { PlannedLoad } from "../environment/load/planned-load.ts";

import { isOfAutoscalers, isOfRequests, metricNamed } from "../metrics/metric-names.ts";
import type { Threshold } from "../metrics/threshold.ts";

import { problemAmong, problemAmongControlled, type PromiseProblem } from "./threshold-workloads.ts";

/** Requests of one source and class; its fields are the labels of the metrics. */
export interface MeasuredRequests {
  readonly source: string;
  readonly target: string;
  readonly class: string;
  /** Whether it is said how long one may take. */
  readonly isPromised: boolean;
}

/** An autoscaler; its fields are the labels of the metrics. */
export interface MeasuredAutoscaler {
  readonly namespace: string;
  readonly name: string;
}

export function measuredRequests({ network, sources }: PlannedLoad): readonly MeasuredRequests[] {
  return network.sources.flatMap(({ name, service, mix }, source) => {
    const { name: target, classes } = network.services[service]!;
    const isPromised = sources[source]!.sloUs !== undefined;
    return mix.map(({ requestClass }) => ({ source: name, target, class: classes[requestClass]!.name, isPromised }));
  });
}

export function measuredAutoscalers(objects: readonly StoredObject[]): readonly MeasuredAutoscaler[] {
  return objects
    .filter(({ kind }) => kind === "HorizontalPodAutoscaler")
    .map((stored) => ({ namespace: namespaceIn(stored), name: stored.object.metadata?.name ?? "" }));
}

/** What is wrong with a promise on requests that never come. `requests`: undefined where there is no load. */
export function checkRequests(
  { metric, labels }: Pick<Threshold, "metric" | "labels">,
  requests: readonly MeasuredRequests[] | undefined,
): PromiseProblem | undefined {
  const listed = metricNamed(metric);
  if (listed === undefined || !isOfRequests(listed)) return undefined;
  if (requests === undefined) return { message: `${metric} is measured where requests come`, expected: "spec.load" };
  const problem = problemAmong(labels, ["source", "target", "class"], requests, "load");
  if (problem !== undefined || listed.name !== "plimsoll_slo_missed_ratio") return problem;
  const isMeant = (one: MeasuredRequests): boolean =>
    (["source", "target", "class"] as const).every((label) => (labels[label] ?? one[label]) === one[label]);
  if (requests.some((one) => one.isPromised && isMeant(one))) return undefined;
  const message = `${metric}: of none of these requests it is said how long they may take`;
  return { message, expected: "an slo at their load: slo: 300ms" };
}

/** What is wrong with a promise on autoscalers that there cannot be. `autoscalers`: undefined where no controllers run. */
export function checkAutoscalers(
  { metric, labels }: Pick<Threshold, "metric" | "labels">,
  autoscalers: readonly MeasuredAutoscaler[] | undefined,
): PromiseProblem | undefined {
  const listed = metricNamed(metric);
  if (listed === undefined || !isOfAutoscalers(listed)) return undefined;
  const words = { what: "autoscaler", example: "a HorizontalPodAutoscaler" };
  return problemAmongControlled({ metric, labels }, ["namespace", "name"], autoscalers, words);
}
