// What Services say of which pod a caller gets.

import { describe, expect, it } from "vitest";

import { routingOf } from "../../../src/scenario/load/service-routing.ts";
import { load, POOL, scenario } from "../memory-files.ts";

const WEB = { kind: "Service", namespace: "default", name: "web" } as const;

function routing(spec: object, isCalledFromOutside = true, annotations: Readonly<Record<string, string>> = {}) {
  const object = { metadata: { name: "web", namespace: "default", annotations }, spec };
  return routingOf(WEB, [{ kind: "Service", object }], isCalledFromOutside);
}

describe("how callers of a Service choose", () => {
  it("is at random, or within their zone where its trafficDistribution says so", () => {
    expect(routing({ sessionAffinity: "None", internalTrafficPolicy: "Cluster" })).toEqual({
      balancing: "random",
      notSimulated: [],
    });
    for (const trafficDistribution of ["PreferClose", "PreferSameZone"]) {
      expect(routing({ trafficDistribution })).toEqual({ balancing: "topology-aware", notSimulated: [] });
    }
    expect(routingOf({ ...WEB, kind: "Deployment" }, [], true).balancing).toBe("random");
  });

  it("is told where it is not simulated", () => {
    const said = (spec: object, fromOutside = true, annotations = {}) =>
      routing(spec, fromOutside, annotations).notSimulated.map((text) => text.split(" is not simulated")[0]);
    expect(said({ trafficDistribution: "PreferSameNode" })).toEqual(["trafficDistribution PreferSameNode"]);
    expect(said({ internalTrafficPolicy: "Local", sessionAffinity: "ClientIP" })).toEqual([
      "internalTrafficPolicy Local",
      "sessionAffinity ClientIP",
    ]);
    expect(said({ externalTrafficPolicy: "Local" })).toEqual(["externalTrafficPolicy Local"]);
    expect(said({ externalTrafficPolicy: "Local" }, false)).toEqual([]);
    const annotations = { "service.kubernetes.io/topology-mode": "Auto" };
    expect(said({}, true, annotations)).toEqual(["service.kubernetes.io/topology-mode"]);
  });
});

describe("an entry of load", () => {
  const OBJECTS = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: app, image: i }] } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }], selector: { app: web }, trafficDistribution: PreferSameZone, sessionAffinity: ClientIP }
`;
  const SPEC = "  horizon: 1h\n  workloads: [{ manifests: [web.yaml] }]\n  load:\n";
  const withEntry = (more: string) =>
    load({
      "s.yaml": scenario(
        `${SPEC}    - { target: service/web, requestsPerSecond: 1, cpuPerRequest: 1ms${more} }\n`,
        POOL,
      ),
      "web.yaml": OBJECTS,
    });

  it("takes what its Service says, unless it says another, and tells where it stands what is not simulated", () => {
    const { plan, told } = withEntry("");
    expect(plan!.load!.network.services[0]!.balancing).toBe("topology-aware");
    expect(told.filter(({ message }) => message.startsWith("service/web"))).toEqual([
      {
        severity: "not-simulated",
        code: "not-simulated",
        message: "service/web: sessionAffinity ClientIP is not simulated: each request chooses a pod by itself",
        position: { file: "s.yaml", line: 10, column: 7 },
      },
    ]);
    expect(withEntry(", balancing: random").plan!.load!.network.services[0]!.balancing).toBe("random");
  });
});
