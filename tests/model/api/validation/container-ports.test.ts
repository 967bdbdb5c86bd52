// Ports of containers, and ports of the node that they want.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { ContainerPort } from "../../../../src/model/api/types/container.ts";
import {
  validateContainerPorts,
  validateHostPortConflicts,
  validatePortNumber,
  validatePortNumberOrName,
} from "../../../../src/model/api/validation/container-ports.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("ports");
const HTTP: ContainerPort = { name: "http", containerPort: 80, protocol: "TCP" };

it("accepts named ports of each protocol", () => {
  const ports = [HTTP, { containerPort: 53, protocol: "UDP", hostPort: 53 }, { containerPort: 1, protocol: "SCTP" }];
  expect(validateContainerPorts(ports, PATH)).toEqual([]);
});

it.each<[ContainerPort, readonly string[]]>([
  [{ protocol: "TCP" }, ["ports[0].containerPort: Required value"]],
  [{ containerPort: 80 }, ["ports[0].protocol: Required value"]],
  [
    { containerPort: 65_536, hostPort: -1, protocol: "TCP" },
    [
      "ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive",
      "ports[0].hostPort: Invalid value: -1: must be between 1 and 65535, inclusive",
    ],
  ],
  [
    { containerPort: 80, protocol: "tcp" },
    ['ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"'],
  ],
  [{ ...HTTP, name: "80" }, ['ports[0].name: Invalid value: "80": must contain at least one letter (a-z)']],
])("refuses %j", (port, expected) => {
  expect(errorLines(validateContainerPorts([port], PATH))).toEqual(expected);
});

it("tells a good name that comes twice, and no wrong one", () => {
  expect(errorLines(validateContainerPorts([HTTP, HTTP], PATH))).toEqual(['ports[1].name: Duplicate value: "http"']);
  const wrong = { ...HTTP, name: "A" };
  expect(errorLines(validateContainerPorts([wrong, wrong], PATH)).join()).not.toContain("Duplicate");
});

it("takes a port by its number or by its name", () => {
  expect(validatePortNumberOrName("http", PATH)).toEqual([]);
  expect(validatePortNumber(443, PATH)).toEqual([]);
  expect(errorLines(validatePortNumberOrName(0, PATH))).toEqual([
    "ports: Invalid value: 0: must be between 1 and 65535, inclusive",
  ]);
  expect(errorLines(validatePortNumberOrName("", PATH))).toHaveLength(2);
});

it("finds ports of the node that two containers want, by protocol and address", () => {
  const path = FieldPath.root("containers");
  const wanting = (hostPort: number, hostIP = "", protocol = "TCP") => ({ ports: [{ hostPort, hostIP, protocol }] });
  expect(validateHostPortConflicts([wanting(80), wanting(80, "", "UDP"), wanting(80, "10.0.0.1")], path)).toEqual([]);
  expect(errorLines(validateHostPortConflicts([wanting(80), wanting(80)], path))).toEqual([
    'containers[1].ports[0].hostPort: Duplicate value: "TCP//80"',
  ]);
});
