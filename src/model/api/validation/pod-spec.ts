// What the API server says of a pod's spec, wherever it stands: in a pod or in a template.
// Imitates pkg/apis/core/validation/validation.go (ValidatePodSpec), v1.36.

import { rangeProblems } from "../../format-problem.ts";
import { dns1123LabelProblems, dns1123SubdomainProblems } from "../../name-formats.ts";
import { qualifiedNameProblems } from "../../qualified-name.ts";
import { duplicate, invalid, notFound, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { PodSpec } from "../types/pod.ts";
import { validateAffinity } from "./affinity.ts";
import { validateChoice } from "./choices.ts";
import { validateContainers, validateEphemeralContainers, validateInitContainers } from "./containers.ts";
import { validateLabels } from "./labels.ts";
import { validateName } from "./names.ts";
import { validatePodResourceClaims, validateSchedulingGroup } from "./pod-claims.ts";
import { someContainer, visitContainers, type AnyContainer } from "./pod-containers.ts";
import { podContext } from "./pod-context.ts";
import { validateHostAliases, validatePodDnsConfig } from "./pod-dns.ts";
import { validateHostnameOverride, validateHostUsers } from "./pod-host.ts";
import { validateHostProcesses, validatePodOs } from "./pod-os.ts";
import { validateOverhead, validatePodResources } from "./pod-resources.ts";
import { validatePodSecurityContext } from "./pod-security-context.ts";
import { validateTolerations } from "./toleration.ts";
import { validateTopologySpreadConstraints } from "./topology-spread.ts";
import { validateVolumes } from "./volumes.ts";

const INT32_MAX = 2_147_483_647;
const RESTART_POLICIES: readonly string[] = Object.freeze(["Always", "OnFailure", "Never"]);
const DNS_POLICIES: readonly string[] = Object.freeze(["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"]);
const PREEMPTION_POLICIES: readonly string[] = Object.freeze(["PreemptLowerPriority", "Never"]);

/**
 * `old` is the spec that is replaced, if one is; `metadata` is that of the pod, undefined for a template. All but the
 * host ports, which differ between the two.
 */
export function validatePodSpec(
  spec: PodSpec,
  old: PodSpec | undefined,
  metadata: ObjectMeta | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (spec.terminationGracePeriodSeconds === undefined) {
    errors.push(required(path.child("terminationGracePeriodSeconds")));
  }
  collectContents(spec, metadata, path, errors);
  collectNames(spec, path, errors);
  collectScheduling(spec, path, errors);
  collectSurroundings(spec, old, path, errors);
  return errors;
}

/** Volumes, claims and containers. */
function collectContents(spec: PodSpec, metadata: ObjectMeta | undefined, path: FieldPath, errors: FieldError[]): void {
  const volumes = validateVolumes(spec.volumes ?? [], metadata, path.child("volumes"));
  const context = podContext(spec, volumes.sources);
  const { containers = [], initContainers = [], ephemeralContainers = [] } = spec;
  errors.push(...volumes.errors);
  if (spec.resourceClaims !== undefined) {
    errors.push(...validatePodResourceClaims(spec.resourceClaims, metadata, path.child("resourceClaims")));
  }
  errors.push(...validateContainers(containers, context, path.child("containers")));
  if (initContainers.length > 0) {
    errors.push(...validateInitContainers(initContainers, containers, context, path.child("initContainers")));
  }
  if (ephemeralContainers.length > 0) {
    errors.push(...validateEphemeralContainers(ephemeralContainers, spec, context, path.child("ephemeralContainers")));
  }
  errors.push(...validatePodResources(spec, context.claimNames, path));
  collectFileReferences(spec, path, errors);
}

/** Variables read from files need a volume that the pod itself fills. */
function collectFileReferences(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  if (!someContainer(spec, hasFileReference)) return;
  visitContainers(spec, path, ({ env = [] }, containerPath) => {
    for (const [index, { valueFrom }] of env.entries()) {
      if (valueFrom?.fileKeyRef === undefined) continue;
      const { volumeName = "" } = valueFrom.fileKeyRef;
      const place = containerPath.child("env").index(index).child("valueFrom", "fileKeyRef", "volumeName");
      const volume = spec.volumes?.findLast(({ name = "" }) => name === volumeName);
      if (volume === undefined) errors.push(notFound(place, volumeName));
      else if (volume.emptyDir === undefined) {
        errors.push(invalid(place, volumeName, "referenced volume must be of type emptyDir"));
      }
    }
  });
}

function hasFileReference({ env }: AnyContainer): boolean {
  return env?.some(({ valueFrom }) => valueFrom?.fileKeyRef !== undefined) === true;
}

/** Names of other objects, and of the pod in DNS. */
function collectNames(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  for (const field of LONG_NAMES) {
    const name = spec[field];
    if (name !== undefined) errors.push(...validateName(name, dns1123SubdomainProblems, path.child(field)));
  }
  for (const field of LABEL_NAMES) {
    const name = spec[field];
    if (name !== undefined) errors.push(...validateName(name, dns1123LabelProblems, path.child(field)));
  }
}

const LONG_NAMES = Object.freeze(["serviceAccountName", "nodeName", "priorityClassName", "runtimeClassName"] as const);
const LABEL_NAMES = Object.freeze(["hostname", "subdomain"] as const);

/** What decides when and where the pod runs, and for how long. */
function collectScheduling(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  const { activeDeadlineSeconds, preemptionPolicy, readinessGates = [], affinity, tolerations } = spec;
  errors.push(...validateChoice(spec.restartPolicy, RESTART_POLICIES, path.child("restartPolicy")));
  if (spec.nodeSelector !== undefined) errors.push(...validateLabels(spec.nodeSelector, path.child("nodeSelector")));
  if (affinity !== undefined) errors.push(...validateAffinity(affinity, path.child("affinity")));
  if (tolerations !== undefined) errors.push(...validateTolerations(tolerations, path.child("tolerations")));
  if (spec.topologySpreadConstraints !== undefined) {
    const place = path.child("topologySpreadConstraints");
    errors.push(...validateTopologySpreadConstraints(spec.topologySpreadConstraints, place));
  }
  for (const [index, { conditionType = "" }] of readinessGates.entries()) {
    const place = path.child("readinessGates").index(index).child("conditionType");
    errors.push(...validateName(conditionType, qualifiedNameProblems, place));
  }
  if (spec.schedulingGates !== undefined) {
    errors.push(...validateSchedulingGates(spec.schedulingGates, path.child("schedulingGates")));
  }
  if (spec.schedulingGroup !== undefined) {
    errors.push(...validateSchedulingGroup(spec.schedulingGroup, path.child("schedulingGroup")));
  }
  if (preemptionPolicy !== undefined) {
    errors.push(...validateChoice(preemptionPolicy, PREEMPTION_POLICIES, path.child("preemptionPolicy")));
  }
  if (activeDeadlineSeconds !== undefined) {
    const problems = rangeProblems(activeDeadlineSeconds, 1, INT32_MAX);
    const place = path.child("activeDeadlineSeconds");
    errors.push(...problems.map((problem) => invalid(place, activeDeadlineSeconds, problem)));
  }
}

function validateSchedulingGates(
  gates: NonNullable<PodSpec["schedulingGates"]>,
  path: FieldPath,
): readonly FieldError[] {
  const names = new Set<string>();
  return gates.flatMap(({ name = "" }, index) => {
    const errors = validateName(name, qualifiedNameProblems, path.index(index));
    if (names.has(name)) return [...errors, duplicate(path.index(index), name)];
    names.add(name);
    return errors;
  });
}

/** The pod's network, its host and what that gives to it. */
function collectSurroundings(spec: PodSpec, old: PodSpec | undefined, path: FieldPath, errors: FieldError[]): void {
  errors.push(
    ...validateChoice(spec.dnsPolicy, DNS_POLICIES, path.child("dnsPolicy")),
    ...validatePodDnsConfig(spec.dnsConfig, spec.dnsPolicy, path.child("dnsConfig")),
    ...validatePodSecurityContext(spec, old, path.child("securityContext")),
    ...validateHostProcesses(spec, path),
    ...validateHostUsers(spec, path),
    ...validateHostnameOverride(spec, path),
    ...validatePodOs(spec, path),
  );
  if (spec.hostAliases !== undefined) {
    errors.push(...validateHostAliases(spec.hostAliases, path.child("hostAliases")));
  }
  if (spec.overhead !== undefined) errors.push(...validateOverhead(spec.overhead, path.child("overhead")));
}
