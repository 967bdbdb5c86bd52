// AppArmor profiles as they were written before they had a field of their own: in annotations.
// Imitates pkg/api/pod/util.go (ApparmorFieldForAnnotation), v1.36.

import { APP_ARMOR_PREFIX, LOCALHOST_PREFIX, RUNTIME_DEFAULT, UNCONFINED } from "./pod-annotation-names.ts";
import type { AppArmorProfile } from "./types/container.ts";
import type { ObjectMeta } from "./types/object-meta.ts";

/** What the annotation of the container of that name says; undefined if there is none. */
export function appArmorAnnotation(metadata: ObjectMeta | undefined, containerName: string): string | undefined {
  const annotations = metadata?.annotations;
  const name = APP_ARMOR_PREFIX + containerName;
  return annotations !== undefined && Object.hasOwn(annotations, name) ? annotations[name] : undefined;
}

/** The profile that the annotation's value stands for, if it is one that the server knows. */
export function annotatedAppArmorProfile(annotation: string): AppArmorProfile | undefined {
  if (annotation === UNCONFINED) return { type: "Unconfined" };
  if (annotation === RUNTIME_DEFAULT) return { type: "RuntimeDefault" };
  const localhostProfile = annotation.startsWith(LOCALHOST_PREFIX) ? annotation.slice(LOCALHOST_PREFIX.length) : "";
  return localhostProfile === "" ? undefined : { type: "Localhost", localhostProfile };
}

export function areEqualAppArmorProfiles(left: AppArmorProfile, right: AppArmorProfile | undefined): boolean {
  return (
    right !== undefined && (left.type ?? "") === (right.type ?? "") && left.localhostProfile === right.localhostProfile
  );
}
