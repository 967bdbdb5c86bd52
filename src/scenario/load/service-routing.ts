// What a Service says of which of its ready pods a caller gets: how callers choose where no entry of spec.load says so, and what of it is
// not simulated, which is told.
// Source: pkg/proxy/topology.go (CategorizeEndpoints), pkg/controller/endpointslice (trafficDistribution), v1.36.

import type { DiagnosticSink, SourcePosition } from "../../base/diagnostic.ts";

import type { Balancing } from "../../queueing/traffic-model.ts";

import type { ServiceSpec } from "../../model/api/types/service.ts";

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

import type { LoadTarget } from "../../environment/load/planned-load.ts";

/** Words of trafficDistribution by which callers keep to their zone. */
const OF_THE_ZONE: ReadonlySet<string> = new Set(["PreferClose", "PreferSameZone", "PreferSameNode"]);

interface ServiceRouting {
  readonly balancing: Balancing;
  /** Each a sentence about the Service. */
  readonly notSimulated: readonly string[];
}

const AT_RANDOM: ServiceRouting = Object.freeze({ balancing: "random", notSimulated: Object.freeze([]) });

/** Of a target; `isCalledFromOutside`: requests come to it that no other service sends. */
export function routingOf(
  target: LoadTarget,
  objects: readonly StoredObject[],
  isCalledFromOutside: boolean,
): ServiceRouting {
  const found = objects.find((one) => {
    return one.kind === "Service" && namespaceIn(one) === target.namespace && one.object.metadata?.name === target.name;
  });
  if (target.kind !== "Service" || found?.kind !== "Service") return AT_RANDOM;
  const { spec = {}, metadata } = found.object;
  const isOfTheZone = OF_THE_ZONE.has(spec.trafficDistribution ?? "");
  return {
    balancing: isOfTheZone ? "topology-aware" : "random",
    notSimulated: [
      ...policiesOf(spec, isCalledFromOutside),
      ...(metadata?.annotations?.["service.kubernetes.io/topology-mode"]?.toLowerCase() === "auto"
        ? ["service.kubernetes.io/topology-mode is not simulated: zones get no hints by their CPU"]
        : []),
    ],
  };
}

/** Tells what is not simulated of the Service `name`, at the entry of spec.load. */
export function reportRouting(
  name: string,
  { notSimulated }: ServiceRouting,
  position: SourcePosition,
  sink: DiagnosticSink,
): void {
  for (const what of notSimulated) {
    sink.report({ severity: "not-simulated", code: "not-simulated", message: `service/${name}: ${what}`, position });
  }
}

function policiesOf(spec: ServiceSpec, isCalledFromOutside: boolean): readonly string[] {
  const { trafficDistribution, internalTrafficPolicy, externalTrafficPolicy, sessionAffinity } = spec;
  return [
    ...(trafficDistribution === "PreferSameNode"
      ? ["trafficDistribution PreferSameNode is not simulated: callers keep to their zone, not to their node"]
      : []),
    ...(internalTrafficPolicy === "Local"
      ? [
          "internalTrafficPolicy Local is not simulated: callers choose pods of other nodes, too, and lose nothing for want of one",
        ]
      : []),
    ...(externalTrafficPolicy === "Local" && isCalledFromOutside
      ? ["externalTrafficPolicy Local is not simulated: requests from outside are spread over pods, not over nodes"]
      : []),
    ...(sessionAffinity === "ClientIP"
      ? ["sessionAffinity ClientIP is not simulated: each request chooses a pod by itself"]
      : []),
  ];
}
