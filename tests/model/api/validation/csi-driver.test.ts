// CSI drivers.

import { expect, it } from "vitest";

import type { CsiDriverSpec } from "../../../../src/model/api/types/storage.ts";
import { validateCsiDriver, validateCsiDriverUpdate } from "../../../../src/model/api/validation/csi-driver.ts";
import { errorLines } from "../error-lines.ts";

const METADATA = { name: "csi.example.com", resourceVersion: "1" };
const GOOD: CsiDriverSpec = {
  attachRequired: true,
  podInfoOnMount: false,
  storageCapacity: false,
  seLinuxMount: false,
};

function told(parts: CsiDriverSpec): readonly string[] {
  return errorLines(validateCsiDriver({ metadata: METADATA, spec: { ...GOOD, ...parts } }));
}

it.each<CsiDriverSpec>([
  {},
  { fsGroupPolicy: "File", volumeLifecycleModes: ["Persistent", "Ephemeral"], nodeAllocatableUpdatePeriodSeconds: 10 },
  { tokenRequests: [{}, { audience: "a", expirationSeconds: 600 }], serviceAccountTokenInSecrets: true },
])("accepts %j", (parts) => {
  expect(told(parts)).toEqual([]);
});

it("asks for what has defaults, in its own spelling", () => {
  expect(errorLines(validateCsiDriver({ metadata: METADATA }))).toEqual([
    "spec.attachedRequired: Required value",
    "spec.podInfoOnMount: Required value",
    "spec.seLinuxMount: Required value",
    "spec.storageCapacity: Required value",
  ]);
});

it.each<[CsiDriverSpec, readonly string[]]>([
  [
    { fsGroupPolicy: "Always" },
    ['fsGroupPolicy: Unsupported value: "Always": supported values: "File", "None", "ReadWriteOnceWithFSType"'],
  ],
  [
    { volumeLifecycleModes: ["Brief"] },
    ['volumeLifecycleModes: Unsupported value: "Brief": supported values: "Persistent", "Ephemeral"'],
  ],
  [
    { nodeAllocatableUpdatePeriodSeconds: 9 },
    ["nodeAllocatableUpdatePeriodSeconds: Invalid value: 9: must be greater than or equal to 10 seconds"],
  ],
  [
    { serviceAccountTokenInSecrets: false },
    [
      "serviceAccountTokenInSecrets: Invalid value: false: serviceAccountTokenInSecrets is set but no tokenRequests are specified",
    ],
  ],
  [
    { tokenRequests: [{ audience: "a" }, { audience: "a", expirationSeconds: 1 }, { expirationSeconds: 599 }] },
    [
      'tokenRequests[1].audience: Duplicate value: "a"',
      "tokenRequests[2].expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes",
    ],
  ],
  [
    { tokenRequests: [{ expirationSeconds: 4_294_967_297 }] },
    [
      "tokenRequests[0].expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds",
    ],
  ],
])("refuses %j", (parts, lines) => {
  expect(told(parts)).toEqual(lines.map((line) => `spec.${line}`));
});

it("keeps how volumes are attached and how long they live", () => {
  const old = { metadata: METADATA, spec: { ...GOOD, volumeLifecycleModes: ["Persistent"] } };
  const changed = { ...old.spec, attachRequired: false, volumeLifecycleModes: ["Ephemeral"] };
  expect(validateCsiDriverUpdate({ ...old, spec: { ...old.spec, podInfoOnMount: true } }, old)).toEqual([]);
  expect(errorLines(validateCsiDriverUpdate({ ...old, spec: changed }, old))).toEqual([
    "spec.attachedRequired: Invalid value: false: field is immutable",
    'spec.volumeLifecycleModes: Invalid value: ["Ephemeral"]: field is immutable',
  ]);
});
