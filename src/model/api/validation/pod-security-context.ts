// What the API server says of the security context of a pod.
// Imitates pkg/apis/core/validation/validation.go (validatePodSpecSecurityContext), v1.36.

import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PodSecurityContext, PodSpec } from "../types/pod.ts";
import { validateOptionalChoice } from "./choices.ts";
import { validateSysctls } from "./pod-sysctls.ts";
import { validateOwnerId } from "./security-context.ts";
import { validateAppArmorProfile, validateSeccompProfile } from "./security-profiles.ts";
import { validateWindowsOptions } from "./windows-options.ts";

const GROUP_CHANGE_POLICIES: readonly string[] = Object.freeze(["Always", "OnRootMismatch"]);
const SUPPLEMENTAL_GROUPS_POLICIES: readonly string[] = Object.freeze(["Merge", "Strict"]);
const SE_LINUX_CHANGE_POLICIES: readonly string[] = Object.freeze(["MountOption", "Recursive"]);
/** The other policy waits for a feature that is off. */
const NEW_SE_LINUX_CHANGE_POLICIES: readonly string[] = Object.freeze(["Recursive"]);

/** `path` is that of the security context; what had a policy before may have any. */
export function validatePodSecurityContext(
  spec: PodSpec,
  old: PodSpec | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const context = spec.securityContext;
  if (context === undefined) return [];
  const { seccompProfile, windowsOptions, appArmorProfile, seLinuxChangePolicy } = context;
  const errors: FieldError[] = [];
  collectOwners(context, path, errors);
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const rule = "ShareProcessNamespace and HostPID cannot both be enabled";
    errors.push(invalid(path.child("shareProcessNamespace"), true, rule));
  }
  if (context.sysctls !== undefined) errors.push(...validateSysctls(spec, path.child("sysctls")));
  collectPolicies(context, path, errors);
  if (seccompProfile !== undefined)
    errors.push(...validateSeccompProfile(seccompProfile, path.child("seccompProfile")));
  if (windowsOptions !== undefined)
    errors.push(...validateWindowsOptions(windowsOptions, path.child("windowsOptions")));
  if (appArmorProfile !== undefined) {
    errors.push(...validateAppArmorProfile(appArmorProfile, path.child("appArmorProfile")));
  }
  const isOld = old?.securityContext?.seLinuxChangePolicy !== undefined;
  const policies = isOld ? SE_LINUX_CHANGE_POLICIES : NEW_SE_LINUX_CHANGE_POLICIES;
  errors.push(...validateOptionalChoice(seLinuxChangePolicy, policies, path.child("seLinuxChangePolicy")));
  return errors;
}

function collectOwners(context: PodSecurityContext, path: FieldPath, errors: FieldError[]): void {
  const { fsGroup, runAsUser, runAsGroup, supplementalGroups = [] } = context;
  if (fsGroup !== undefined) errors.push(...validateOwnerId(fsGroup, path.child("fsGroup")));
  if (runAsUser !== undefined) errors.push(...validateOwnerId(runAsUser, path.child("runAsUser")));
  if (runAsGroup !== undefined) errors.push(...validateOwnerId(runAsGroup, path.child("runAsGroup")));
  for (const [index, group] of supplementalGroups.entries()) {
    errors.push(...validateOwnerId(group, path.child("supplementalGroups").index(index)));
  }
}

function collectPolicies(context: PodSecurityContext, path: FieldPath, errors: FieldError[]): void {
  const { fsGroupChangePolicy, supplementalGroupsPolicy } = context;
  errors.push(
    ...validateOptionalChoice(fsGroupChangePolicy, GROUP_CHANGE_POLICIES, path.child("fsGroupChangePolicy")),
    ...validateOptionalChoice(
      supplementalGroupsPolicy,
      SUPPLEMENTAL_GROUPS_POLICIES,
      path.child("supplementalGroupsPolicy"),
    ),
  );
}
