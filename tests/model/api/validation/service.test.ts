// What is wrong with services as a whole.

import { expect, it } from "vitest";

import type { Service, ServiceSpec } from "../../../../src/model/api/types/service.ts";
import { validateService, validateServiceUpdate } from "../../../../src/model/api/validation/service.ts";
import { errorLines } from "../error-lines.ts";

const METADATA = { name: "a", namespace: "b" };
const SPEC = {
  type: "ClusterIP",
  sessionAffinity: "None",
  internalTrafficPolicy: "Cluster",
  ports: [{ port: 80, protocol: "TCP", targetPort: 80 }],
};

function lines(spec: ServiceSpec, annotations = {}): readonly string[] {
  const service: Service = { metadata: { ...METADATA, annotations }, spec: { ...SPEC, ...spec } };
  return errorLines(validateService(service));
}

it("accepts a service and a name for something outside", () => {
  expect(lines({})).toEqual([]);
  expect(lines({ type: "ExternalName", externalName: "example.com." })).toEqual([]);
  expect(lines({ externalIPs: ["1.2.3.4"], externalTrafficPolicy: "Cluster" })).toEqual([]);
});

it.each<[ServiceSpec, readonly string[]]>([
  [
    { type: "Internal" },
    [
      'spec.type: Unsupported value: "Internal": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
  ],
  [{ type: "ExternalName", externalName: "." }, ["spec.externalName: Required value"]],
  [
    {
      type: "ExternalName",
      externalName: "a",
      clusterIPs: ["None"],
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
    },
    ["clusterIPs", "ipFamilies", "ipFamilyPolicy"].map(
      (field) => `spec.${field}: Forbidden: may not be set for ExternalName services`,
    ),
  ],
  [
    { type: "NodePort", clusterIP: "None", clusterIPs: ["None"], externalTrafficPolicy: "Cluster" },
    ["spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort services"],
  ],
  [
    { externalIPs: ["127.0.0.1"], externalTrafficPolicy: "Cluster" },
    ['spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  ],
])("refuses %j", (spec, expected) => {
  expect(lines(spec)).toEqual(expected);
});

it("checks the labels that it selects", () => {
  expect(lines({ selector: { a: "b c" } }).join()).toContain('spec.selector: Invalid value: "b c"');
});

it("lets two annotations of one meaning say one thing only", () => {
  const [hints, mode] = ["service.kubernetes.io/topology-aware-hints", "service.kubernetes.io/topology-mode"];
  expect(lines({}, { [hints]: "Auto", [mode]: "Auto" })).toEqual([]);
  expect(lines({}, { [hints]: "Auto", [mode]: "Off" })).toEqual([
    `metadata.annotations[${mode}]: Invalid value: "Off": must match annotations[${hints}] when both are specified`,
  ]);
});

it("tells what an update may not change beside what is wrong anyway", () => {
  const metadata = { ...METADATA, resourceVersion: "1" };
  const old = { metadata, spec: { ...SPEC, clusterIP: "10.0.0.1", clusterIPs: ["10.0.0.1"] } };
  const changed = { metadata, spec: { ...SPEC, clusterIP: "10.0.0.2", clusterIPs: ["10.0.0.2"], ports: [] } };
  expect(validateServiceUpdate(old, old)).toEqual([]);
  expect(errorLines(validateServiceUpdate(changed, old))).toEqual([
    'spec.clusterIPs[0]: Invalid value: ["10.0.0.2"]: may not change once set',
    "spec.ports: Required value",
  ]);
});
