// The pods of a DaemonSet: where each belongs, which come first, which are of the wanted revision, and what new ones are made
// of.
// Imitates pkg/controller/daemon/daemon_controller.go (getNodesToDaemonPods, podByCreationTimestampAndPhase) and
// util/daemonset_util.go, v1.36.

import type { DaemonSet } from "../../../model/api/types/workload.ts";
import type { PodTemplateSpec } from "../../../model/api/types/pod.ts";
import { parseInt64 } from "../../../model/go-integer.ts";
import { labelOf } from "../../../model/label-selector.ts";
import type { Pod } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { podOfTemplate } from "../pod-template.ts";
import { REVISION_LABEL } from "../revision-history.ts";
import { withDaemonTolerations } from "./node-fit.ts";

const GENERATION_ANNOTATION = "deprecated.daemonset.template.generation";
const GENERATION_LABEL = "pod-template-generation";
const NAME_FIELD = "metadata.name";

/** Under which node a pod is counted; undefined for those that are over and going, and for those that belong nowhere. */
export function placeNameOf(pod: LivePod): string | undefined {
  if (pod.deletion !== undefined && (pod.phase === "Succeeded" || pod.phase === "Failed")) return undefined;
  return targetNodeOf(pod);
}

/** The node that a pod is on, or that its affinity names; undefined if it names none, or several. */
export function targetNodeOf({ nodeName, object }: LivePod): string | undefined {
  if (nodeName !== undefined && nodeName !== "") return nodeName;
  const required = object.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  for (const { matchFields = [] } of required?.nodeSelectorTerms ?? []) {
    for (const { key, operator, values = [] } of matchFields) {
      if (key === NAME_FIELD && operator === "In") return values.length === 1 ? values[0] : undefined;
    }
  }
  return undefined;
}

/** Those with a node first, then the oldest, then by name. */
export function byAge(pods: readonly LivePod[]): readonly LivePod[] {
  if (pods.length < 2) return pods;
  return pods.toSorted(
    (left, right) =>
      Number(isPlaced(right)) - Number(isPlaced(left)) ||
      left.createdUs - right.createdUs ||
      (left.name < right.name ? -1 : 1),
  );
}

/** Its spec names a node. */
export function isPlaced({ nodeName }: LivePod): boolean {
  return nodeName !== undefined && nodeName !== "";
}

/** The generation of the template, as clients of old versions wrote it; undefined for none. */
export function generationOf({ metadata }: DaemonSet): string | undefined {
  const written = labelOf(metadata?.annotations, GENERATION_ANNOTATION);
  return written === undefined ? undefined : parseInt64(written)?.toString();
}

/** Tells which pods are of the wanted revision: by its hash, or by the generation of the template. */
export function isUpdatedBy(set: DaemonSet, hash: string): (pod: LivePod) => boolean {
  const generation = generationOf(set);
  return ({ object: { metadata } }) =>
    (hash !== "" && labelOf(metadata.labels, REVISION_LABEL) === hash) ||
    (generation !== undefined && labelOf(metadata.labels, GENERATION_LABEL) === generation);
}

const TEMPLATES = new WeakMap<PodTemplateSpec, Map<string, Pod>>();

/** What the set's pods of the wanted revision are made of; the same object as long as the set's template is. */
export function daemonTemplate(set: DaemonSet, hash: string): Pod {
  const template = set.spec?.template ?? EMPTY_TEMPLATE;
  const generation = generationOf(set);
  let byHash = TEMPLATES.get(template);
  if (byHash === undefined) TEMPLATES.set(template, (byHash = new Map<string, Pod>()));
  const key = `${hash}/${generation ?? ""}`;
  let pod = byHash.get(key);
  if (pod === undefined)
    byHash.set(key, (pod = labelled(withDaemonTolerations(podOfTemplate(template)), hash, generation)));
  return pod;
}

const EMPTY_TEMPLATE: PodTemplateSpec = Object.freeze({});

function labelled(pod: Pod, hash: string, generation: string | undefined): Pod {
  const labels = {
    ...pod.metadata.labels,
    ...(generation === undefined ? {} : { [GENERATION_LABEL]: generation }),
    ...(hash === "" ? {} : { [REVISION_LABEL]: hash }),
  };
  return { ...pod, metadata: { ...pod.metadata, labels } };
}
