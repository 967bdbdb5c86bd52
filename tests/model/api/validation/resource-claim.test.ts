// What the API server says of claims to devices.

import { expect, it } from "vitest";

import { RESOURCE_CLAIM_KIND } from "../../../../src/model/api/kinds/resource-claim.ts";
import { RESOURCE_CLAIM_TEMPLATE_KIND } from "../../../../src/model/api/kinds/resource-claim-template.ts";
import { changeMistakes, mistakes } from "../kind-outcomes.ts";

function spec(...requests: readonly object[]) {
  return { spec: { devices: { requests } } };
}

const GPU = { name: "r", exactly: { deviceClassName: "gpu" } };

it("is nothing about good ones", () => {
  expect(mistakes(RESOURCE_CLAIM_KIND, spec(GPU))).toEqual([]);
  expect(mistakes(RESOURCE_CLAIM_TEMPLATE_KIND, { spec: spec(GPU) })).toEqual([]);
});

it.each([
  [{ name: "r" }, "Required value: exactly one of `exactly` or `firstAvailable` is required"],
  [{ ...GPU, firstAvailable: [{ name: "s", deviceClassName: "gpu" }] }, "but multiple fields are set"],
  [{ exactly: { deviceClassName: "gpu" } }, "spec.devices.requests[0].name: Required value"],
  [{ name: "r", exactly: {} }, "spec.devices.requests[0].exactly.deviceClassName: Required value"],
  [{ name: "r", exactly: { deviceClassName: "gpu", count: -1 } }, "must be greater than zero"],
  [
    { name: "r", exactly: { deviceClassName: "gpu", allocationMode: "All", count: 1 } },
    "must not be specified when allocationMode is 'All'",
  ],
  [{ name: "r", exactly: { deviceClassName: "gpu", allocationMode: "Some" } }, 'supported values: "All", "ExactCount"'],
  [{ name: "r", exactly: { deviceClassName: "gpu", selectors: [{}] } }, "selectors[0].cel: Required value"],
  [{ name: "r", firstAvailable: [{ deviceClassName: "gpu" }] }, "firstAvailable[0].name: Required value"],
])("names what is wrong with %j", (request, message) => {
  const [line, ...others] = mistakes(RESOURCE_CLAIM_KIND, spec(request));
  expect(line).toContain(message);
  expect(others).toEqual([]);
});

it("refuses two requests of one name, and changes", () => {
  expect(mistakes(RESOURCE_CLAIM_KIND, spec(GPU, GPU))).toEqual([
    'spec.devices.requests[1].name: Duplicate value: "r"',
  ]);
  expect(changeMistakes(RESOURCE_CLAIM_KIND, spec(GPU), spec({ ...GPU, name: "q" }))[0]).toContain(
    "field is immutable",
  );
});
