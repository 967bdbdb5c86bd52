// What Services take of a ResourceQuota: load balancers and node ports by what they ask for, as none is there yet.
// Imitates pkg/quota/v1/evaluator/core/services.go, v1.36.

import type { Service, ServiceSpec } from "../api/types/service.ts";
import { quantityOfUnits } from "../quantity/quantity.ts";
import type { ResourceList } from "../resource-list.ts";
import { namesAmong, objectCountName, ONE, type QuotaEvaluator } from "./quota-evaluator.ts";
import { scopeMatch } from "./quota-scopes.ts";

const SERVICES = "services";
const LOAD_BALANCERS = "services.loadbalancers";
const NODE_PORTS = "services.nodeports";
const SERVICE_COUNT = objectCountName(SERVICES);
const SERVICE_RESOURCES: ReadonlySet<string> = new Set([SERVICE_COUNT, SERVICES, LOAD_BALANCERS, NODE_PORTS]);

export const SERVICE_QUOTA: QuotaEvaluator<Service> = Object.freeze({
  resource: SERVICES,
  matchingResources: (names: readonly string[]) => namesAmong(names, SERVICE_RESOURCES),
  matchScope: () => scopeMatch(false),
  constraintProblem: () => undefined,
  usage: serviceUsage,
});

function serviceUsage({ spec = {} }: Service): ResourceList {
  return new Map([
    [SERVICE_COUNT, ONE],
    [SERVICES, ONE],
    [LOAD_BALANCERS, quantityOfUnits(spec.type === "LoadBalancer" ? 1n : 0n, "DecimalSI")],
    [NODE_PORTS, quantityOfUnits(BigInt(nodePorts(spec)), "DecimalSI")],
  ]);
}

function nodePorts({ type, ports = [], allocateLoadBalancerNodePorts }: ServiceSpec): number {
  if (type !== "NodePort" && type !== "LoadBalancer") return 0;
  const onlyWritten = type === "LoadBalancer" && allocateLoadBalancerNodePorts === false;
  return onlyWritten ? ports.filter(({ nodePort }) => nodePort !== undefined).length : ports.length;
}
