// What the API server says of services.
// Imitates pkg/apis/core/validation/validation.go (ValidateServiceCreate, ValidateServiceUpdate), v1.36.

import { dns1123LabelProblems } from "../../name-formats.ts";
import { forbidden, invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { EXTERNAL_NAME, isHeadless, LOAD_BALANCER, NO_ADDRESS, NODE_PORT } from "../service-reach.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { Service, ServiceSpec } from "../types/service.ts";
import { validateChoice } from "./choices.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateEndpointIp, validateLegacyIp } from "./ip-addresses.ts";
import { validateLabels } from "./labels.ts";
import { validateDns1123Subdomain } from "./names.ts";
import { validateServiceAddresses, validateServiceAddressesUpdate } from "./service-addresses.ts";
import { validateServicePorts } from "./service-ports.ts";
import {
  validateHealthCheckPortUpdate,
  validateLoadBalancer,
  validateLoadBalancerClassUpdate,
  validateSessionAffinity,
  validateTrafficPolicies,
} from "./service-traffic.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const TYPES: readonly string[] = Object.freeze(["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]);
const TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
const TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";

export function validateService(service: Service): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(service.metadata, true, dns1123LabelProblems, METADATA),
    ...validateParts(service, undefined),
  ];
}

export function validateServiceUpdate(service: Service, old: Service): readonly FieldError[] {
  const { metadata, spec = {} } = service;
  const oldSpec = old.spec ?? {};
  return [
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validateServiceAddressesUpdate(spec, oldSpec),
    ...validateLoadBalancerClassUpdate(spec, oldSpec),
    ...validateHealthCheckPortUpdate(spec, oldSpec),
    ...validateParts(service, old),
  ];
}

function validateParts(service: Service, old: Service | undefined): readonly FieldError[] {
  const { metadata, spec = {} } = service;
  return [
    ...validateTopologyAnnotations(metadata),
    ...validateType(spec),
    ...validateServicePorts(spec, SPEC.child("ports")),
    ...validateLabels(spec.selector, SPEC.child("selector")),
    ...validateSessionAffinity(spec),
    ...validateServiceAddresses(spec, old?.spec),
    ...validateExternalIps(spec.externalIPs ?? [], old?.spec?.externalIPs ?? []),
    ...validateLoadBalancer(service, old),
    ...validateTrafficPolicies(spec),
  ];
}

/** The old annotation and the new one may both be there, if they say the same. */
function validateTopologyAnnotations(metadata: ObjectMeta | undefined): readonly FieldError[] {
  const mode = metadata?.annotations?.[TOPOLOGY_MODE];
  const hints = metadata?.annotations?.[TOPOLOGY_HINTS];
  if (mode === undefined || hints === undefined || mode === hints) return [];
  const rule = `must match annotations[${TOPOLOGY_HINTS}] when both are specified`;
  return [invalid(METADATA.child("annotations").key(TOPOLOGY_MODE), mode, rule)];
}

function validateType(spec: ServiceSpec): readonly FieldError[] {
  const errors = validateChoice(spec.type, TYPES, SPEC.child("type"));
  if (spec.type === EXTERNAL_NAME) return validateExternalName(spec);
  if (!isHeadless(spec) || (spec.type !== LOAD_BALANCER && spec.type !== NODE_PORT)) return errors;
  const rule = `may not be set to '${NO_ADDRESS}' for ${spec.type} services`;
  return [invalid(SPEC.child("clusterIPs").index(0), NO_ADDRESS, rule)];
}

/** A name for something outside has no addresses; the name may end in a dot. */
function validateExternalName({
  clusterIPs = [],
  ipFamilies = [],
  ipFamilyPolicy,
  externalName = "",
}: ServiceSpec): readonly FieldError[] {
  const path = SPEC.child("externalName");
  const name = externalName.endsWith(".") ? externalName.slice(0, -1) : externalName;
  const unwanted = [
    ...(clusterIPs.length > 0 ? ["clusterIPs"] : []),
    ...(ipFamilies.length > 0 ? ["ipFamilies"] : []),
    ...(ipFamilyPolicy === undefined ? [] : ["ipFamilyPolicy"]),
  ];
  return [
    ...unwanted.map((field) => forbidden(SPEC.child(field), "may not be set for ExternalName services")),
    ...(name === "" ? [required(path)] : validateDns1123Subdomain(name, path)),
  ];
}

function validateExternalIps(ips: readonly string[], stored: readonly string[]): readonly FieldError[] {
  return ips.flatMap((ip, index) => {
    const path = SPEC.child("externalIPs").index(index);
    const errors = validateLegacyIp(ip, stored, path);
    return errors.length > 0 ? errors : validateEndpointIp(ip, path);
  });
}
