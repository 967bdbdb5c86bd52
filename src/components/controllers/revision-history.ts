// The history of a StatefulSet or DaemonSet: revisions in order, which of them say the same, and the templates in them.
// Imitates pkg/controller/history/controller_history.go and ApplyRevision of pkg/controller/statefulset, v1.36.

import { decodeStruct } from "../../model/api/decode.ts";
import type { Draft } from "../../model/api/api-type.ts";
import { applyPodTemplateDefaults } from "../../model/api/defaults/pod-template.ts";
import type { ControllerRevision } from "../../model/api/types/controller-revision.ts";
import { POD_TEMPLATE_SPEC, type PodTemplateSpec } from "../../model/api/types/pod.ts";
import { revisionData, revisionDataText } from "../../model/hashing/controller-revision.ts";

/** The label of pods and revisions that names the template that they were made of. */
export const REVISION_LABEL = "controller-revision-hash";

const TEMPLATE_TEXTS = new WeakMap<PodTemplateSpec, string>();
const REVISION_TEXTS = new WeakMap<ControllerRevision, string>();
const TEMPLATES = new WeakMap<ControllerRevision, PodTemplateSpec>();
const RENEWED_TEXTS = new WeakMap<ControllerRevision, string>();

/** What a revision of the template would hold, as text. */
export function textOfTemplate(template: PodTemplateSpec): string {
  return remembered(TEMPLATE_TEXTS, template, revisionData);
}

/** What the revision holds, as text: equal texts are equal revisions. */
export function textOfRevision(revision: ControllerRevision): string {
  return remembered(REVISION_TEXTS, revision, ({ data }) => revisionDataText(data));
}

/** The template in a revision; the same object as long as the revision is the same one. */
export function templateOfRevision(revision: ControllerRevision): PodTemplateSpec {
  return remembered(TEMPLATES, revision, decodedTemplate);
}

/**
 * What the revision would hold if it were made today: one that was written by an older version lacks defaults of this
 * one, and has fields that are written no more.
 */
export function renewedTextOf(revision: ControllerRevision): string {
  return remembered(RENEWED_TEXTS, revision, (old) => {
    const template = decodedTemplate(old);
    applyPodTemplateDefaults(template);
    return revisionData(template);
  });
}

/** By number, then the older first, then by name. */
export function inOrderOfRevision(revisions: readonly ControllerRevision[]): readonly ControllerRevision[] {
  return revisions.toSorted(
    (left, right) =>
      numberOf(left) - numberOf(right) ||
      compareTexts(left.metadata?.creationTimestamp ?? "", right.metadata?.creationTimestamp ?? "") ||
      compareTexts(left.metadata?.name ?? "", right.metadata?.name ?? ""),
  );
}

/** The number of a revision. */
export function numberOf(revision: ControllerRevision): number {
  return revision.revision ?? 0;
}

function decodedTemplate({ data }: ControllerRevision): Draft<PodTemplateSpec> {
  const { spec } = (data ?? {}) as { readonly spec?: { readonly template?: Record<string, unknown> } };
  const { $patch: _, ...template } = spec?.template ?? {};
  return decodeStruct(template, POD_TEMPLATE_SPEC).value;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function remembered<Key extends object, Value>(
  memory: WeakMap<Key, Value>,
  key: Key,
  make: (key: Key) => Value,
): Value {
  let value = memory.get(key);
  if (value === undefined) memory.set(key, (value = make(key)));
  return value;
}
