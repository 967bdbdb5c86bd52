// Resource quotas on their way into the API server.

import { expect, it } from "vitest";

import { RESOURCE_QUOTA_KIND } from "../../../../src/model/api/kinds/resource-quota.ts";
import { changeMistakes, create, created } from "../kind-outcomes.ts";

it("stores a quota without the status that was written, its amounts rounded", () => {
  const quota = created(RESOURCE_QUOTA_KIND, { spec: { hard: { cpu: "100u" } }, status: { used: { cpu: 3 } } });
  expect([quota["spec"], quota["status"]]).toEqual([{ hard: { cpu: "1m" } }, {}]);
});

it("warns of limits below requests", () => {
  const outcome = create(RESOURCE_QUOTA_KIND, { spec: { hard: { cpu: 2, "limits.cpu": 1 } } });
  expect(outcome).toHaveProperty("warnings", ["ResourceQuota cpu (2) should be less than limits.cpu (1)"]);
});

it("keeps scopes as they are", () => {
  const scopes = { hard: { pods: 1 }, scopes: ["BestEffort"] };
  expect(changeMistakes(RESOURCE_QUOTA_KIND, { spec: scopes }, { spec: { hard: { pods: 2 } } })).toEqual([
    "spec.scopes: Invalid value: null: field is immutable",
  ]);
});
