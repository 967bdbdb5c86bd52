// Claims of a StatefulSet's pods, and whom they belong to.

import { describe, expect, it } from "vitest";

import { placeOfPod } from "../../../../src/components/controllers/stateful-set/set-pods.ts";
import {
  belongsToFormerPod,
  claimsFor,
  claimVolumes,
  hasUnexpectedController,
  isOwnerUpToDate,
  usesItsClaims,
  withOwners,
} from "../../../../src/components/controllers/stateful-set/volume-claims.ts";
import type { PersistentVolumeClaim } from "../../../../src/model/api/types/claim.ts";
import type { OwnerReference } from "../../../../src/model/objects.ts";
import { ownedBy } from "../fake-view.ts";
import { revisionOf, setPod, statefulSet } from "./build-sets.ts";

const TEMPLATES = [{ metadata: { name: "data", labels: { tier: "ssd" } }, spec: { accessModes: ["ReadWriteOnce"] } }];
const OF_SET = ownedBy("StatefulSet", "db");
const OF_POD = { ...ownedBy("Pod", "db-0"), apiVersion: "v1" };

function setWith(whenScaled: string, whenDeleted: string, replicas = 3) {
  const persistentVolumeClaimRetentionPolicy = { whenScaled, whenDeleted };
  return statefulSet({ replicas, volumeClaimTemplates: TEMPLATES, persistentVolumeClaimRetentionPolicy });
}

function claim(...ownerReferences: readonly OwnerReference[]): PersistentVolumeClaim {
  return {
    metadata: { name: "data-db-0", namespace: "default", ...(ownerReferences.length > 0 ? { ownerReferences } : {}) },
  };
}

const PLACE = placeOfPod(setPod(0, revisionOf(statefulSet())));

it("names claims after template, set and ordinal, and labels them as the set selects", () => {
  const set = setWith("Retain", "Retain");
  expect(claimsFor(set, PLACE)).toEqual([
    {
      metadata: { name: "data-db-0", namespace: "default", labels: { tier: "ssd", app: "db" } },
      spec: { accessModes: ["ReadWriteOnce"] },
    },
  ]);
  expect(claimVolumes(set, PLACE)).toEqual([{ name: "data", persistentVolumeClaim: { claimName: "data-db-0" } }]);
  expect(claimVolumes(statefulSet(), PLACE)).toBeUndefined();
});

it("knows whether a pod uses the claims of its place", () => {
  const set = setWith("Retain", "Retain");
  const volumes = claimVolumes(set, PLACE)!;
  const pod = setPod(0, revisionOf(set), { spec: { volumes } });
  expect(usesItsClaims(set, placeOfPod(pod))).toBe(true);
  expect(usesItsClaims(set, PLACE)).toBe(false);
});

describe("the owner of a claim", () => {
  it.each([
    ["Retain", "Retain", 3, []],
    ["Retain", "Retain", 0, []],
    ["Retain", "Delete", 3, [OF_SET]],
    ["Retain", "Delete", 0, [OF_SET]],
    ["Delete", "Retain", 3, []],
    ["Delete", "Retain", 0, [OF_POD]],
    ["Delete", "Delete", 3, [OF_SET]],
    ["Delete", "Delete", 0, [OF_POD]],
  ])("when scaled %s, when deleted %s, of %i pods", (whenScaled, whenDeleted, replicas, owners) => {
    const set = setWith(whenScaled, whenDeleted, replicas);
    expect(withOwners(set, claim(OF_SET), PLACE).metadata?.ownerReferences ?? []).toEqual(owners);
    expect(isOwnerUpToDate(set, claim(...owners), PLACE)).toBe(true);
    for (const wrong of [[], [OF_SET], [OF_POD]]) {
      const isRight = wrong.length === owners.length && wrong[0] === owners[0];
      expect(isOwnerUpToDate(set, claim(...wrong), PLACE)).toBe(isRight);
    }
  });

  it("is mended where it does not control the claim", () => {
    expect(isOwnerUpToDate(setWith("Retain", "Delete"), claim({ ...OF_SET, controller: false }), PLACE)).toBe(false);
  });

  it("that is another controller is left alone, and the set's own references go", () => {
    const set = setWith("Delete", "Delete");
    const other = ownedBy("Job", "backup");
    expect(hasUnexpectedController(set, claim(other), PLACE)).toBe(true);
    expect(hasUnexpectedController(setWith("Retain", "Retain"), claim(other), PLACE)).toBe(false);
    expect(isOwnerUpToDate(set, claim(other), PLACE)).toBe(true);
    expect(isOwnerUpToDate(set, claim(other, OF_SET), PLACE)).toBe(false);
    expect(withOwners(set, claim(other, OF_SET), PLACE).metadata?.ownerReferences).toEqual([other]);
  });

  it("that is a former pod of the name means that the claim will go", () => {
    const set = setWith("Delete", "Retain");
    const former = { ...OF_POD, uid: "uid-of-before" };
    expect(belongsToFormerPod(set, claim(former), PLACE)).toBe(true);
    expect(belongsToFormerPod(set, claim(OF_POD), PLACE)).toBe(false);
    expect(isOwnerUpToDate(set, claim(former), PLACE)).toBe(true);
  });
});
