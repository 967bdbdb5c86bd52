// What the API server says of pods that name their operating system, and of Windows' host processes.
// Imitates pkg/apis/core/validation/validation.go (validateOS, validateLinux, validateWindows,
// validateWindowsHostProcessPod), v1.36.

import { forbidden, invalid, notSupported, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PodSpec } from "../types/pod.ts";
import { someContainer, visitContainers, type AnyContainer } from "./pod-containers.ts";

const SYSTEMS: readonly string[] = Object.freeze(["linux", "windows"]);
const NOT_ON_WINDOWS = "cannot be set for a windows pod";
const NOT_ON_LINUX = "windows options cannot be set for a linux pod";

const POD_FIELDS_OF_LINUX = Object.freeze(["hostUsers", "hostPID", "hostIPC", "shareProcessNamespace"] as const);
const POD_CONTEXT_FIELDS_OF_LINUX = Object.freeze([
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "fsGroup",
  "fsGroupChangePolicy",
  "runAsUser",
  "runAsGroup",
  "supplementalGroups",
  "supplementalGroupsPolicy",
  "seLinuxChangePolicy",
] as const);
const CONTAINER_CONTEXT_FIELDS_OF_LINUX = Object.freeze([
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "capabilities",
  "readOnlyRootFilesystem",
  "privileged",
  "allowPrivilegeEscalation",
  "procMount",
  "runAsUser",
  "runAsGroup",
] as const);

/** A system that is not known has no further rules. */
export function validatePodOs(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  if (spec.os === undefined) return [];
  const { name } = spec.os;
  if (name === undefined) return [required(path.child("os").child("name"))];
  if (!SYSTEMS.includes(name)) return [notSupported(path.child("os"), name, SYSTEMS)];
  return name === "linux" ? validateLinux(spec, path) : validateWindows(spec, path);
}

function validateLinux(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (spec.securityContext?.windowsOptions !== undefined) {
    errors.push(forbidden(path.child("securityContext", "windowsOptions"), NOT_ON_LINUX));
  }
  visitContainers(spec, path, ({ securityContext }, containerPath) => {
    if (securityContext?.windowsOptions === undefined) return;
    errors.push(forbidden(containerPath.child("securityContext", "windowsOptions"), NOT_ON_LINUX));
  });
  return errors;
}

function validateWindows(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const field of POD_FIELDS_OF_LINUX) {
    if (spec[field] !== undefined) errors.push(forbidden(path.child(field), NOT_ON_WINDOWS));
  }
  const context = spec.securityContext ?? {};
  for (const field of POD_CONTEXT_FIELDS_OF_LINUX) {
    if (context[field] !== undefined) errors.push(forbidden(path.child("securityContext", field), NOT_ON_WINDOWS));
  }
  if ((context.sysctls ?? []).length > 0) {
    errors.push(forbidden(path.child("securityContext", "sysctls"), NOT_ON_WINDOWS));
  }
  visitContainers(spec, path, ({ securityContext = {} }, containerPath) => {
    for (const field of CONTAINER_CONTEXT_FIELDS_OF_LINUX) {
      if (securityContext[field] === undefined) continue;
      errors.push(forbidden(containerPath.child("securityContext", field), NOT_ON_WINDOWS));
    }
  });
  return errors;
}

/** Whether the container says that it is a process of the host itself; what it does not say, its pod says. */
function ownHostProcess({ securityContext }: AnyContainer): boolean | undefined {
  return securityContext?.windowsOptions?.hostProcess;
}

/** Processes of the host: all containers or none, on the host's network, and not in the server's own settings. */
export function validateHostProcesses(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  if (ofPod === undefined && !someContainer(spec, (container) => ownHostProcess(container) !== undefined)) return [];
  const errors: FieldError[] = [];
  let count = 0;
  let hostProcessCount = 0;
  visitContainers(spec, path, (container, containerPath) => {
    count += 1;
    const own = ownHostProcess(container);
    if (own ?? ofPod === true) hostProcessCount += 1;
    if (own === undefined || ofPod === undefined || own === ofPod) return;
    const place = containerPath.child("securityContext", "windowsOptions", "hostProcess");
    errors.push(invalid(place, own, `pod hostProcess value must be identical if both are specified, was ${ofPod}`));
  });
  if (hostProcessCount === 0) return errors;
  if (hostProcessCount !== count) {
    const rule = "If pod contains any hostProcess containers then all containers must be HostProcess containers";
    errors.push(invalid(path, "", rule));
  }
  if (spec.hostNetwork !== true) {
    const rule = "hostNetwork must be true if pod contains any hostProcess containers";
    errors.push(invalid(path.child("hostNetwork"), false, rule));
  }
  errors.push(forbidden(path, "hostProcess containers are disallowed by cluster policy"));
  return errors;
}
