// What kubectl prints of the spec of a pod or a template that the API server takes, but that is hardly meant so.
// Imitates pkg/api/pod/warnings.go (warningsForPodSpecAndMeta), v1.36.

import { ipWarnings } from "../../ip-problems.ts";
import type { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import { SECCOMP_POD, SECCOMP_PREFIX } from "../pod-annotation-names.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { PodSpec } from "../types/pod.ts";
import { visitContainers } from "../validation/pod-containers.ts";
import { fractionalAmountWarning, fractionalBytesWarnings } from "./amounts.ts";
import { portNameWarnings, portWarnings } from "./container-ports.ts";
import { environmentWarnings } from "./environment.ts";
import { podAffinityWarnings, podSchedulingWarnings } from "./pod-scheduling.ts";
import { overlappingPathWarnings } from "./volume-paths.ts";
import { volumeWarnings } from "./volumes.ts";
import { warningAt } from "./warning-text.ts";

const DEPRECATED_ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ["scheduler.alpha.kubernetes.io/critical-pod", 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ["security.alpha.kubernetes.io/sysctls", 'non-functional in v1.11+; use the "sysctls" field instead'],
  ["security.alpha.kubernetes.io/unsafe-sysctls", 'non-functional in v1.11+; use the "sysctls" field instead'],
]);
const SECCOMP_INSTEAD = 'non-functional in v1.27+; use the "seccompProfile" field instead';

export const APP_ARMOR_INSTEAD = 'deprecated since v1.30; use the "appArmorProfile" field instead';

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * In the server's order. `annotationsPath` is that of the annotations in `metadata`; `profileWarnings` are those of
 * containers by name.
 */
export function podSpecWarnings(
  spec: PodSpec,
  metadata: ObjectMeta | undefined,
  path: FieldPath,
  annotationsPath: FieldPath,
  profileWarnings = NONE,
): readonly string[] {
  return [
    ...podSchedulingWarnings(spec, path),
    ...annotationWarnings(metadata, annotationsPath),
    ...volumeWarnings(spec.volumes ?? [], path.child("volumes")),
    ...overlappingPathWarnings(spec.volumes ?? []),
    ...duplicateWarnings(spec, path),
    ...fractionalBytesWarnings(spec.overhead, path.child("overhead")),
    ...podSeccompWarnings(spec, metadata, annotationsPath),
    ...containerWarnings(spec, metadata, path, annotationsPath, profileWarnings),
    ...portWarnings(spec, path),
    ...portNameWarnings(spec, path),
    ...gracePeriodWarnings(spec, path),
    ...podAffinityWarnings(spec, path),
    ...addressWarnings(spec, path),
  ];
}

function annotationWarnings(metadata: ObjectMeta | undefined, path: FieldPath): readonly string[] {
  const annotations = metadata?.annotations;
  if (annotations === undefined) return [];
  return [...DEPRECATED_ANNOTATIONS].flatMap(([name, message]) =>
    Object.hasOwn(annotations, name) ? [warningAt(path.key(name), message)] : [],
  );
}

/** Aliases and secrets that are named twice, and secrets without a name. */
function duplicateWarnings({ hostAliases = [], imagePullSecrets = [] }: PodSpec, path: FieldPath): readonly string[] {
  const aliases = hostAliases.map(({ ip = "" }) => ip);
  const secrets = imagePullSecrets.map(({ name = "" }) => name);
  const place = (index: number): FieldPath => path.child("imagePullSecrets").index(index).child("name");
  return [
    ...repeated(aliases, (ip, index) =>
      warningAt(path.child("hostAliases").index(index).child("ip"), `duplicate ip ${ip}`),
    ),
    ...repeated(secrets, (name, index) => warningAt(place(index), `duplicate name ${name}`)),
    ...secrets.flatMap((name, index) => (name === "" ? [warningAt(place(index), 'invalid empty name ""')] : [])),
  ];
}

/** One warning for each text that stood before; `warning` is given it in quotes. */
function repeated(texts: readonly string[], warning: (text: string, index: number) => string): readonly string[] {
  const seen = new Set<string>();
  return texts.flatMap((text, index) => {
    if (seen.has(text)) return [warning(quoted(text), index)];
    seen.add(text);
    return [];
  });
}

function podSeccompWarnings(spec: PodSpec, metadata: ObjectMeta | undefined, path: FieldPath): readonly string[] {
  if (spec.securityContext?.seccompProfile !== undefined) return [];
  return Object.hasOwn(metadata?.annotations ?? {}, SECCOMP_POD)
    ? [warningAt(path.key(SECCOMP_POD), SECCOMP_INSTEAD)]
    : [];
}

function containerWarnings(
  spec: PodSpec,
  metadata: ObjectMeta | undefined,
  path: FieldPath,
  annotationsPath: FieldPath,
  profileWarnings: ReadonlyMap<string, string>,
): readonly string[] {
  const warnings: string[] = [];
  visitContainers(spec, path, (container, place) => {
    const { name = "", resources, securityContext } = container;
    const annotation = SECCOMP_PREFIX + name;
    const isAnnotated = Object.hasOwn(metadata?.annotations ?? {}, annotation);
    if (isAnnotated && securityContext?.seccompProfile === undefined) {
      warnings.push(warningAt(annotationsPath.key(annotation), SECCOMP_INSTEAD));
    }
    const profileWarning = profileWarnings.get(name);
    if (profileWarning !== undefined && securityContext?.appArmorProfile === undefined) warnings.push(profileWarning);
    for (const resource of ["memory", "ephemeral-storage"] as const) {
      for (const list of ["limits", "requests"] as const) {
        warnings.push(...fractionalAmountWarning(resources?.[list], resource, place.child("resources", list)));
      }
    }
    warnings.push(...environmentWarnings(container.env ?? [], place.child("env")));
  });
  return warnings;
}

function gracePeriodWarnings({ terminationGracePeriodSeconds = 0 }: PodSpec, path: FieldPath): readonly string[] {
  if (terminationGracePeriodSeconds >= 0) return [];
  const rule = "must be >= 0; negative values are invalid and will be treated as 1";
  return [warningAt(path.child("terminationGracePeriodSeconds"), rule)];
}

function addressWarnings({ dnsConfig, hostAliases = [] }: PodSpec, path: FieldPath): readonly string[] {
  return [
    ...(dnsConfig?.nameservers ?? []).flatMap((server, index) =>
      ipWarnings(server).map((warning) => warningAt(path.child("dnsConfig", "nameservers").index(index), warning)),
    ),
    ...hostAliases.flatMap(({ ip = "" }, index) =>
      ipWarnings(ip).map((warning) => warningAt(path.child("hostAliases").index(index).child("ip"), warning)),
    ),
  ];
}
