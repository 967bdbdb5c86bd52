// Leases on their way into the API server.

import { expect, it } from "vitest";

import { LEASE_KIND } from "../../../../src/model/api/kinds/lease.ts";
import { changeMistakes, created, mistakes, update } from "../kind-outcomes.ts";

it("stores a lease without what belongs to a feature that is off", () => {
  const spec = { holderIdentity: "a", leaseDurationSeconds: 15 };
  expect(created(LEASE_KIND, { spec: { ...spec, strategy: "x", preferredHolder: "b" } })).toMatchObject({ spec });
  const old = { spec };
  const changed = update(LEASE_KIND, old, { spec: { holderIdentity: "b", strategy: "x", preferredHolder: "c" } });
  expect(changed).toHaveProperty("object.spec", { holderIdentity: "b" });
});

it("tells mistakes", () => {
  const line = "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0";
  expect(mistakes(LEASE_KIND, { spec: { leaseDurationSeconds: 0 } })).toEqual([line]);
  expect(changeMistakes(LEASE_KIND, {}, { spec: { leaseDurationSeconds: 0 } })).toEqual([line]);
});
