// What kubectl prints of quotas.

import { expect, it } from "vitest";

import { resourceQuotaWarnings } from "../../../../src/model/api/warnings/resource-quota.ts";

it.each([
  [{ cpu: "1", "limits.cpu": "1000m" }, []],
  [{ storage: "2", "limits.storage": "1" }, []],
  [{ "requests.cpu": "1", cpu: "3", "limits.cpu": "2" }, []],
  [
    { memory: "2Gi", "limits.memory": "1Gi", "requests.storage": "2", "limits.storage": "1" },
    [
      "ResourceQuota memory (2Gi) should be less than limits.memory (1Gi)",
      "ResourceQuota requests.storage (2) should be less than limits.storage (1)",
    ],
  ],
])("says of %j", (hard, expected) => {
  expect(resourceQuotaWarnings({ spec: { hard } })).toEqual(expected);
});

it("says nothing of a quota without amounts", () => {
  expect(resourceQuotaWarnings({})).toEqual([]);
});
