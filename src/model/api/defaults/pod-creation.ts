// What the API server itself writes into a new or changed pod: its class and condition, selectors that follow from its labels,
// and profiles that stand in annotations.
// Imitates pkg/registry/core/pod/strategy.go (PrepareForCreate, PrepareForUpdate), v1.36.

import type { Draft } from "../api-type.ts";
import { annotatedAppArmorProfile, appArmorAnnotation, areEqualAppArmorProfiles } from "../app-armor.ts";
import { FieldPath } from "../field-path.ts";
import { keepStatus, nextGeneration } from "../generation.ts";
import { podQualityOfService } from "../pod-quality-of-service.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import type { PodAffinity, PodAffinityTerm } from "../types/affinity.ts";
import type { AppArmorProfile, Container } from "../types/container.ts";
import type { LabelSelector, ObjectMeta } from "../types/object-meta.ts";
import type { PodStatus } from "../types/pod-status.ts";
import { POD_SPEC, type Pod, type PodSpec } from "../types/pod.ts";
import { validateAppArmorProfile } from "../validation/security-profiles.ts";
import { dropDisabledPodFields } from "./pod-disabled-fields.ts";

type Labels = NonNullable<ObjectMeta["labels"]>;

const NO_LABELS: Labels = Object.freeze({});
const PROFILE = FieldPath.root("appArmorProfile");

/** Completes a new pod in place. */
export function preparePodForCreate(pod: Draft<Pod>): void {
  const metadata = (pod.metadata ??= {});
  const spec = (pod.spec ??= {});
  metadata.generation = 1;
  pod.status = { phase: "Pending", qosClass: podQualityOfService(pod), ...gatedConditions(spec) };
  dropDisabledPodFields(spec);
  mergeAffinityLabelKeys(spec, metadata.labels);
  mergeSpreadLabelKeys(spec, metadata.labels);
  applyAnnotatedProfiles(metadata, spec);
}

/** Completes a pod that replaces `old`, in place: the status stays, and the generation counts changes of the spec. */
export function preparePodForUpdate(pod: Draft<Pod>, old: Pod): void {
  keepStatus(pod, old);
  dropDisabledPodFields((pod.spec ??= {}));
  if (!areSemanticallyEqual(pod.spec, old.spec ?? {}, POD_SPEC)) nextGeneration(pod, old);
}

/** A pod that waits for its gates says so from the start. */
function gatedConditions({ schedulingGates = [] }: PodSpec): Pick<Draft<PodStatus>, "conditions"> {
  if (schedulingGates.length === 0) return {};
  const message = "Scheduling is blocked due to non-empty scheduling gates";
  return { conditions: [{ type: "PodScheduled", status: "False", reason: "SchedulingGated", message }] };
}

/** Writes matchLabelKeys and mismatchLabelKeys of affinity terms into their selectors, in place, as of the pod's labels. */
export function mergeAffinityLabelKeys({ affinity }: Draft<PodSpec>, labels: Labels = NO_LABELS): void {
  mergeAffinityKeys(affinity?.podAffinity, labels);
  mergeAffinityKeys(affinity?.podAntiAffinity, labels);
}

/** The same for matchLabelKeys of topology spread constraints (gate MatchLabelKeysInPodTopologySpreadSelectorMerge). */
export function mergeSpreadLabelKeys(
  { topologySpreadConstraints = [] }: Draft<PodSpec>,
  labels: Labels = NO_LABELS,
): void {
  for (const { labelSelector, matchLabelKeys } of topologySpreadConstraints) {
    mergeKeys(labelSelector, matchLabelKeys, "In", labels);
  }
}

function mergeAffinityKeys(affinity: Draft<PodAffinity> | undefined, labels: Labels): void {
  const { preferredDuringSchedulingIgnoredDuringExecution: wanted = [] } = affinity ?? {};
  for (const { podAffinityTerm } of wanted) if (podAffinityTerm !== undefined) mergeTermKeys(podAffinityTerm, labels);
  for (const term of affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []) mergeTermKeys(term, labels);
}

function mergeTermKeys(term: Draft<PodAffinityTerm>, labels: Labels): void {
  mergeKeys(term.labelSelector, term.matchLabelKeys, "In", labels);
  mergeKeys(term.labelSelector, term.mismatchLabelKeys, "NotIn", labels);
}

/** Without a selector nothing is selected, whatever the keys are. */
function mergeKeys(
  selector: Draft<LabelSelector> | undefined,
  keys: readonly string[] | undefined,
  operator: "In" | "NotIn",
  labels: Labels,
): void {
  if (selector === undefined) return;
  for (const key of keys ?? []) {
    if (!Object.hasOwn(labels, key)) continue;
    (selector.matchExpressions ??= []).push({ key, operator, values: [labels[key]!] });
  }
}

/** Profiles that stand only in annotations are copied to their fields, where they differ from the pod's. */
function applyAnnotatedProfiles(metadata: ObjectMeta, spec: Draft<PodSpec>): void {
  if (spec.os?.name === "windows" || metadata.annotations === undefined) return;
  const { initContainers = [], containers = [], ephemeralContainers = [] } = spec;
  for (const container of [...initContainers, ...containers, ...ephemeralContainers] as Draft<Container>[]) {
    const profile = annotatedProfile(metadata, spec, container);
    if (profile?.kind !== "own") continue;
    container.securityContext ??= {};
    container.securityContext.appArmorProfile = { ...profile.profile };
  }
}

/** What an annotation says of a container whose field says nothing. */
export type AnnotatedProfile =
  | { readonly kind: "own"; readonly profile: AppArmorProfile }
  | { readonly kind: "of the pod" }
  | { readonly kind: "unknown" };

/** Undefined if there is no annotation, or a field that goes before it. */
export function annotatedProfile(
  metadata: ObjectMeta | undefined,
  spec: PodSpec,
  container: Container,
): AnnotatedProfile | undefined {
  const annotation = appArmorAnnotation(metadata, container.name ?? "");
  if (annotation === undefined || container.securityContext?.appArmorProfile !== undefined) return undefined;
  const profile = annotatedAppArmorProfile(annotation);
  if (profile === undefined || validateAppArmorProfile(profile, PROFILE).length > 0) return { kind: "unknown" };
  return areEqualAppArmorProfiles(profile, spec.securityContext?.appArmorProfile)
    ? { kind: "of the pod" }
    : { kind: "own", profile };
}
