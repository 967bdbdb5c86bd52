// The fixed spans on the way of requests, and the cores that Leases keep busy.

import { expect, it } from "vitest";

import { COEFFICIENTS } from "../../../src/components/api-server/coefficients.ts";
import { leaseCores, pathCosts } from "../../../src/components/api-server/path-costs.ts";

it("reads the spans off the coefficients", () => {
  const costs = pathCosts(COEFFICIENTS);
  expect([costs.answerUs, costs.clientUs]).toEqual([500, 400]);
  expect(costs.watchUs.at(0.5)).toBeCloseTo(1250, 0);
});

it("takes 0.4 cores for the Leases of 1,000 nodes", () => {
  expect(leaseCores(COEFFICIENTS, 100)).toBeCloseTo(0.4);
});
