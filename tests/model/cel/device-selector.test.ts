// Selectors asked about a device.

import { expect, it } from "vitest";

import type { Device } from "../../../src/model/api/types/resource-slice.ts";
import { compileSelector, deviceVariable, selects } from "../../../src/model/cel/device-selector.ts";

const DEVICE: Device = {
  name: "d0",
  attributes: {
    model: { string: "a100" },
    index: { int: 1 },
    ecc: { bool: true },
    driverVersion: { version: "1.2.3" },
    "other.com/numa": { int: 0 },
  },
  capacity: { memory: { value: "40Gi" } },
};

function asked(expression: string, device: Device = DEVICE): string {
  const selector = compileSelector(expression);
  if (selector.kind !== "selector") return `${selector.kind}: ${selector.message}`;
  const variable = deviceVariable(device, "gpu.example.com");
  if (variable.kind === "error") return variable.message;
  const verdict = selects(selector.expression, variable);
  return verdict.kind === "error" ? verdict.message : String(verdict.matches);
}

it.each([
  ["device.driver == 'gpu.example.com'", "true"],
  ["device.attributes['gpu.example.com'].model == 'a100'", "true"],
  ["device.attributes['other.com'].numa < 1 && device.attributes['gpu.example.com'].ecc", "true"],
  ["device.attributes['gpu.example.com'].driverVersion.isGreaterThan(semver('1.0.0'))", "true"],
  ["device.capacity['gpu.example.com'].memory.compareTo(quantity('80Gi')) >= 0", "false"],
  ["'x' in device.attributes['nobody.com']", "false"],
  ["device.attributes['gpu.example.com'].speed > 1", "no such key: speed"],
  ["device.allowMultipleAllocations", "false"],
  ["devices.driver == 'x'", "invalid: undeclared reference to 'devices' (in container '')"],
  [
    "device.driver",
    "CEL result of type string could not be converted to bool: type conversion error from 'string' to 'bool'",
  ],
])("says of %s %s", (expression, verdict) => {
  expect(asked(expression)).toBe(verdict);
});

it("fails over attributes that it cannot hold", () => {
  expect(asked("true", { attributes: { a: {} } })).toBe("attribute a: unsupported attribute value");
  expect(asked("true", { attributes: { a: { version: "1" } } })).toContain("attribute a: parse semantic version");
});
