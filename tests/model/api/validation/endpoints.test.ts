// Endpoints of slices.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Endpoint, EndpointHints } from "../../../../src/model/api/types/endpoint-slice.ts";
import { validateEndpoints } from "../../../../src/model/api/validation/endpoints.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("endpoints");

function lines(addressType: string, endpoint: Endpoint): readonly string[] {
  const errors = validateEndpoints({ addressType, endpoints: [endpoint] }, PATH);
  return errorLines(errors).map((line) => line.replace("endpoints[0].", ""));
}

it.each<[string, string, string | undefined]>([
  ["IPv4", "10.0.0.1", undefined],
  ["IPv4", "010.0.0.1", 'addresses[0]: Invalid value: "010.0.0.1": must not have leading 0s'],
  ["IPv4", "2001:db8::1", 'addresses: Invalid value: "2001:db8::1": must be an IPv4 address'],
  [
    "IPv4",
    "127.0.0.1",
    'addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
  ],
  ["IPv6", "2001:db8::1", undefined],
  ["IPv6", "2001:DB8::1", 'addresses[0]: Invalid value: "2001:DB8::1": must be in canonical form ("2001:db8::1")'],
  ["IPv6", "10.0.0.1", 'addresses: Invalid value: "10.0.0.1": must be an IPv6 address'],
  ["FQDN", "a.example.com", undefined],
  ["FQDN", "a", 'addresses[0]: Invalid value: "a": should be a domain with at least two segments separated by dots'],
  ["FQDN", "", "addresses[0]: Required value"],
  ["Other", "???", undefined],
])("judges the %s address %j", (addressType, address, line) => {
  expect(lines(addressType, { addresses: [address] })).toEqual(line === undefined ? [] : [line]);
});

it("asks for addresses, but not for too many", () => {
  expect(lines("IPv4", {})).toEqual(["addresses: Required value: must contain at least 1 address"]);
  expect(lines("Other", { addresses: Array<string>(101).fill("a") })).toEqual([
    "addresses: Too many: 101: must have at most 100 items",
  ]);
  const endpoints = Array.from({ length: 1_001 }, () => ({}));
  expect(errorLines(validateEndpoints({ endpoints }, PATH))).toEqual([
    "endpoints: Too many: 1001: must have at most 1000 items",
  ]);
});

it("checks names", () => {
  const found = lines("IPv4", { addresses: ["10.0.0.1"], nodeName: "N", hostname: "a.b" });
  expect(found[0]).toBe('hostname: Invalid value: "a.b": must not contain dots');
  expect(found[1]).toContain('nodeName: Invalid value: "N"');
});

it("checks the old topology", () => {
  const zone = "topology.kubernetes.io/zone";
  expect(lines("Other", { addresses: ["a"], deprecatedTopology: { [zone]: "b c" } })).toHaveLength(2);
  const deprecatedTopology = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, ""]));
  expect(lines("Other", { addresses: ["a"], deprecatedTopology })).toEqual([
    "deprecatedTopology: Too many: 17: must have at most 16 items",
  ]);
});

const NINE = Array.from({ length: 9 }, (_, index) => ({ name: `n${index}` }));

it.each<[EndpointHints, readonly string[]]>([
  [{ forZones: [{ name: "a" }, { name: "b" }], forNodes: [{ name: "a" }] }, []],
  [{ forZones: NINE, forNodes: NINE }, ["hints.forZones: Too many: 9: must have at most 8 items"]],
  [{ forNodes: NINE }, ["hints.forNodes: Too many: 9: must have at most 8 items"]],
  [
    { forZones: [{ name: "a" }, { name: "a" }], forNodes: [{ name: "b" }, { name: "b" }] },
    ['hints.forNodes[1].name: Duplicate value: "b"', 'hints.forZones[1].name: Duplicate value: "a"'],
  ],
])("judges hints %#", (hints, expected) => {
  expect(lines("Other", { addresses: ["a"], hints })).toEqual(expected);
});

it("checks the names of hints", () => {
  const found = lines("Other", { addresses: ["a"], hints: { forZones: [{ name: "a b" }], forNodes: [{}] } });
  expect(found[0]).toContain('hints.forNodes[0].name: Invalid value: ""');
  expect(found[1]).toContain('hints.forZones[0].name: Invalid value: "a b"');
});
