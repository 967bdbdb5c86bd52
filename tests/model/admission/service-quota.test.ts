// What Services take of quotas.

import { describe, expect, it } from "vitest";

import { SERVICE_QUOTA } from "../../../src/model/admission/service-quota.ts";
import type { ServiceSpec } from "../../../src/model/api/types/service.ts";
import { writtenResourceList } from "../../../src/model/resource-list.ts";

const PORTS = [{ port: 80 }, { port: 443, nodePort: 30443 }];

function usage(spec: ServiceSpec): Readonly<Record<string, string>> {
  return writtenResourceList(SERVICE_QUOTA.usage({ spec }, 0));
}

describe("a Service takes", () => {
  it.each([
    [{ type: "ClusterIP", ports: PORTS }, "0", "0"],
    [{ type: "NodePort", ports: PORTS }, "0", "2"],
    [{ type: "LoadBalancer", ports: PORTS }, "1", "2"],
    [{ type: "LoadBalancer", ports: PORTS, allocateLoadBalancerNodePorts: false }, "1", "1"],
    [{ type: "ExternalName" }, "0", "0"],
  ])("for %o: %s load balancers and %s node ports", (spec, loadBalancers, nodePorts) => {
    expect(usage(spec)).toEqual({
      "count/services": "1",
      services: "1",
      "services.loadbalancers": loadBalancers,
      "services.nodeports": nodePorts,
    });
  });

  it("nothing of quotas with scopes, and nothing that others take", () => {
    expect(SERVICE_QUOTA.matchScope({}, { scopeName: "BestEffort" })).toEqual({ kind: "outside" });
    expect(SERVICE_QUOTA.matchingResources(["pods", "services.nodeports"])).toEqual(["services.nodeports"]);
    expect(SERVICE_QUOTA.constraintProblem({}, ["services"])).toBeUndefined();
  });
});
