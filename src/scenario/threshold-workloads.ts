// Holds the labels of a promise on workloads against the workloads that there can be: those of the scenario's files and of its actions.
// No other comes into being during a run. Of a ReplicaSet that belongs to somebody, its owner is measured.

import { suggestionFor } from "../base/diagnostic.ts";

import { namespaceIn, type StoredObject } from "../cluster/object-store.ts";

import { controllerOf, WORKLOAD_KINDS } from "../metrics/availability/workload-objects.ts";
import { isOfWorkloads, metricNamed } from "../metrics/metric-names.ts";
import type { Threshold } from "../metrics/threshold.ts";

/** What is wrong with a promise. */
export interface PromiseProblem {
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string;
}

/** A workload or Service of which a run measures how many replicas serve; its fields are the labels of the metrics. */
export interface MeasuredWorkload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Names that are told of many. */
const TOLD = 10;

/** What is measured of these objects, if they come to be in the cluster. */
export function measuredWorkloads(objects: readonly StoredObject[]): readonly MeasuredWorkload[] {
  return objects.flatMap((stored): readonly MeasuredWorkload[] => {
    const { kind, object } = stored;
    const namespace = namespaceIn(stored);
    const own = { kind, namespace, name: object.metadata?.name ?? "" };
    if (stored.kind === "Service") return hasSelector(stored.object.spec?.selector) ? [own] : [];
    if (!WORKLOAD_KINDS.has(kind)) return [];
    const owner = controllerOf(object);
    if (owner === undefined) return [own];
    return WORKLOAD_KINDS.has(owner.kind) ? [{ ...owner, namespace }] : [];
  });
}

function hasSelector(selector: Readonly<Record<string, string>> | undefined): boolean {
  return selector !== undefined && Object.keys(selector).length > 0;
}

/** What is wrong with a promise on workloads that there cannot be. `workloads`: undefined where no controllers run. */
export function checkWorkloads(
  { metric, labels }: Pick<Threshold, "metric" | "labels">,
  workloads: readonly MeasuredWorkload[] | undefined,
): PromiseProblem | undefined {
  const listed = metricNamed(metric);
  if (listed === undefined || !isOfWorkloads(listed)) return undefined;
  const words = { what: "workload", example: "a Deployment or the like" };
  return problemAmongControlled({ metric, labels }, ["kind", "namespace", "name"], workloads, words);
}

/** What is wrong with a promise on things that only controllers move. `things`: undefined where no controllers run. */
export function problemAmongControlled<Label extends string>(
  { metric, labels }: Pick<Threshold, "metric" | "labels">,
  order: readonly Label[],
  things: readonly Readonly<Record<Label, string>>[] | undefined,
  { what, example }: { readonly what: string; readonly example: string },
): PromiseProblem | undefined {
  if (things === undefined) {
    return { message: `${metric} is measured where controllers run`, expected: "spec.controllers: simulated" };
  }
  if (things.length === 0) {
    const expected = `${example} in the manifests of the scenario or of an action`;
    return { message: `${metric}: the scenario has no ${what}`, expected };
  }
  return problemAmong(labels, order, things, what);
}

/** What is wrong with labels that have to lead to one of these things; they are looked at in this order. */
export function problemAmong<Label extends string>(
  labels: Readonly<Record<string, string>>,
  order: readonly Label[],
  things: readonly Readonly<Record<Label, string>>[],
  what: string,
): PromiseProblem | undefined {
  let left = things;
  const said: string[] = [];
  for (const label of order) {
    const value = labels[label];
    if (value === undefined) continue;
    const meant = left.filter((thing) => thing[label] === value);
    const told = `${what} with ${label}=${value}`;
    if (meant.length === 0) return unknownThing(told, value, said, [...new Set(left.map((one) => one[label]))]);
    left = meant;
    said.push(`${label}=${value}`);
  }
  return undefined;
}

function unknownThing(
  told: string,
  value: string,
  said: readonly string[],
  possible: readonly string[],
): PromiseProblem {
  const among = said.length === 0 ? "" : ` among those with ${said.join(",")}`;
  const shown = possible.slice(0, TOLD).join(", ");
  const more = possible.length > TOLD ? `, and ${possible.length - TOLD} more` : "";
  return {
    message: `the scenario has no ${told}${among}`,
    expected: `one of ${shown}${more}`,
    ...suggestionFor(value, possible),
  };
}
