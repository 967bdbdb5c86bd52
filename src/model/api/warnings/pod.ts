// What kubectl prints of pods that the API server takes, but that are hardly meant so.
// Imitates pkg/api/pod/warnings.go and pkg/registry/core/pod/strategy.go (WarningsOnCreate), v1.36.

import { dns1123LabelProblems } from "../../name-formats.ts";
import { annotatedProfile } from "../defaults/pod-creation.ts";
import { FieldPath } from "../field-path.ts";
import { APP_ARMOR_PREFIX } from "../pod-annotation-names.ts";
import type { Pod } from "../types/pod.ts";
import { visitContainers } from "../validation/pod-containers.ts";
import { APP_ARMOR_INSTEAD, podSpecWarnings } from "./pod-spec.ts";
import { warningAt } from "./warning-text.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");

/** Of a new pod, as it is stored. */
export function podWarnings({ metadata, spec = {} }: Pod): readonly string[] {
  const problems = dns1123LabelProblems(metadata?.name ?? "");
  const name =
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; " +
    `a DNS label is recommended: [${problems.join(" ")}]`;
  return [
    ...(problems.length === 0 ? [] : [name]),
    ...podSpecWarnings(spec, metadata, SPEC, METADATA.child("annotations")),
  ];
}

/** Of a new pod before the server has copied profiles from annotations to fields. */
export function podProfileWarnings({ metadata, spec = {} }: Pod): readonly string[] {
  if (spec.os?.name === "windows" || metadata?.annotations === undefined) return [];
  const warnings: string[] = [];
  visitContainers(spec, SPEC, (container) => {
    const profile = annotatedProfile(metadata, spec, container);
    if (profile === undefined || profile.kind === "of the pod") return;
    const place = METADATA.child("annotations").key(APP_ARMOR_PREFIX + (container.name ?? ""));
    warnings.push(warningAt(place, APP_ARMOR_INSTEAD));
  });
  return warnings;
}
