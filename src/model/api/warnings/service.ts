// What kubectl prints of services that the API server takes, but that hold what is old or without effect.
// Imitates pkg/api/service/warnings.go, v1.36.

import { cidrWarnings, ipWarnings } from "../../ip-problems.ts";
import { FieldPath } from "../field-path.ts";
import { CLUSTER_IP, EXTERNAL_NAME, NO_ADDRESS } from "../service-reach.ts";
import type { Service, ServiceSpec } from "../types/service.ts";

const SPEC = FieldPath.root("spec");
const TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
const TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";

export function serviceWarnings({ metadata, spec = {} }: Service): readonly string[] {
  const { clusterIP, clusterIPs = [], loadBalancerIP, loadBalancerSourceRanges = [], trafficDistribution } = spec;
  const annotations = metadata?.annotations ?? {};
  const hasAddress = clusterIP !== undefined && clusterIP !== NO_ADDRESS;
  return [
    ...(Object.hasOwn(annotations, TOPOLOGY_HINTS)
      ? [`annotation ${TOPOLOGY_HINTS} is deprecated, please use ${TOPOLOGY_MODE} instead`]
      : []),
    ...(hasAddress ? listWarnings(clusterIPs, ipWarnings, SPEC.child("clusterIPs")) : []),
    ...headlessWarnings(spec),
    ...externalAddressWarnings(spec),
    ...(loadBalancerIP === undefined ? [] : placed(ipWarnings(loadBalancerIP), SPEC.child("loadBalancerIP"))),
    ...listWarnings(loadBalancerSourceRanges, cidrWarnings, SPEC.child("loadBalancerSourceRanges")),
    ...externalNameWarnings(spec),
    ...(trafficDistribution === "PreferClose"
      ? ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"']
      : []),
  ];
}

function listWarnings(
  texts: readonly string[],
  warnings: (text: string) => readonly string[],
  path: FieldPath,
): readonly string[] {
  return texts.flatMap((text, index) => placed(warnings(text), path.index(index)));
}

function placed(warnings: readonly string[], path: FieldPath): readonly string[] {
  return warnings.map((warning) => `${String(path)}: ${warning}`);
}

/** Other than validation, which asks for the list of addresses. */
function isHeadless({ type, clusterIP }: ServiceSpec): boolean {
  return type === CLUSTER_IP && clusterIP === NO_ADDRESS;
}

function headlessWarnings(spec: ServiceSpec): readonly string[] {
  if (!isHeadless(spec)) return [];
  const ignored = [
    ...(spec.loadBalancerIP === undefined ? [] : ["loadBalancerIP"]),
    ...((spec.externalIPs ?? []).length === 0 ? [] : ["externalIPs"]),
    ...(spec.sessionAffinity === "None" ? [] : ["SessionAffinity"]),
  ];
  return ignored.map((field) => `spec.${field} is ignored for headless services`);
}

function externalAddressWarnings(spec: ServiceSpec): readonly string[] {
  const { externalIPs = [], type } = spec;
  const warnings = listWarnings(externalIPs, ipWarnings, SPEC.child("externalIPs"));
  if (externalIPs.length === 0 || isHeadless(spec) || type === EXTERNAL_NAME) return warnings;
  return [...warnings, "spec.externalIPs is deprecated and may no longer be implemented in some clusters"];
}

function externalNameWarnings({ type, externalIPs = [], externalName }: ServiceSpec): readonly string[] {
  if (type === EXTERNAL_NAME) {
    return externalIPs.length === 0 ? [] : [`spec.externalIPs is ignored when spec.type is "${EXTERNAL_NAME}"`];
  }
  return externalName === undefined ? [] : [`spec.externalName is ignored when spec.type is not "${EXTERNAL_NAME}"`];
}
