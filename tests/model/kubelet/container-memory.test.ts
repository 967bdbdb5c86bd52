// How much memory a container uses: what is said, else what it requests, and never more than its limit.

import { expect, it } from "vitest";

import { memoryLimitBytes, memoryOf } from "../../../src/model/kubelet/container-memory.ts";
import { pod } from "../build-objects.ts";

const limited = { name: "main", resources: { requests: { memory: "100" }, limits: { memory: "300" } } };

it("is what it requests where nothing is said", () => {
  const { spec } = pod();
  expect(memoryOf(limited, spec, undefined)).toEqual([{ ageUs: 0, bytes: 100 }]);
  expect(memoryOf({ name: "main" }, spec, undefined)).toEqual([{ ageUs: 0, bytes: 0 }]);
  expect(memoryOf(limited, spec, [{ ageUs: 0, bytes: 400 }]).at(-1)).toEqual({ ageUs: 0, bytes: 300 });
});

it("is limited by the smaller of its own limit and the pod's", () => {
  const whole = pod({ resources: { limits: { memory: "200" } } }).spec;
  expect([memoryLimitBytes(limited, whole), memoryLimitBytes({ name: "main" }, pod().spec)]).toEqual([200, Infinity]);
});
