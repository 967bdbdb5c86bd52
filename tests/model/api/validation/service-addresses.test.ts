// Addresses of services.

import { expect, it } from "vitest";

import type { ServiceSpec } from "../../../../src/model/api/types/service.ts";
import {
  validateServiceAddresses,
  validateServiceAddressesUpdate,
} from "../../../../src/model/api/validation/service-addresses.ts";
import { errorLines } from "../error-lines.ts";

const V4 = "10.0.0.1";
const V6 = "2001:db8::1";
const ONE = { type: "ClusterIP", clusterIP: V4, clusterIPs: [V4], ipFamilies: ["IPv4"] };
const TWO = { type: "ClusterIP", clusterIP: V4, clusterIPs: [V4, V6], ipFamilies: ["IPv4", "IPv6"] };
const HEADLESS = { type: "ClusterIP", clusterIP: "None", clusterIPs: ["None"] };

it.each<ServiceSpec>([
  {},
  ONE,
  TWO,
  HEADLESS,
  { ...HEADLESS, ipFamilies: ["IPv6"], ipFamilyPolicy: "PreferDualStack" },
  { type: "ExternalName", clusterIPs: ["None", "x"] },
])("accepts %j", (spec) => {
  expect(validateServiceAddresses(spec, undefined)).toEqual([]);
});

it.each<[ServiceSpec, readonly string[]]>([
  [{ clusterIP: V4 }, ["spec.clusterIPs: Required value"]],
  [
    { clusterIPs: [V4] },
    ['spec.clusterIPs: Invalid value: ["10.0.0.1"]: must be empty when `clusterIP` is not specified'],
  ],
  [
    { clusterIP: V4, clusterIPs: ["10.0.0.2"] },
    ['spec.clusterIPs: Invalid value: ["10.0.0.2"]: first value must match `clusterIP`'],
  ],
  [
    { clusterIP: "None", clusterIPs: ["None", V4] },
    ['spec.clusterIPs: Invalid value: ["None","10.0.0.1"]: \'None\' must be the first and only value'],
  ],
  [
    { clusterIP: V4, clusterIPs: [V4, "10.0.0.2"] },
    ['spec.clusterIPs: Invalid value: ["10.0.0.1","10.0.0.2"]: may specify no more than one IP for each IP family'],
  ],
  [
    { clusterIP: V4, clusterIPs: [V4, V6, V4] },
    ['spec.clusterIPs: Invalid value: ["10.0.0.1","2001:db8::1","10.0.0.1"]: may only hold up to 2 values'],
  ],
  [
    { clusterIP: V4, clusterIPs: [V4], ipFamilies: ["IPv6"] },
    ['spec.clusterIPs[0]: Invalid value: "10.0.0.1": expected an IPv6 value as indicated by `ipFamilies[0]`'],
  ],
  [
    { ipFamilies: ["IPv5", "IPv5"] },
    [
      'spec.ipFamilies[0]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"',
      'spec.ipFamilies[1]: Duplicate value: "IPv5"',
      'spec.ipFamilies[1]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"',
    ],
  ],
  [
    { ipFamilyPolicy: "Both" },
    [
      'spec.ipFamilyPolicy: Unsupported value: "Both": supported values: "PreferDualStack", "RequireDualStack", "SingleStack"',
    ],
  ],
])("refuses %j", (spec, lines) => {
  expect(errorLines(validateServiceAddresses(spec, undefined))).toEqual(lines);
});

it("accepts an old address that would be refused today", () => {
  const spec = { clusterIP: "010.0.0.1", clusterIPs: ["010.0.0.1"] };
  expect(validateServiceAddresses(spec, undefined)).toHaveLength(1);
  expect(validateServiceAddresses(spec, spec)).toEqual([]);
});

it.each<[string, ServiceSpec, ServiceSpec]>([
  ["a second address", ONE, TWO],
  ["the second one's release", TWO, { ...ONE, ipFamilyPolicy: "SingleStack" }],
  ["another type", ONE, { type: "ExternalName" }],
  ["other families of no address", HEADLESS, { ...HEADLESS, ipFamilies: ["IPv6"] }],
])("accepts %s", (_, old, spec) => {
  expect(validateServiceAddressesUpdate(spec, old)).toEqual([]);
});

it.each<[ServiceSpec, ServiceSpec, readonly string[]]>([
  [
    ONE,
    { ...ONE, clusterIPs: ["10.0.0.2"] },
    ['spec.clusterIPs[0]: Invalid value: ["10.0.0.2"]: may not change once set'],
  ],
  [ONE, { ...TWO, clusterIPs: ["10.0.0.2", V6] }, ["spec.clusterIPs[0]"]],
  [
    ONE,
    { type: "ClusterIP" },
    [
      "spec.clusterIPs[0]: Invalid value: null: primary clusterIP can not be unset",
      "spec.ipFamilies[0]: Invalid value: null: primary ipFamily can not be unset",
    ],
  ],
  [ONE, { ...ONE, ipFamilies: ["IPv6"] }, ['spec.ipFamilies[0]: Invalid value: ["IPv6"]: may not change once set']],
  [
    ONE,
    { ...ONE, ipFamilies: ["IPv6", "IPv4"] },
    ['spec.ipFamilies[0]: Invalid value: ["10.0.0.1"]: may not change once set'],
  ],
  [
    TWO,
    ONE,
    [
      "spec.ipFamilyPolicy: Invalid value: null: must be set to 'SingleStack' when releasing the secondary clusterIP",
      "spec.ipFamilyPolicy: Invalid value: null: must be set to 'SingleStack' when releasing the secondary ipFamily",
    ],
  ],
  [ONE, HEADLESS, ['spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set']],
])("refuses the change of %j to %j", (old, spec, lines) => {
  const found = errorLines(validateServiceAddressesUpdate(spec, old));
  expect(found).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) expect(found[index]).toContain(line);
});
