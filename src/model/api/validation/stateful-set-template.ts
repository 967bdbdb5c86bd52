// What the API server says of a StatefulSet's selector and template: its pods have names, hosts and claims of their
// own, so what the template says of these does not count.
// Imitates pkg/apis/apps/validation/validation.go (ValidatePodTemplateSpecForStatefulSet …), v1.36.

import type { FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PodSpec, PodTemplateSpec } from "../types/pod.ts";
import type { Volume } from "../types/volume.ts";
import type { StatefulSetSpec } from "../types/workload.ts";
import { validateAnnotations, validateLabels } from "./labels.ts";
import { validatePodAnnotations } from "./pod-annotations.ts";
import {
  invalidSelector,
  usableSelector,
  validateLastingPods,
  validateRequiredSelector,
  validateSelectsTemplate,
} from "./pod-selector.ts";
import { validatePodTemplateSpec } from "./pod-template.ts";

/** Selector and template. */
export function validateOwnTemplate(spec: StatefulSetSpec, path: FieldPath): readonly FieldError[] {
  const errors = validateKeptTemplate(spec, path);
  if (usableSelector(spec.selector) === undefined) return errors;
  return [...errors, ...validatePodTemplateSpec(effectiveTemplate(spec), path.child("template"))];
}

/** The same, of a template that was stored with mistakes and may keep them. */
export function validateKeptTemplate(spec: StatefulSetSpec, path: FieldPath): readonly FieldError[] {
  const { selector, template = {} } = spec;
  const selectorPath = path.child("selector");
  const templatePath = path.child("template");
  const usable = usableSelector(selector);
  return [
    ...validateRequiredSelector(selector, "statefulset", selectorPath),
    ...(usable === undefined
      ? [invalidSelector(selectorPath, selector, "")]
      : [...validateSelectsTemplate(usable, template, templatePath), ...validateMetadata(template, templatePath)]),
    ...validateLastingPods(template, "StatefulSet", templatePath),
  ];
}

/** The server asks the same when it validates the template: it tells these mistakes twice. */
function validateMetadata({ metadata = {}, spec = {} }: PodTemplateSpec, path: FieldPath): readonly FieldError[] {
  const { labels, annotations } = metadata;
  return [
    ...validateLabels(labels, path.child("labels")),
    ...validateAnnotations(annotations, path.child("annotations")),
    ...validatePodAnnotations(annotations, spec, path.child("annotations")),
  ];
}

/** The template as the pods get it, without the names that are theirs alone. */
function effectiveTemplate({ template = {}, volumeClaimTemplates = [] }: StatefulSetSpec): PodTemplateSpec {
  const { spec = {} } = template;
  if (spec.subdomain === undefined && spec.hostname === undefined && volumeClaimTemplates.length === 0) return template;
  const { subdomain: _subdomain, hostname: _hostname, ...podSpec } = spec;
  if (volumeClaimTemplates.length === 0) return { ...template, spec: podSpec };
  const names = volumeClaimTemplates.map(({ metadata }) => metadata?.name ?? "");
  return { ...template, spec: { ...podSpec, volumes: effectiveVolumes(podSpec, new Set(names)) } };
}

/** A claim of the StatefulSet comes before and instead of a volume of that name. */
function effectiveVolumes({ volumes = [] }: PodSpec, claims: ReadonlySet<string>): readonly Volume[] {
  return [
    ...[...claims].map((name) =>
      name === "" ? { persistentVolumeClaim: {} } : { name, persistentVolumeClaim: { claimName: name } },
    ),
    ...volumes.filter(({ name = "" }) => !claims.has(name)),
  ];
}
