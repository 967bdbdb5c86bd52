// Warnings of ports that get into each other's way.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { ContainerPort } from "../../../../src/model/api/types/container.ts";
import { portNameWarnings, portWarnings } from "../../../../src/model/api/warnings/container-ports.ts";

const SPEC = FieldPath.root("spec");
const TCP = { containerPort: 80, protocol: "TCP" };

function ofTwo(first: ContainerPort, second: ContainerPort): readonly string[] {
  return portWarnings({ containers: [{ ports: [first, second] }] }, SPEC);
}

it.each<[string, ContainerPort, ContainerPort, string]>([
  ["duplicate", TCP, TCP, "duplicate"],
  ["overlapping", TCP, { ...TCP, hostPort: 80 }, "overlapping"],
  ["ambiguous", { ...TCP, hostPort: 80 }, { ...TCP, hostPort: 80, hostIP: "1.2.3.4" }, "dangerously ambiguous"],
])("two ports can be %s", (_what, first, second, word) => {
  const other = "spec.containers[0].ports[0]";
  expect(ofTwo(first, second)).toEqual([`spec.containers[0].ports[1]: ${word} port definition with ${other}`]);
});

it("takes ports that differ in protocol or host port", () => {
  expect(ofTwo(TCP, { ...TCP, protocol: "UDP" })).toEqual([]);
  expect(ofTwo({ ...TCP, hostPort: 80 }, { ...TCP, hostPort: 81 })).toEqual([]);
});

it("minds an address of the host without its port", () => {
  const port = { ...TCP, name: "http", hostIP: "1.2.3.4" };
  expect(portWarnings({ containers: [{ ports: [port] }] }, SPEC)).toEqual([
    "spec.containers[0].ports[0]: hostIP set without hostPort: " +
      "{Name:http HostPort:0 ContainerPort:80 Protocol:TCP HostIP:1.2.3.4}",
  ]);
});

it("minds names that come again in another container, which is looked at later", () => {
  const ports = [{ name: "http" }];
  const first = "spec.initContainers[0].ports[0]";
  expect(portNameWarnings({ containers: [{ ports }], initContainers: [{ ports }] }, SPEC)).toEqual([
    `spec.containers[0].ports[0]: duplicate port name "http" with ${first}, ` +
      `services and probes that select ports by name will use ${first}`,
  ]);
});
