// What is wrong with leases.

import { expect, it } from "vitest";

import type { LeaseSpec } from "../../../../src/model/api/types/policy.ts";
import { validateLease, validateLeaseUpdate } from "../../../../src/model/api/validation/lease.ts";
import { errorLines } from "../error-lines.ts";

const METADATA = { name: "a", namespace: "b", resourceVersion: "1" };

it.each<[LeaseSpec, readonly string[]]>([
  [{ leaseDurationSeconds: 1, leaseTransitions: 0, strategy: "OldestEmulationVersion", preferredHolder: "a" }, []],
  [{ strategy: "example.com/mine" }, []],
  [{ preferredHolder: "" }, []],
  [
    { leaseDurationSeconds: -1, leaseTransitions: -1 },
    [
      "spec.leaseDurationSeconds: Invalid value: -1: must be greater than 0",
      "spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0",
    ],
  ],
  [
    { strategy: "Newest" },
    ['spec.strategy.strategy: Unsupported value: "Newest": supported values: "OldestEmulationVersion"'],
  ],
  [{ preferredHolder: "a" }, ["spec.preferredHolder: Forbidden: may only be specified if `strategy` is defined"]],
])("judges %j", (spec, lines) => {
  expect(errorLines(validateLease({ metadata: METADATA, spec }))).toEqual(lines);
  expect(errorLines(validateLeaseUpdate({ metadata: METADATA, spec }, { metadata: METADATA }))).toEqual(lines);
});
