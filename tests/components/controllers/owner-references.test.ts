// Who controls an object.

import { expect, it } from "vitest";

import { controllerOf, controllerReference } from "../../../src/components/controllers/owner-references.ts";
import { ownedBy } from "./fake-view.ts";

it("finds the controlling owner among others, and none of an orphan", () => {
  const controlling = ownedBy("ReplicaSet", "web");
  const other = { ...ownedBy("Node", "n1"), controller: false };
  expect(controllerOf({ name: "p", ownerReferences: [other, controlling] })).toBe(controlling);
  expect(controllerOf({ name: "p", ownerReferences: [other] })).toBeUndefined();
  expect(controllerOf(undefined)).toBeUndefined();
});

it("makes a reference that blocks the deletion of its owner", () => {
  expect(controllerReference("apps/v1", "StatefulSet", { name: "db", uid: "uid-db" })).toEqual(
    ownedBy("StatefulSet", "db"),
  );
});
