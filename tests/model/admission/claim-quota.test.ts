// What PersistentVolumeClaims take of quotas.

import { describe, expect, it } from "vitest";

import { CLAIM_QUOTA } from "../../../src/model/admission/claim-quota.ts";
import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import { writtenResourceList } from "../../../src/model/resource-list.ts";

function usage(claim: PersistentVolumeClaim): Readonly<Record<string, string>> {
  return writtenResourceList(CLAIM_QUOTA.usage(claim, 0));
}

const ONE_CLAIM = { persistentvolumeclaims: "1", "count/persistentvolumeclaims": "1" };

describe("a claim takes", () => {
  it("one of the claims, and what it requests in whole bytes", () => {
    expect(usage({})).toEqual(ONE_CLAIM);
    expect(usage({ spec: { resources: { requests: { storage: "1500m" } } } })).toEqual({
      ...ONE_CLAIM,
      "requests.storage": "2",
    });
  });

  it("the same of its storage class", () => {
    const spec = { storageClassName: "gold", resources: { requests: { storage: "5Gi" } } };
    expect(usage({ spec })).toEqual({
      ...ONE_CLAIM,
      "requests.storage": "5Gi",
      "gold.storageclass.storage.k8s.io/persistentvolumeclaims": "1",
      "gold.storageclass.storage.k8s.io/requests.storage": "5Gi",
    });
    const annotations = { "volume.beta.kubernetes.io/storage-class": "old" };
    expect(usage({ metadata: { annotations }, spec })).toHaveProperty([
      "old.storageclass.storage.k8s.io/requests.storage",
    ]);
  });

  it("what is allocated where that is more", () => {
    const claim = (storage: string): PersistentVolumeClaim => ({
      spec: { resources: { requests: { storage: "5Gi" } } },
      status: { allocatedResources: { storage } },
    });
    expect(usage(claim("6Gi"))).toMatchObject({ "requests.storage": "6Gi" });
    expect(usage(claim("4Gi"))).toMatchObject({ "requests.storage": "5Gi" });
  });
});

describe("quotas on claims", () => {
  it("know claims, storage, and both by storage class", () => {
    const names = [
      "requests.storage",
      "gold.storageclass.storage.k8s.io/requests.storage",
      "gold.storageclass.storage.k8s.io/pods",
      "count/persistentvolumeclaims",
      "pods",
    ];
    expect(CLAIM_QUOTA.matchingResources(names)).toEqual([names[0], names[1], names[3]]);
    expect(CLAIM_QUOTA.constraintProblem({}, names)).toBeUndefined();
  });

  it("see all attribute classes that a claim is on its way between", () => {
    const claim: PersistentVolumeClaim = {
      spec: { volumeAttributesClassName: "fast" },
      status: { currentVolumeAttributesClassName: "slow", modifyVolumeStatus: { targetVolumeAttributesClassName: "" } },
    };
    const scope = (values: readonly string[]) => ({ scopeName: "VolumeAttributesClass", operator: "In", values });
    expect(CLAIM_QUOTA.matchScope(claim, scope(["slow"])).kind).toBe("in");
    expect(CLAIM_QUOTA.matchScope(claim, scope(["other"])).kind).toBe("outside");
    expect(CLAIM_QUOTA.matchScope({}, { scopeName: "VolumeAttributesClass", operator: "Exists" }).kind).toBe("outside");
    expect(CLAIM_QUOTA.matchScope(claim, { scopeName: "PriorityClass", operator: "Exists" }).kind).toBe("outside");
  });
});
