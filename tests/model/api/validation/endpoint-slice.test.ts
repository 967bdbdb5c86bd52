// What is wrong with endpoint slices as a whole.

import { expect, it } from "vitest";

import type { EndpointSlice } from "../../../../src/model/api/types/endpoint-slice.ts";
import {
  validateEndpointSlice,
  validateEndpointSliceUpdate,
} from "../../../../src/model/api/validation/endpoint-slice.ts";
import { errorLines } from "../error-lines.ts";

const SLICE = { metadata: { name: "a", namespace: "b", resourceVersion: "1" }, addressType: "IPv4" };

it.each<[EndpointSlice, readonly string[]]>([
  [
    {
      ports: [
        { name: "", protocol: "TCP" },
        { name: "dns", protocol: "UDP", appProtocol: "example.com/x" },
      ],
    },
    [],
  ],
  [{ addressType: "IPv5" }, ['addressType: Unsupported value: "IPv5": supported values: "FQDN", "IPv4", "IPv6"']],
  [
    { ports: [{ name: "A", protocol: "ICMP" }, { protocol: "TCP" }, { name: "" }] },
    [
      'ports[0].name: Invalid value: "A": a lowercase RFC 1123 label',
      'ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"',
      'ports[2].name: Duplicate value: ""',
      "ports[2].protocol: Required value",
    ],
  ],
  [{ ports: Array.from({ length: 20_001 }, () => ({})) }, ["ports: Too many: 20001: must have at most 20000 items"]],
])("judges %#", (parts, lines) => {
  const found = errorLines(validateEndpointSlice({ ...SLICE, ...parts }));
  expect(found).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) expect(found[index]).toContain(line);
});

it("asks for a type of addresses", () => {
  expect(errorLines(validateEndpointSlice({ metadata: SLICE.metadata }))).toEqual(["addressType: Required value"]);
});

it("lets an update keep endpoints that are wrong today", () => {
  const old = { ...SLICE, endpoints: [{ addresses: ["010.0.0.1"] }] };
  expect(validateEndpointSlice(old)).toHaveLength(1);
  expect(validateEndpointSliceUpdate({ ...old, ports: [] }, old)).toEqual([]);
  expect(validateEndpointSliceUpdate(old, SLICE)).toHaveLength(1);
});
