// Ports of services.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { ServicePort, ServiceSpec } from "../../../../src/model/api/types/service.ts";
import { validateServicePorts } from "../../../../src/model/api/validation/service-ports.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("ports");
const HTTP = { name: "http", port: 80, protocol: "TCP", targetPort: 80 };

function lines(spec: ServiceSpec): readonly string[] {
  return errorLines(validateServicePorts(spec, PATH));
}

it.each<ServiceSpec>([
  { type: "ClusterIP", ports: [{ port: 80, protocol: "SCTP", targetPort: "web" }] },
  { type: "NodePort", ports: [HTTP, { ...HTTP, name: "dns", protocol: "UDP", nodePort: 30_000 }] },
  { type: "ExternalName" },
  { type: "ClusterIP", clusterIPs: ["None"] },
])("accepts %j", (spec) => {
  expect(lines(spec)).toEqual([]);
});

it("asks for a port, and for names where there are several", () => {
  expect(lines({ type: "ClusterIP" })).toEqual(["ports: Required value"]);
  const { name: _name, ...nameless } = HTTP;
  expect(lines({ ports: [nameless, { ...HTTP, port: 81 }] })).toEqual(["ports[0].name: Required value"]);
});

it.each<[ServicePort, readonly string[]]>([
  [
    { protocol: "TCP" },
    [
      "ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
      "ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive",
    ],
  ],
  [{ ...HTTP, name: "a.b" }, ['ports[0].name: Invalid value: "a.b": must not contain dots']],
  [
    { ...HTTP, protocol: "ICMP" },
    ['ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"'],
  ],
  [{ port: 80, targetPort: 80 }, ["ports[0].protocol: Required value"]],
  [{ ...HTTP, nodePort: 30_000 }, ["ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"]],
])("refuses %j", (port, expected) => {
  expect(lines({ type: "ClusterIP", ports: [port] })).toEqual(expected);
});

it("checks the name of a protocol", () => {
  expect(lines({ ports: [{ ...HTTP, appProtocol: "a b" }] }).join()).toContain("ports[0].appProtocol: Invalid value");
});

it("allows each name and each number once", () => {
  const second = { ...HTTP, nodePort: 30_000 };
  expect(lines({ type: "NodePort", ports: [second, second] })).toEqual([
    'ports[1].name: Duplicate value: "http"',
    "ports[1].nodePort: Duplicate value: 30000",
    'ports[1]: Duplicate value: {"protocol":"TCP","port":80}',
  ]);
});
