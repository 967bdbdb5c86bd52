// Services on their way into the API server.

import { expect, it } from "vitest";

import { SERVICE_KIND } from "../../../../src/model/api/kinds/service.ts";
import { create, created, update } from "../kind-outcomes.ts";

const SPEC = { ports: [{ port: 80 }], selector: { app: "a" } };

it("stores a service without the status that was written", () => {
  const service = created(SERVICE_KIND, { spec: SPEC, status: { conditions: [{ type: "A" }] } });
  expect(service).toMatchObject({
    spec: { ports: [{ port: 80, protocol: "TCP", targetPort: 80 }], selector: { app: "a" }, type: "ClusterIP" },
    status: { loadBalancer: {} },
  });
});

it("takes names that begin with a digit, and none with a dot", () => {
  expect(create(SERVICE_KIND, { metadata: { name: "1a" }, spec: SPEC })).toHaveProperty("object");
  expect(create(SERVICE_KIND, { metadata: { name: "a.b" }, spec: SPEC })).toEqual({
    lines: ['metadata.name: Invalid value: "a.b": must not contain dots'],
  });
});

it("warns of what is old", () => {
  const outcome = create(SERVICE_KIND, { spec: { ...SPEC, trafficDistribution: "PreferClose" } });
  expect(outcome).toHaveProperty("warnings.length", 1);
});

it("takes from a service that becomes a name what only addresses need", () => {
  const outcome = update(
    SERVICE_KIND,
    { spec: { ...SPEC, type: "NodePort", ports: [{ port: 80, nodePort: 30_001 }] } },
    { spec: { ports: [{ port: 80, nodePort: 30_001 }], type: "ExternalName", externalName: "example.com" } },
  );
  expect(outcome).toHaveProperty("object.spec", {
    externalName: "example.com",
    ports: [{ port: 80, protocol: "TCP", targetPort: 80 }],
    sessionAffinity: "None",
    type: "ExternalName",
  });
});
