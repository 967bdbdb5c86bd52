// What the API server says of kernel parameters of a pod.
// Imitates pkg/apis/core/validation/validation.go (validateSysctls, ValidateHostSysctl) and component-helpers
// node/util/sysctl, v1.36.

import { duplicate, invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PodSpec } from "../types/pod.ts";

const LENGTH_MAX = 253;
const SEGMENT = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const NAME_PATTERN = `^(${SEGMENT}[\\./])*${SEGMENT}$`;
const NAME = new RegExp(NAME_PATTERN);

/** Parameters that every set of processes with an IPC namespace has for itself. */
const IPC_PARAMETERS: ReadonlySet<string> = new Set([
  "kernel.sem",
  "kernel.shm",
  "kernel.shmall",
  "kernel.shmmax",
  "kernel.shmmni",
  "kernel.shm_rmid_forced",
  "kernel.msg",
  "kernel.msgmax",
  "kernel.msgmnb",
  "kernel.msgmni",
]);

/** `spec` is that of the pod, `path` that of the list. */
export function validateSysctls(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const names = new Set<string>();
  return (spec.securityContext?.sysctls ?? []).flatMap(({ name = "" }, index) => {
    const place = path.index(index).child("name");
    const errors = [...validateSysctlName(name, names, place), ...validateHostSysctl(name, spec, place)];
    names.add(name);
    return errors;
  });
}

/** `earlier` are the names before it in the list. */
function validateSysctlName(name: string, earlier: ReadonlySet<string>, path: FieldPath): readonly FieldError[] {
  if (name === "") return [required(path)];
  if (name.length > LENGTH_MAX || !NAME.test(name)) {
    return [invalid(path, name, `must have at most ${LENGTH_MAX} characters and match regex ${NAME_PATTERN}`)];
  }
  return earlier.has(name) ? [duplicate(path, name)] : [];
}

/** What the pod shares with its host is not the pod's to set. */
function validateHostSysctl(name: string, spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const namespace = namespaceOf(withDots(name).replace(/\*.*$/s, ""));
  if (spec.hostNetwork === true && namespace === "network") {
    return [invalid(path, name, "may not be specified when 'hostNetwork' is true")];
  }
  if (spec.hostIPC === true && namespace === "ipc") {
    return [invalid(path, name, "may not be specified when 'hostIPC' is true")];
  }
  return [];
}

function namespaceOf(name: string): "network" | "ipc" | "unknown" {
  if (IPC_PARAMETERS.has(name) || name.startsWith("fs.mqueue.")) return "ipc";
  return name.startsWith("net.") ? "network" : "unknown";
}

/** Where a slash comes before any dot, slashes part the name and dots belong to it. */
function withDots(name: string): string {
  if (/[./]/.exec(name)?.[0] !== "/") return name;
  return name.replace(/[./]/g, (separator) => (separator === "/" ? "." : "/"));
}
