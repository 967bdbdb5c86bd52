// What is filled in where claims to devices say nothing.

import { expect, it } from "vitest";

import { RESOURCE_CLAIM_KIND } from "../../../../src/model/api/kinds/resource-claim.ts";
import { RESOURCE_CLAIM_TEMPLATE_KIND } from "../../../../src/model/api/kinds/resource-claim-template.ts";
import { created } from "../kind-outcomes.ts";

const REQUESTS = [
  { name: "r", exactly: { deviceClassName: "gpu", tolerations: [{ key: "k" }] } },
  { name: "s", firstAvailable: [{ name: "t", deviceClassName: "gpu", allocationMode: "All" }] },
];
const COMPLETE = [
  {
    name: "r",
    exactly: {
      deviceClassName: "gpu",
      allocationMode: "ExactCount",
      count: 1,
      tolerations: [{ key: "k", operator: "Equal" }],
    },
  },
  { name: "s", firstAvailable: [{ name: "t", deviceClassName: "gpu", allocationMode: "All" }] },
];

it("is one device, unless all are asked for", () => {
  const spec = { devices: { requests: REQUESTS } };
  const complete = { devices: { requests: COMPLETE } };
  expect(created(RESOURCE_CLAIM_KIND, { spec })).toMatchObject({ spec: complete });
  expect(created(RESOURCE_CLAIM_TEMPLATE_KIND, { spec: { spec } })).toMatchObject({ spec: { spec: complete } });
});
