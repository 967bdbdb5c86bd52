// What of devices is not simulated, told with its line.

import { expect, it } from "vitest";

import { readTexts } from "../reading.ts";

function told(kind: string, spec: string): readonly string[] {
  const text = `apiVersion: resource.k8s.io/v1\nkind: ${kind}\nmetadata: { name: a }\nspec:\n${spec}\n`;
  return readTexts(text).told.map(({ severity, message, position }) => `${severity} ${position?.line}: ${message}`);
}

function requests(expression: string): string {
  return `devices: { requests: [{ name: r, exactly: { deviceClassName: gpu, selectors: [{ cel: { expression: "${expression}" } }] } }] }`;
}

it("is nothing where all is simulated", () => {
  expect(told("ResourceClaim", `  ${requests("device.driver == 'x'")}`)).toEqual([]);
  expect(told("ResourceClaimTemplate", `  spec: { ${requests("true")} }`)).toEqual([]);
});

it("names what devices have that is left out", () => {
  const slice = `  driver: gpu.example.com
  pool: { name: p, generation: 1, resourceSliceCount: 1 }
  allNodes: true
  devices:
    - name: d0
      allowMultipleAllocations: true
    - name: d1
      bindingConditions: [ready]
      bindingFailureConditions: [failed]
    - name: d2
      consumesCounters: [{ counterSet: s, counters: { c: { value: "1" } } }]`;
  expect(told("ResourceSlice", slice)).toEqual([
    "not-simulated 10: allowMultipleAllocations is not simulated: the device is allocated as a whole, to one claim",
    "not-simulated 12: bindingConditions is not simulated: pods are bound without waiting for the device",
    "not-simulated 15: consumesCounters is not simulated: devices that share counters are not allocated",
  ]);
});

it("names extended resources and functions, and refuses what is no expression", () => {
  expect(told("DeviceClass", "  extendedResourceName: example.com/gpu")).toEqual([
    "not-simulated 5: extendedResourceName is not simulated: extended resources are those that nodes list, and no devices stand for them",
  ]);
  expect(told("DeviceClass", `  selectors: [{ cel: { expression: "format('a')" } }]`)).toEqual([
    "not-simulated 5: function format in a device selector (at character 1) is not simulated: pods that meet it cannot be placed",
  ]);
  expect(told("ResourceClaim", `  ${requests("1 +")}`)).toEqual([
    "error 5: ResourceClaim a: the expression does not compile at character 4: Syntax error: mismatched input '<EOF>'",
  ]);
  const ways = `  devices: { requests: [{ name: r, firstAvailable: [{ name: s, deviceClassName: gpu, selectors: [{ cel: { expression: "foo" } }] }] }] }`;
  expect(told("ResourceClaim", ways)).toHaveLength(1);
});
