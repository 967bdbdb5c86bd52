// Who controls an object.

import { expect, it } from "vitest";

import {
  controllerOf,
  controllerReference,
  isOfKindOrOrphan,
} from "../../../src/components/controllers/owner-references.ts";
import { ownedBy } from "./fake-view.ts";

it("finds the controlling owner among others, and none of an orphan", () => {
  const controlling = ownedBy("ReplicaSet", "web");
  const other = { ...ownedBy("Node", "n1"), controller: false };
  expect(controllerOf({ name: "p", ownerReferences: [other, controlling] })).toBe(controlling);
  expect(controllerOf({ name: "p", ownerReferences: [other] })).toBeUndefined();
  expect(controllerOf(undefined)).toBeUndefined();
});

it("tells the objects of one kind of owners, and orphans, from those of others", () => {
  const of = (kind: string) => ({ name: "p", ownerReferences: [ownedBy(kind, "web")] });
  expect([of("Job"), of("ReplicaSet"), {}].map((metadata) => isOfKindOrOrphan(metadata, "Job"))).toEqual([
    true,
    false,
    true,
  ]);
});

it("makes a reference that blocks the deletion of its owner", () => {
  expect(controllerReference("apps/v1", "StatefulSet", { name: "db", uid: "uid-db" })).toEqual(
    ownedBy("StatefulSet", "db"),
  );
});
