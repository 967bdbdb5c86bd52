// The pods of a StatefulSet: their names and ordinals, and the places that they stand in.
// Imitates pkg/controller/statefulset/stateful_set_utils.go, v1.36.

import { merged } from "../../../base/merged.ts";

import type { ControllerRevision } from "../../../model/api/types/controller-revision.ts";
import type { StatefulSet } from "../../../model/api/types/workload.ts";
import { labelOf } from "../../../model/label-selector.ts";
import type { Labels, Pod } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { isPodAvailable, isPodReady } from "../pod-availability.ts";
import { podOfTemplate } from "../pod-template.ts";
import { REVISION_LABEL, templateOfRevision } from "../revision-history.ts";

const POD_NAME_LABEL = "statefulset.kubernetes.io/pod-name";
const POD_INDEX_LABEL = "apps.kubernetes.io/pod-index";
const INT32_MAX = 2_147_483_647;

/** A place of the set: the pod that stands in it, or is to be made for it. */
export interface Place {
  readonly ordinal: number;
  readonly name: string;
  /** Empty while there is no pod. */
  readonly uid: string;
  /** Name of the revision of the pod; empty for a pod without one. */
  readonly revision: string;
  /** Undefined: the pod is to be made. */
  readonly pod: LivePod | undefined;
}

/** What a pod's name says: whose it is, and its ordinal, −1 for none. */
export function parentAndOrdinal(podName: string): { readonly parent: string; readonly ordinal: number } {
  const dash = podName.lastIndexOf("-");
  const ordinal = dash < 0 ? undefined : numberBehind(podName, dash);
  if (ordinal === undefined) return NOBODYS;
  return { parent: podName.slice(0, dash), ordinal: ordinal > INT32_MAX ? -1 : ordinal };
}

const NOBODYS = Object.freeze({ parent: "", ordinal: -1 });
const DIGIT_0 = 48;

/** The number that the digits behind a place in the text make; undefined where there are none, or something else. */
function numberBehind(text: string, place: number): number | undefined {
  let number = 0;
  for (let at = place + 1; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - DIGIT_0;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return place + 1 === text.length ? undefined : number;
}

export function nameOf(set: StatefulSet): string {
  return set.metadata?.name ?? "";
}

export function startOrdinal(set: StatefulSet): number {
  return set.spec?.ordinals?.start ?? 0;
}

/** After the last ordinal of the set. */
export function endOrdinal(set: StatefulSet): number {
  return startOrdinal(set) + (set.spec?.replicas ?? 1);
}

export function isInRange(set: StatefulSet, ordinal: number): boolean {
  return ordinal >= startOrdinal(set) && ordinal < endOrdinal(set);
}

/** The place in which a pod of the set stands. */
export function placeOfPod(pod: LivePod): Place {
  const { ordinal } = parentAndOrdinal(pod.name);
  const revision = labelOf(pod.object.metadata.labels, REVISION_LABEL) ?? "";
  return { ordinal, name: pod.name, uid: pod.uid, revision, pod };
}

/** A place without a pod. */
export function emptyPlace(set: StatefulSet, ordinal: number, revision: ControllerRevision): Place {
  return {
    ordinal,
    name: `${nameOf(set)}-${ordinal}`,
    uid: "",
    revision: revision.metadata?.name ?? "",
    pod: undefined,
  };
}

/** The labels by which the pod is known by name and number. */
export function identityLabels({ name, ordinal }: Place): Labels {
  return { [POD_NAME_LABEL]: name, [POD_INDEX_LABEL]: String(ordinal) };
}

/** Whether a pod has the name and the label of its place. */
export function hasIdentity(set: StatefulSet, { ordinal, name, pod }: Place): boolean {
  if (pod === undefined) return true;
  if (ordinal < 0 || name !== `${nameOf(set)}-${ordinal}`) return false;
  return labelOf(pod.object.metadata.labels, POD_NAME_LABEL) === name;
}

const TEMPLATES = new WeakMap<ControllerRevision, Pod>();

/** The pod that all pods of a revision are made of. */
export function templateOf(revision: ControllerRevision): Pod {
  let template = TEMPLATES.get(revision);
  if (template === undefined) {
    const plain = podOfTemplate(templateOfRevision(revision));
    const labels = merged(plain.metadata.labels ?? {}, { [REVISION_LABEL]: revision.metadata?.name ?? "" });
    template = { ...plain, metadata: { ...plain.metadata, labels } };
    TEMPLATES.set(revision, template);
  }
  return template;
}

export function isTerminating({ pod }: Place): boolean {
  return pod?.deletion !== undefined;
}

export function isRunningAndReady({ pod }: Place): boolean {
  return pod?.phase === "Running" && isPodReady(pod);
}

/** Ready for long enough, whatever its phase. */
export function isAvailablePlace({ pod }: Place, minReadySeconds: number, nowUs: number): boolean {
  return pod !== undefined && isPodAvailable(pod, minReadySeconds, nowUs);
}

/** Nothing there, not available, or on its way out. */
export function isUnavailable(place: Place, minReadySeconds: number, nowUs: number): boolean {
  return !isAvailablePlace(place, minReadySeconds, nowUs) || isTerminating(place);
}
