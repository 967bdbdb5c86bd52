// What the API server says of how traffic reaches the pods of a service: affinity, policies, load balancers.
// Imitates pkg/apis/core/validation/validation.go (validateServiceExternalTrafficPolicy,
// validateClientIPAffinityConfig, validateLoadBalancerClassField …), v1.36.

import { trimmedSpace } from "../../go-string.ts";
import { forbidden, invalid, notSupported, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { CLUSTER_IP, isExternallyAccessible, LOAD_BALANCER, needsHealthCheck, NODE_PORT } from "../service-reach.ts";
import type { Service, ServiceSpec, SessionAffinityConfig } from "../types/service.ts";
import { invalidWord, unsupportedWord, validateChoice } from "./choices.ts";
import { validatePortNumber } from "./container-ports.ts";
import { validateLegacyCidr } from "./ip-addresses.ts";
import { validateQualifiedName } from "./names.ts";

const SPEC = FieldPath.root("spec");
const AFFINITIES: readonly string[] = Object.freeze(["ClientIP", "None"]);
const POLICIES: readonly string[] = Object.freeze(["Cluster", "Local"]);
const DISTRIBUTIONS: readonly string[] = Object.freeze(["PreferClose", "PreferSameZone", "PreferSameNode"]);
const AFFINITY_TIMEOUT_SECONDS_MAX = 86_400;
/** Where source ranges stood before they had a field. */
const SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";
const BALANCERS_ONLY = "may only be used when `type` is 'LoadBalancer'";

export function validateSessionAffinity({
  sessionAffinity,
  sessionAffinityConfig,
}: ServiceSpec): readonly FieldError[] {
  const path = SPEC.child("sessionAffinityConfig");
  const errors = validateChoice(sessionAffinity, AFFINITIES, SPEC.child("sessionAffinity"));
  if (sessionAffinity === "ClientIP") return validateAffinityConfig(sessionAffinityConfig, path);
  if (sessionAffinity !== "None" || sessionAffinityConfig === undefined) return errors;
  return [forbidden(path, "must not be set when session affinity is None")];
}

function validateAffinityConfig(config: SessionAffinityConfig | undefined, path: FieldPath): readonly FieldError[] {
  const rule = "when session affinity type is ClientIP";
  const timeoutPath = path.child("clientIP", "timeoutSeconds");
  if (config === undefined) return [required(path, rule)];
  if (config.clientIP === undefined) return [required(path.child("clientIP"), rule)];
  const { timeoutSeconds } = config.clientIP;
  if (timeoutSeconds === undefined) return [required(timeoutPath, rule)];
  if (timeoutSeconds > 0 && timeoutSeconds <= AFFINITY_TIMEOUT_SECONDS_MAX) return [];
  return [invalid(timeoutPath, timeoutSeconds, `must be greater than 0 and less than ${AFFINITY_TIMEOUT_SECONDS_MAX}`)];
}

/** Policies of clients outside and inside of the cluster, and how traffic prefers what is near. */
export function validateTrafficPolicies(spec: ServiceSpec): readonly FieldError[] {
  return [
    ...validateExternalPolicy(spec),
    ...validateHealthCheckPort(spec),
    ...validateInternalPolicy(spec),
    ...validateDistribution(spec.trafficDistribution, SPEC.child("trafficDistribution")),
  ];
}

/** A plain text to the server, which shows it otherwise than words with a type of their own. */
function validateDistribution(distribution: string | undefined, path: FieldPath): readonly FieldError[] {
  if (distribution === undefined || DISTRIBUTIONS.includes(distribution)) return [];
  return [notSupported(path, distribution, DISTRIBUTIONS)];
}

function validateExternalPolicy(spec: ServiceSpec): readonly FieldError[] {
  const { externalTrafficPolicy } = spec;
  const path = SPEC.child("externalTrafficPolicy");
  if (isExternallyAccessible(spec)) return validateChoice(externalTrafficPolicy, POLICIES, path);
  if (externalTrafficPolicy === undefined) return [];
  return [invalidWord(path, externalTrafficPolicy, "may only be set for externally-accessible services")];
}

function validateHealthCheckPort(spec: ServiceSpec): readonly FieldError[] {
  const { healthCheckNodePort } = spec;
  const path = SPEC.child("healthCheckNodePort");
  if (needsHealthCheck(spec)) {
    return healthCheckNodePort === undefined ? [required(path)] : validatePortNumber(healthCheckNodePort, path);
  }
  if (healthCheckNodePort === undefined) return [];
  const rule = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
  return [invalid(path, healthCheckNodePort, rule)];
}

function validateInternalPolicy({ type, internalTrafficPolicy }: ServiceSpec): readonly FieldError[] {
  const path = SPEC.child("internalTrafficPolicy");
  if (internalTrafficPolicy === undefined) {
    return type === NODE_PORT || type === LOAD_BALANCER || type === CLUSTER_IP ? [required(path)] : [];
  }
  return POLICIES.includes(internalTrafficPolicy) ? [] : [unsupportedWord(path, internalTrafficPolicy, POLICIES)];
}

/** The port that load balancers ask stays the same as long as there is one. */
export function validateHealthCheckPortUpdate(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  if (!needsHealthCheck(spec) || !needsHealthCheck(old)) return [];
  if (spec.healthCheckNodePort === old.healthCheckNodePort) return [];
  return [forbidden(SPEC.child("healthCheckNodePort"), "field is immutable")];
}

/** What only load balancers have; `old` is what is stored. */
export function validateLoadBalancer(
  { metadata, spec = {} }: Service,
  old: Service | undefined,
): readonly FieldError[] {
  const { type, allocateLoadBalancerNodePorts } = spec;
  const errors: FieldError[] = [];
  if (type !== LOAD_BALANCER && allocateLoadBalancerNodePorts !== undefined) {
    errors.push(forbidden(SPEC.child("allocateLoadBalancerNodePorts"), BALANCERS_ONLY));
  }
  if (type === LOAD_BALANCER && allocateLoadBalancerNodePorts === undefined) {
    errors.push(required(FieldPath.root("allocateLoadBalancerNodePorts")));
  }
  const { loadBalancerSourceRanges = [] } = spec;
  const annotation = metadata?.annotations?.[SOURCE_RANGES];
  if (loadBalancerSourceRanges.length > 0) {
    errors.push(...validateSourceRanges(spec, old?.spec?.loadBalancerSourceRanges ?? []));
  } else if (annotation !== undefined) {
    errors.push(...validateAnnotatedRanges(annotation, type, old?.metadata?.annotations?.[SOURCE_RANGES]));
  }
  return [...errors, ...validateLoadBalancerClass(spec)];
}

/** Blanks around a block belong to the API; the server writes the field with a capital. */
function validateSourceRanges(
  { type, loadBalancerSourceRanges = [] }: ServiceSpec,
  old: readonly string[],
): readonly FieldError[] {
  const path = SPEC.child("LoadBalancerSourceRanges");
  const stored = old.map((range) => trimmedSpace(range));
  return [
    ...(type === LOAD_BALANCER ? [] : [forbidden(path, BALANCERS_ONLY)]),
    ...loadBalancerSourceRanges.flatMap((range, index) =>
      validateLegacyCidr(trimmedSpace(range), stored, path.index(index)),
    ),
  ];
}

function validateAnnotatedRanges(
  annotation: string,
  type: string | undefined,
  old: string | undefined,
): readonly FieldError[] {
  const path = FieldPath.root("metadata").child("annotations").key(SOURCE_RANGES);
  const ranges = annotation === old || trimmedSpace(annotation) === "" ? [] : annotation.split(",");
  return [
    ...(type === LOAD_BALANCER ? [] : [forbidden(path, BALANCERS_ONLY)]),
    ...ranges.flatMap((range) => validateLegacyCidr(trimmedSpace(range), [], path)),
  ];
}

function validateLoadBalancerClass({ type, loadBalancerClass }: ServiceSpec): readonly FieldError[] {
  const path = SPEC.child("loadBalancerClass");
  if (loadBalancerClass === undefined) return [];
  return type === LOAD_BALANCER ? validateQualifiedName(loadBalancerClass, path) : [forbidden(path, BALANCERS_ONLY)];
}

/** The class of a load balancer is chosen once. The server checks its form here, too, and then says all twice. */
export function validateLoadBalancerClassUpdate(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  const isSame = spec.loadBalancerClass === old.loadBalancerClass;
  const isChange = spec.type === LOAD_BALANCER && old.type === LOAD_BALANCER && !isSame;
  return [
    ...(isChange ? [invalid(SPEC.child("loadBalancerClass"), spec.loadBalancerClass, "may not change once set")] : []),
    ...validateLoadBalancerClass(spec),
  ];
}
