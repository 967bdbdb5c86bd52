// What the API server says of pods.
// Imitates pkg/apis/core/validation/validation.go (ValidatePodCreate, validatePodMetadataAndSpec), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { forbidden, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { Pod, PodSpec } from "../types/pod.ts";
import { validateContainerImage } from "./container.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { validateAnnotatedProfiles } from "./pod-annotation-profiles.ts";
import { validatePodAnnotations } from "./pod-annotations.ts";
import { validateHostPortsOfPod } from "./pod-host.ts";
import { validatePodSpec } from "./pod-spec.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");

/** A new pod. */
export function validatePod(pod: Pod): readonly FieldError[] {
  const { metadata, spec = {} } = pod;
  const errors = [...validatePodMetadataAndSpec(pod, undefined), ...validateAnnotatedProfiles(metadata, spec, SPEC)];
  if ((spec.ephemeralContainers ?? []).length > 0) {
    errors.push(forbidden(SPEC.child("ephemeralContainers"), "cannot be set on create"));
  }
  if (spec.nodeName !== undefined && (spec.schedulingGates ?? []).length > 0) {
    errors.push(forbidden(SPEC.child("nodeName"), "cannot be set until all schedulingGates have been cleared"));
  }
  return errors;
}

/** What is asked of new pods and of those that replace `old`. */
export function validatePodMetadataAndSpec({ metadata, spec = {} }: Pod, old: Pod | undefined): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validatePodAnnotations(metadata?.annotations, spec, METADATA.child("annotations")),
    ...validatePodSpec(spec, old?.spec, metadata, SPEC),
    ...validateHostPortsOfPod(spec, SPEC),
    ...validateTokens(spec),
    ...(spec.containers ?? []).flatMap((container, index) =>
      validateContainerImage(container, SPEC.child("containers").index(index)),
    ),
    ...(spec.initContainers ?? []).flatMap((container, index) =>
      validateContainerImage(container, SPEC.child("initContainers").index(index)),
    ),
  ];
}

/** Tokens are those of a service account. */
function validateTokens({ serviceAccountName, volumes = [] }: PodSpec): readonly FieldError[] {
  if (serviceAccountName !== undefined) return [];
  return volumes.flatMap(({ projected }, index) =>
    (projected?.sources ?? []).flatMap(({ serviceAccountToken }, sourceIndex) => {
      if (serviceAccountToken === undefined) return [];
      const source = SPEC.child("volumes").index(index).child("projected", "sources").index(sourceIndex);
      return [
        forbidden(source.child("serviceAccountToken"), "must not be specified when serviceAccountName is not set"),
      ];
    }),
  );
}
