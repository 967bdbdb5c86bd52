// The room that CSI drivers report, judged as the API server does.

import { describe, expect, it } from "vitest";

import {
  validateCsiStorageCapacity,
  validateCsiStorageCapacityUpdate,
} from "../../../../src/model/api/validation/csi-storage-capacity.ts";
import { errorLines } from "../error-lines.ts";

const METADATA = { name: "a", namespace: "default", uid: "u", resourceVersion: "1" };

describe("reported room", () => {
  it("may be unknown, or nothing", () => {
    expect(validateCsiStorageCapacity({ metadata: METADATA, storageClassName: "fast" })).toEqual([]);
    expect(validateCsiStorageCapacity({ metadata: METADATA, storageClassName: "fast", capacity: "0" })).toEqual([]);
  });

  it("names a class, is not negative, and selects nodes by labels", () => {
    const nodeTopology = { matchLabels: { zone: "no value" } };
    const errors = validateCsiStorageCapacity({
      metadata: METADATA,
      storageClassName: "Fast",
      capacity: "-1Gi",
      maximumVolumeSize: "-1Gi",
      nodeTopology,
    });
    expect(errorLines(errors).map((line) => line.split(":", 2).join(":"))).toEqual([
      "capacity: Invalid value",
      "nodeTopology.matchLabels: Invalid value",
      "storageClassName: Invalid value",
    ]);
  });

  it("is asked for a class", () => {
    expect(validateCsiStorageCapacity({ metadata: METADATA })).not.toEqual([]);
  });
});

describe("a change", () => {
  const old = { metadata: METADATA, storageClassName: "fast", capacity: "1Gi" };

  it("is one of amounts", () => {
    expect(validateCsiStorageCapacityUpdate({ ...old, capacity: "2Gi", maximumVolumeSize: "1Gi" }, old)).toEqual([]);
  });

  it("is none of places or classes", () => {
    const changed = { ...old, storageClassName: "slow", nodeTopology: { matchLabels: { zone: "a" } } };
    expect(errorLines(validateCsiStorageCapacityUpdate(changed, old))).toEqual([
      'nodeTopology: Invalid value: {"matchLabels":{"zone":"a"}}: field is immutable',
      'storageClassName: Invalid value: "slow": field is immutable',
    ]);
  });
});
