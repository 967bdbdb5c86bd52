// What is wrong with resource quotas.

import { expect, it } from "vitest";

import {
  validateResourceQuota,
  validateResourceQuotaUpdate,
} from "../../../../src/model/api/validation/resource-quota.ts";
import { errorLines } from "../error-lines.ts";

const METADATA = { name: "a", namespace: "b", resourceVersion: "1" };

it("accepts resources that quotas know and names of objects", () => {
  const hard = { cpu: "1", "requests.storage": "1Gi", "count/jobs.batch": "3", "requests.hugepages-2Mi": "2Mi" };
  expect(validateResourceQuota({ metadata: METADATA, spec: { hard } })).toEqual([]);
  expect(validateResourceQuota({ metadata: METADATA })).toEqual([]);
});

it.each([
  [{ pods: "1500m" }, ['[pods]: Invalid value: "1500m": must be an integer']],
  [{ cpu: "-1" }, ['[cpu]: Invalid value: "-1": must be greater than or equal to 0']],
  [{ storage: "1Gi" }, ['[storage]: Invalid value: "storage": must be a standard resource for quota']],
  [
    { nodes: "1" },
    [
      '[nodes]: Invalid value: "nodes": must be a standard resource for quota',
      '[nodes]: Invalid value: "nodes": must be a standard resource type or fully qualified',
    ],
  ],
])("refuses %j wherever it stands", (amounts, expected) => {
  const lists = { hard: amounts, used: amounts };
  const errors = errorLines(validateResourceQuota({ metadata: METADATA, spec: { hard: amounts }, status: lists }));
  const places = ["spec.hard", "status.hard", "status.used"];
  expect(errors).toEqual(places.flatMap((place) => expected.map((line) => `${place}${line}`)));
});

it("lets an update change amounts and the order of scopes", () => {
  const old = { metadata: METADATA, spec: { hard: { pods: "1" }, scopes: ["BestEffort", "NotTerminating"] } };
  const changed = { metadata: METADATA, spec: { hard: { pods: "2" }, scopes: ["NotTerminating", "BestEffort"] } };
  expect(validateResourceQuotaUpdate(changed, old)).toEqual([]);
  const fewer = { metadata: METADATA, spec: { hard: { pods: "2" }, scopes: ["BestEffort"] } };
  expect(errorLines(validateResourceQuotaUpdate(fewer, old))).toEqual([
    'spec.scopes: Invalid value: ["BestEffort"]: field is immutable',
  ]);
});
