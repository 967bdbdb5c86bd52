// Claims and volumes: who belongs to whom.

import { describe, expect, it } from "vitest";

import {
  annotationOf,
  claimKeyOf,
  classOfClaim,
  classOfVolume,
  isBoundTo,
  isFullyBound,
  selectedNodeOf,
} from "../../../src/model/volumes/claim-binding.ts";
import { claim, claimOf, volume } from "./storage-objects.ts";

const OLD_CLASS = { "volume.beta.kubernetes.io/storage-class": "old" };

describe("a class", () => {
  it("is that of the annotation before that of the field", () => {
    expect(classOfClaim(claim("c", {}, OLD_CLASS))).toBe("old");
    expect(classOfClaim(claim("c"))).toBe("slow");
    expect(classOfVolume({ metadata: { annotations: OLD_CLASS }, spec: { storageClassName: "slow" } })).toBe("old");
    expect(classOfVolume(volume("v", "1Gi"))).toBe("slow");
  });

  it("is empty where none is named", () => {
    expect(classOfClaim({})).toBe("");
    expect(classOfVolume({})).toBe("");
  });
});

describe("a claim", () => {
  it("is fully bound when it names its volume and says so", () => {
    expect(isFullyBound(claimOf("v"))).toBe(true);
    expect(isFullyBound(claim("c", { volumeName: "v" }))).toBe(false);
    expect(isFullyBound(claim("c"))).toBe(false);
  });

  it("may have had its node chosen", () => {
    expect(selectedNodeOf(claim("c", {}, { "volume.kubernetes.io/selected-node": "n1" }))).toBe("n1");
    expect(selectedNodeOf(claim("c"))).toBeUndefined();
  });

  it("is known by namespace and name", () => {
    expect(claimKeyOf(claim("c"))).toBe("default/c");
    expect(claimKeyOf({ metadata: { name: "c" } })).toBe("default/c");
  });

  it("reads no annotation that every object has", () => {
    expect(annotationOf({}, "constructor")).toBeUndefined();
  });
});

describe("a volume is bound to a claim", () => {
  const naming = (uid?: string) =>
    volume("v", "1Gi", { claimRef: { namespace: "default", name: "c", ...(uid === undefined ? {} : { uid }) } });
  const withUid = (uid: string) => ({ ...claim("c"), metadata: { name: "c", namespace: "default", uid } });

  it.each([
    ["of its name", naming(), claim("c"), true],
    ["of its name and uid", naming("u"), withUid("u"), true],
    ["but not to an older one of its name", naming("u"), withUid("other"), false],
    ["whose uid nobody knows", naming("u"), claim("c"), true],
    ["but not to one of another name", naming(), claim("d"), false],
    ["and free ones to none", volume("v", "1Gi"), claim("c"), false],
  ])("%s", (_sentence, one, other, expected) => {
    expect(isBoundTo(one, other)).toBe(expected);
  });
});
