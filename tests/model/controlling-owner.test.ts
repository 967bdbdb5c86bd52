// Who controls an object.

import { describe, expect, it } from "vitest";

import { controllingOwner } from "../../src/model/controlling-owner.ts";

const OWNER = { kind: "Node", name: "worker" };
const WEB = { kind: "ReplicaSet", name: "web", controller: true };

describe("the owner that controls an object", () => {
  it("is the first that is marked so", () => {
    const ownerReferences = [OWNER, { ...OWNER, controller: false }, WEB, { ...WEB, name: "other" }];
    expect(controllingOwner({ ownerReferences })).toBe(WEB);
  });

  it("is nobody where no owner is marked, none is named, or nothing is said", () => {
    expect(controllingOwner({ ownerReferences: [OWNER] })).toBeUndefined();
    expect(controllingOwner({ ownerReferences: [] })).toBeUndefined();
    expect(controllingOwner({ ownerReferences: null })).toBeUndefined();
    expect(controllingOwner({})).toBeUndefined();
    expect(controllingOwner(undefined)).toBeUndefined();
  });
});
