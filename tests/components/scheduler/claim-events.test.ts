// What the scheduler hears of claims to devices.

import { expect, it } from "vitest";

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { claimEventOf, claimHelps } from "../../../src/components/scheduler/claim-events.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { pod } from "../../model/build-objects.ts";

const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
const classId = cluster.classify(pod({ resourceClaims: [{ name: "g", resourceClaimName: "a" }] }));
const waiting = { name: "p", podClass: cluster.classes.get(classId) };

function changed(name: string, allocation?: object) {
  return {
    kind: "ResourceClaim",
    object: { metadata: { name, namespace: "default" }, status: { allocation } },
  } as never;
}

it("is nothing where it is another kind of object", () => {
  expect(claimEventOf({ kind: "Namespace", object: {} }, undefined)).toBeUndefined();
});

it("says whether the claim is new, and whether its devices are free", () => {
  const before = changed("a");
  expect(claimEventOf(changed("a"), undefined)).toEqual({ isNew: true, namespace: "default", name: "a", isFree: true });
  expect(claimEventOf(changed("a", {}), before)).toMatchObject({ isNew: false, isFree: false });
});

it("helps those that were refused if devices are free, or if the claim is theirs", () => {
  const heard = (name: string, allocation?: object) =>
    claimHelps(waiting, claimEventOf(changed(name, allocation), undefined)!);
  expect([heard("b"), heard("b", {}), heard("a", {})]).toEqual([true, false, true]);
});
