// Metrics of autoscalers that nobody serves: of no such name, of another object, or with labels that the selector does not choose.
// May know what a scenario serves; what an adapter answers is decided by components/metrics-server/adapter.ts.

import { suggestionFor } from "../../base/diagnostic.ts";

import type { HorizontalPodAutoscaler } from "../../model/api/types/autoscaling-v2.ts";
import { compileLabelSelector, formatLabelSelector, selectsLabels } from "../../model/label-selector.ts";

import type { PlannedMetrics } from "../../environment/load/planned-metrics.ts";
import type { Note } from "../../environment/notes.ts";

export type MetricSpec = NonNullable<NonNullable<HorizontalPodAutoscaler["spec"]>["metrics"]>[number];
type Identifier = NonNullable<NonNullable<MetricSpec["external"]>["metric"]>;
type Labels = Readonly<Record<string, string>>;
export type Lack = Omit<Note, "severity">;

/** What an autoscaler asks for, and what is served under that name. */
interface Asked {
  readonly who: string;
  /** Under `spec.metrics`. */
  readonly list: string;
  readonly metric: Identifier | undefined;
  readonly names: readonly string[];
}

/** What the API server adds where an autoscaler names no metric. */
export const DEFAULT_METRICS: readonly MetricSpec[] = [{ type: "Resource", resource: { name: "cpu" } }];

/** Undefined: there is somebody who tells what pods use of resources. */
export function lackOfServer(who: string, resource: string, metrics: PlannedMetrics | undefined): Lack | undefined {
  if (metrics?.server !== null) return undefined;
  const message = `${who} scales on ${resource}, and there is no metrics-server`;
  return { code: "unserved-metric", message, expected: "spec.metrics.server other than none" };
}

/** Undefined: somebody serves it, or it is of a resource. `who`: the autoscaler, of the namespace. */
export function lackOfServedMetric(
  { pods, object, external }: MetricSpec,
  who: string,
  namespace: string,
  metrics: PlannedMetrics | undefined,
): Lack | undefined {
  if (pods) {
    const asked = { who, list: "pods", metric: pods.metric, names: namesOf(metrics?.pods) };
    return lackOfName(asked) ?? lackOfLabels(asked, [NO_LABELS]);
  }
  if (object) {
    const asked = { who, list: "objects", metric: object.metric, names: namesOf(metrics?.objects) };
    return (
      lackOfName(asked) ??
      lackOfObject(asked, object.describedObject, namespace, metrics) ??
      lackOfLabels(asked, [NO_LABELS])
    );
  }
  if (!external) return undefined;
  const asked = { who, list: "external", metric: external.metric, names: namesOf(metrics?.external) };
  const served = (metrics?.external ?? []).filter(({ name }) => name === asked.metric?.name);
  return (
    lackOfName(asked) ??
    lackOfLabels(
      asked,
      served.map(({ labels }) => labels),
    )
  );
}

/** Figures of pods and objects are told without any. */
const NO_LABELS: Labels = Object.freeze({});

function namesOf(metrics: readonly { readonly name: string }[] = []): readonly string[] {
  return metrics.map(({ name }) => name);
}

function lackOfName({ who, list, metric: { name = "" } = {}, names }: Asked): Lack | undefined {
  if (names.includes(name)) return undefined;
  return {
    code: "unserved-metric",
    message: `${who} scales on ${name}, which nobody serves`,
    expected: `${name} under spec.metrics.${list}`,
    ...suggestionFor(name, names),
  };
}

function lackOfObject(
  { who, metric: { name = "" } = {} }: Asked,
  { kind = "", name: objectName = "" }: { readonly kind?: string; readonly name?: string } = {},
  namespace: string,
  metrics: PlannedMetrics | undefined,
): Lack | undefined {
  const served = (metrics?.objects ?? []).filter((one) => one.name === name).map(({ object }) => object);
  const isServed = served.some((one) => {
    const isOfKind = one.kind.toLowerCase() === kind.toLowerCase();
    return isOfKind && one.name === objectName && one.namespace === namespace;
  });
  if (isServed) return undefined;
  const others = served.map((one) => `${one.kind}/${one.name} in ${one.namespace}`);
  return {
    code: "unserved-metric",
    message: `${who} scales on ${name} of ${kind}/${objectName} in ${namespace}, which nobody serves: there is that of ${others.join(", ")}`,
    expected: `${name} of ${kind}/${objectName} under spec.metrics.objects`,
  };
}

function lackOfLabels({ who, list, metric = {} }: Asked, served: readonly Labels[]): Lack | undefined {
  const { name = "", selector } = metric;
  const compiled = compileLabelSelector(selector);
  // What the API server would refuse is told elsewhere.
  if (selector === undefined || compiled.kind === "invalid") return undefined;
  if (served.some((labels) => selectsLabels(compiled, labels))) return undefined;
  return {
    code: "unserved-metric",
    message: `${who} scales on ${name} with ${formatLabelSelector(selector)}, which chooses nothing of what is served under that name`,
    expected:
      list === "external"
        ? `${name} with such labels under spec.metrics.external`
        : "no selector: such metrics have no labels here",
  };
}
