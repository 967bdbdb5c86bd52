// Autoscalers that could not do their work: a target that is not there or has no scale, pods that do not request what use is
// measured against, a container that they do not have, pods of which several autoscalers take charge. Told before anything runs, in
// the controller's words. A cluster takes such objects, so that these are warnings.
// Imitates what pkg/controller/podautoscaler/{horizontal,replica_calculator}.go say, v1.36.

import { suggestionFor, type DiagnosticSink } from "../../base/diagnostic.ts";

import type { FeatureGates } from "../../model/feature-gates.ts";
import { parseLabelSelector } from "../../model/label-selector-text.ts";
import { selectsLabels, type CompiledLabelSelector } from "../../model/label-selector.ts";
import type { Pod } from "../../model/objects.ts";
import type { HorizontalPodAutoscaler } from "../../model/api/types/autoscaling-v2.ts";
import type { VersionBehaviour } from "../../model/version-behaviour.ts";

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

import {
  controllerRules,
  targetOf,
} from "../../components/controllers/horizontal-pod-autoscaler/prepared-autoscaler.ts";
import { requestOf } from "../../components/controllers/horizontal-pod-autoscaler/requests.ts";
import { DEFAULT_SETTINGS } from "../../components/controllers/horizontal-pod-autoscaler/settings.ts";
import { notFoundWords, noScaleWords, scaleAnswer, scaledKindOf } from "../../components/controllers/run/scales.ts";
import type { ScaleTarget } from "../../components/controllers/scale.ts";

import { Notes, type Note } from "../../environment/notes.ts";
import type { ListedObject } from "../../environment/workload-source.ts";

import type { PodShape } from "./load-reading.ts";
import { templateShapes } from "./pod-shapes.ts";

/** What autoscalers meet. */
export interface ScaledWorld {
  readonly objects: readonly StoredObject[];
  readonly behaviour: VersionBehaviour;
  readonly featureGates: FeatureGates;
  /** Autoscalers that actions take away, as `namespace/name`. */
  readonly deleted: ReadonlySet<string>;
  /** A pod as the API server would let it in. */
  readonly admitted: (pod: Pod) => Pod;
}

type Lack = Omit<Note, "severity">;
type MetricSpec = NonNullable<NonNullable<HorizontalPodAutoscaler["spec"]>["metrics"]>[number];

/** One autoscaler, with what it scales. */
interface Scaled {
  /** `hpa/web`. */
  readonly who: string;
  readonly namespace: string;
  readonly name: string;
  readonly target: ScaleTarget;
  /** Undefined: it is not there, or has no scale. */
  readonly workload: StoredObject | undefined;
  readonly selector: { readonly text: string; readonly compiled: CompiledLabelSelector } | undefined;
}

/** Of objects whose controllers run. */
export function reportFailingAutoscalers(
  listed: readonly ListedObject[],
  world: ScaledWorld,
  sink: DiagnosticSink,
): void {
  const found = listed.flatMap(({ stored, position }) => {
    const scaled = stored.kind === "HorizontalPodAutoscaler" ? scaledBy(stored.object, world) : undefined;
    return scaled === undefined ? [] : [{ scaled, position, metrics: metricsOf(stored) }];
  });
  const all = found.map(({ scaled }) => scaled).filter((scaled) => !world.deleted.has(keyOf(scaled)));
  const shapes = all.length < 2 ? [] : world.objects.flatMap(templateShapes);
  const notes = new Notes();
  for (const { scaled, position, metrics } of found) {
    const { workload } = scaled;
    const lacks =
      workload === undefined
        ? [lackOfTarget(scaled, world)]
        : [...metrics.map((metric) => lackOfPods(metric, scaled, workload, world)), lackOfCharge(scaled, all, shapes)];
    for (const lack of lacks) {
      if (lack !== undefined) notes.add({ severity: "warning", ...lack }, () => position);
    }
  }
  notes.flush(sink);
}

function metricsOf({ object }: StoredObject): readonly MetricSpec[] {
  return (object as HorizontalPodAutoscaler).spec?.metrics ?? [];
}

/** Undefined where its target cannot be read, which the API server has refused. */
function scaledBy({ metadata = {}, spec = {} }: HorizontalPodAutoscaler, world: ScaledWorld): Scaled | undefined {
  const { name = "", namespace = "default" } = metadata;
  const target = targetOf(spec, namespace);
  if (typeof target === "string") return undefined;
  const workload = workloadAt(target, world.objects);
  return { who: `hpa/${name}`, namespace, name, target, workload, selector: selectorOf(target, workload) };
}

function workloadAt(target: ScaleTarget, objects: readonly StoredObject[]): StoredObject | undefined {
  const kind = scaledKindOf(target);
  if (kind === undefined) return undefined;
  return objects.find((one) => one.kind === kind && nameOf(one) === target.name && isIn(one, target.namespace));
}

function selectorOf(target: ScaleTarget, workload: StoredObject | undefined): Scaled["selector"] {
  if (workload === undefined) return undefined;
  const answer = scaleAnswer(target, workload.object as Parameters<typeof scaleAnswer>[1]);
  const text = answer.kind === "scale" ? answer.scale.selector : "";
  const compiled = text === "" ? undefined : parseLabelSelector(text);
  return compiled === undefined || compiled.kind === "invalid" ? undefined : { text, compiled };
}

function lackOfTarget({ who, target }: Scaled, { objects }: ScaledWorld): Lack {
  const kind = scaledKindOf(target);
  const why = kind === undefined ? noScaleWords(target) : notFoundWords(target);
  const message = `${who}: the HPA controller was unable to get the target's current scale: ${why}`;
  if (kind === undefined) {
    return {
      code: "unscalable-target",
      message,
      expected: "a Deployment, StatefulSet, ReplicaSet or ReplicationController",
    };
  }
  const ofKind = objects.filter((one) => one.kind === kind);
  const names = ofKind.filter((one) => isIn(one, target.namespace)).map(nameOf);
  const elsewhere = ofKind.find((one) => nameOf(one) === target.name);
  const expected =
    elsewhere !== undefined
      ? `metadata.namespace: ${namespaceIn(elsewhere)}`
      : names.length === 0
        ? `a ${kind} in the manifests of the scenario or of an action`
        : `one of ${names.slice(0, 10).join(", ")}`;
  return { code: "missing-target", message, expected, ...suggestionFor(target.name, names) };
}

function lackOfPods(
  { resource, containerResource }: MetricSpec,
  { who }: Scaled,
  workload: StoredObject,
  { admitted, behaviour, featureGates }: ScaledWorld,
): Lack | undefined {
  const template = podOf(workload);
  const name = resource?.name ?? containerResource?.name;
  if (template === undefined || name === undefined) return undefined;
  const pod = admitted(template);
  const container = containerResource?.container ?? "";
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map((one) => one.name);
  if (container !== "" && !containers.includes(container)) {
    const message = `${who}: container ${container} not found in Pod ${nameOf(workload)}`;
    const expected = `one of ${containers.join(", ")}`;
    return { code: "unknown-container", message, expected, ...suggestionFor(container, containers) };
  }
  if ((resource ?? containerResource)?.target?.averageUtilization === undefined) return undefined;
  const { calculation } = controllerRules(DEFAULT_SETTINGS, behaviour, featureGates);
  const request = requestOf(pod, name, container, calculation);
  if (request.kind === "request") return undefined;
  return {
    code: "missing-request",
    message: `${who}: failed to get ${name} utilization: ${request.message}${nameOf(workload)}`,
    expected: `resources.requests.${name} in each container, or a target with averageValue`,
  };
}

/** One of a workload's pods, as its controller would ask for it. */
function podOf(workload: StoredObject): Pod | undefined {
  const { spec } = workload.object as { readonly spec?: { readonly template?: Pick<Pod, "metadata" | "spec"> } };
  if (spec?.template?.spec === undefined) return undefined;
  const metadata = { ...spec.template.metadata, name: nameOf(workload), namespace: namespaceIn(workload) };
  return { ...spec.template, metadata };
}

/** Pods of which others take charge too: the controller lets none of them. */
function lackOfCharge(
  { who, namespace, selector }: Scaled,
  all: readonly Scaled[],
  shapes: readonly PodShape[],
): Lack | undefined {
  if (selector === undefined) return undefined;
  const meets = (labels: PodShape["labels"]) => selectsLabels(selector.compiled, labels);
  const selected = shapes.filter((shape) => shape.namespace === namespace && meets(shape.labels));
  const actors = all.filter((other) => {
    const { compiled } = other.selector ?? {};
    if (compiled === undefined || other.namespace !== namespace) return false;
    return selected.some(({ labels }) => selectsLabels(compiled, labels));
  });
  // Given at the start and brought again by an action, it is still the same.
  const keys = [...new Set(actors.map(keyOf))].toSorted();
  if (keys.length < 2) return undefined;
  const message = `${who}: pods by selector ${selector.text} are controlled by multiple HPAs: [${keys.join(" ")}]`;
  return { code: "shared-pods", message, expected: "one autoscaler for the pods, with all the metrics" };
}

function keyOf({ namespace, name }: Scaled): string {
  return `${namespace}/${name}`;
}

function isIn(stored: StoredObject, namespace: string): boolean {
  return namespaceIn(stored) === namespace;
}

function nameOf({ object }: StoredObject): string {
  return object.metadata?.name ?? "";
}
