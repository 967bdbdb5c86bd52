// What the API server says of the security context of a container.
// Imitates pkg/apis/core/validation/validation.go (ValidateSecurityContext), v1.36.

import { ownerIdProblems } from "../../name-formats.ts";
import { forbidden, invalid, PrintedValue, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { jsonText } from "../../go-text.ts";
import type { SecurityContext } from "../types/container.ts";
import { unsupportedWord } from "./choices.ts";
import type { PodContext } from "./pod-context.ts";
import { validateAppArmorProfile, validateSeccompProfile } from "./security-profiles.ts";
import { validateWindowsOptions } from "./windows-options.ts";

const PROC_MOUNTS: readonly string[] = Object.freeze(["Default", "Unmasked"]);

/** What an API server says that was started without `--allow-privileged`. */
const POLICY = "disallowed by cluster policy";

/**
 * Whether the mistake is only that a container has power over its node, on Linux or on Windows: the API server refuses
 * it unless it was started with `--allow-privileged`, as nearly every one is.
 */
export function isRefusedByPolicy({ type, message }: FieldError): boolean {
  return type === "FieldValueForbidden" && message.endsWith(POLICY);
}

export function validateSecurityContext(
  context: SecurityContext,
  pod: PodContext,
  path: FieldPath,
): readonly FieldError[] {
  const { runAsUser, runAsGroup, procMount, seccompProfile, windowsOptions, appArmorProfile } = context;
  const errors: FieldError[] = [];
  if (context.privileged === true) errors.push(forbidden(path.child("privileged"), POLICY));
  if (runAsUser !== undefined) errors.push(...validateOwnerId(runAsUser, path.child("runAsUser")));
  if (runAsGroup !== undefined) errors.push(...validateOwnerId(runAsGroup, path.child("runAsGroup")));
  if (procMount !== undefined) errors.push(...validateProcMount(procMount, pod, path.child("procMount")));
  if (seccompProfile !== undefined) {
    errors.push(...validateSeccompProfile(seccompProfile, path.child("seccompProfile")));
  }
  errors.push(...validatePrivilegeEscalation(context, path));
  if (windowsOptions !== undefined) {
    errors.push(...validateWindowsOptions(windowsOptions, path.child("windowsOptions")));
  }
  if (appArmorProfile !== undefined) {
    errors.push(...validateAppArmorProfile(appArmorProfile, path.child("appArmorProfile")));
  }
  return errors;
}

/** The number of a user or of a group. */
export function validateOwnerId(id: number, path: FieldPath): readonly FieldError[] {
  return ownerIdProblems(id).map((problem) => invalid(path, id, problem));
}

function validateProcMount(type: string, pod: PodContext, path: FieldPath): readonly FieldError[] {
  if (!PROC_MOUNTS.includes(type)) return [unsupportedWord(path, type, PROC_MOUNTS)];
  if (type === "Default" || !pod.hostUsers) return [];
  return [invalid(path, new PrintedValue(jsonText(type)), "`hostUsers` must be false to use `Unmasked`")];
}

/** What may do everything cannot be kept from gaining more. */
function validatePrivilegeEscalation(context: SecurityContext, path: FieldPath): readonly FieldError[] {
  if (context.allowPrivilegeEscalation !== false) return [];
  const errors: FieldError[] = [];
  if (context.privileged === true) {
    errors.push(invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"));
  }
  for (const capability of context.capabilities?.add ?? []) {
    if (capability !== "CAP_SYS_ADMIN") continue;
    const detail = "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN";
    errors.push(invalid(path, context, detail));
  }
  return errors;
}
