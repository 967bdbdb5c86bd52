// Autoscalers that are told nothing: of a resource of which nothing says what pods use, of metrics that nobody serves. The real
// ones would be told something by the real thing, so that it is said before a run shows replicas that never move.

import type { DiagnosticSink } from "../../base/diagnostic.ts";

import type { HorizontalPodAutoscaler } from "../../model/api/types/autoscaling-v2.ts";
import type { BehaviourAnnotation } from "../../model/kubelet/container-behaviour.ts";

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

import type { PlannedLoad } from "../../environment/load/planned-load.ts";
import type { PlannedMetrics } from "../../environment/load/planned-metrics.ts";
import { Notes } from "../../environment/notes.ts";
import type { ListedObject } from "../../environment/workload-source.ts";

import { saysUse, ServingPods } from "./known-use.ts";
import { objectKey, storedKey } from "./object-key.ts";
import { templateShapes } from "./pod-shapes.ts";
import { DEFAULT_METRICS, lackOfServedMetric, lackOfServer, type Lack, type MetricSpec } from "./unserved-metrics.ts";

/** What there is for autoscalers to see. */
export interface AutoscalerWorld {
  readonly objects: readonly StoredObject[];
  readonly load?: PlannedLoad;
  readonly metrics?: PlannedMetrics;
}

/** With what each autoscaler is held against, found once. */
interface KnownWorld {
  readonly metrics: PlannedMetrics | undefined;
  readonly byKey: ReadonlyMap<string, StoredObject>;
  readonly serving: ServingPods;
}

/** The annotation that says how much of a resource is used, and what is taken where nothing is said. */
const SAID_BY: ReadonlyMap<string, { readonly annotation: BehaviourAnnotation; readonly otherwise: string }> = new Map([
  ["cpu", { annotation: "plimsoll/cpu-use", otherwise: "none" }],
  ["memory", { annotation: "plimsoll/memory-use", otherwise: "what they request" }],
]);

/** Of objects whose controllers run. */
export function reportBlindAutoscalers(
  listed: readonly ListedObject[],
  { objects, load, metrics }: AutoscalerWorld,
  sink: DiagnosticSink,
): void {
  const notes = new Notes();
  const world = { metrics, byKey: firstByKey(objects), serving: new ServingPods(load, objects) };
  for (const { stored, position } of listed) {
    if (stored.kind !== "HorizontalPodAutoscaler") continue;
    const specs = stored.object.spec?.metrics ?? [];
    for (const metric of specs.length === 0 ? DEFAULT_METRICS : specs) {
      const lack = lackOf(metric, stored, world);
      if (lack !== undefined) notes.add({ severity: "warning", ...lack }, () => position);
    }
  }
  notes.flush(sink);
}

/** Undefined: it is told something. */
function lackOf(metric: MetricSpec, autoscaler: StoredObject, world: KnownWorld): Lack | undefined {
  const who = `hpa/${autoscaler.object.metadata?.name ?? ""}`;
  const { resource, containerResource } = metric;
  const ofResource = resource?.name ?? containerResource?.name;
  if (ofResource !== undefined) return lackOfResource(who, ofResource, autoscaler, world);
  return lackOfServedMetric(metric, who, namespaceIn(autoscaler), world.metrics);
}

function lackOfResource(
  who: string,
  resource: string,
  autoscaler: StoredObject,
  { byKey, serving, metrics }: KnownWorld,
): Lack | undefined {
  const unserved = lackOfServer(who, resource, metrics);
  if (unserved !== undefined) return unserved;
  const said = SAID_BY.get(resource);
  const target = targetIn(byKey, autoscaler);
  if (said === undefined || target === undefined) return undefined;
  const shapes = templateShapes(target);
  if (shapes.some((shape) => saysUse(shape, said.annotation))) return undefined;
  if (resource === "cpu" && shapes.some((shape) => serving.has(shape))) return undefined;
  const workload = `${target.kind.toLowerCase()}/${target.object.metadata?.name ?? ""}`;
  const orLoad = resource === "cpu" ? `, or ${workload} under spec.load` : "";
  return {
    code: "unknown-use",
    message: `${who} scales on ${resource}, and nothing says how much the pods of ${workload} use: ${said.otherwise}`,
    expected: `${said.annotation} in its template${orLoad}`,
  };
}

/** Of several by one name the first. */
function firstByKey(objects: readonly StoredObject[]): ReadonlyMap<string, StoredObject> {
  const byKey = new Map<string, StoredObject>();
  for (const stored of objects) {
    const key = storedKey(stored);
    if (!byKey.has(key)) byKey.set(key, stored);
  }
  return byKey;
}

/** What the autoscaler scales, if it is there. */
function targetIn(byKey: ReadonlyMap<string, StoredObject>, autoscaler: StoredObject): StoredObject | undefined {
  const { spec } = autoscaler.object as HorizontalPodAutoscaler;
  const { kind = "", name = "" } = spec?.scaleTargetRef ?? {};
  return byKey.get(objectKey(kind, namespaceIn(autoscaler), name));
}
