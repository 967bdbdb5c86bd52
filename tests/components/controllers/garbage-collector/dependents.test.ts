// Which objects name an owner.

import { describe, expect, it } from "vitest";

import {
  dependentsOf,
  findItem,
  itemKey,
  itemOfKey,
  ownerState,
  podItem,
  storedItem,
} from "../../../../src/components/controllers/garbage-collector/dependents.ts";
import { fakeView, livePod, ownedBy } from "../fake-view.ts";
import { stored } from "./build-items.ts";

const POD = livePod({ name: "web-1", owner: ownedBy("ReplicaSet", "web") });

describe("an item", () => {
  it("is found by its key", () => {
    const web = stored("ReplicaSet", "web");
    const view = fakeView({ pods: [POD], stored: [web] });
    expect(itemOfKey(view, "ReplicaSet/default/web")).toEqual(storedItem(web));
    expect(itemOfKey(view, itemKey(podItem(POD)))).toEqual(podItem(POD));
    expect(itemOfKey(view, "ReplicaSet/default/other")).toBeUndefined();
    expect(findItem(view, "Rollout", "default", "web")).toBeUndefined();
  });

  it("says who owns it and whether it is going", () => {
    const going = stored("ReplicaSet", "web", { owners: [ownedBy("Deployment", "app")], isDeleted: true });
    expect(storedItem(going)).toMatchObject({ uid: "uid-web", isDeleted: true, owners: [{ name: "app" }] });
    expect(podItem(POD)).toMatchObject({ kind: "Pod", isDeleted: false, finalizers: [] });
  });
});

describe("what an object owns", () => {
  it("is pods of a ReplicaSet and ReplicaSets of a Deployment", () => {
    const app = stored("Deployment", "app");
    const web = stored("ReplicaSet", "web", { owners: [ownedBy("Deployment", "app")] });
    const view = fakeView({
      pods: [POD, livePod({ name: "other" })],
      stored: [app, web, stored("ReplicaSet", "free")],
    });
    expect(dependentsOf(view, storedItem(app)).map(itemKey)).toEqual(["ReplicaSet/default/web"]);
    expect(dependentsOf(view, storedItem(web)).map(itemKey)).toEqual(["Pod/default/web-1"]);
  });

  it("is revisions and claims of a StatefulSet", () => {
    const owners = [ownedBy("StatefulSet", "db")];
    const db = stored("StatefulSet", "db");
    const own = [
      stored("ControllerRevision", "db-r1", { owners }),
      stored("PersistentVolumeClaim", "data", { owners }),
    ];
    expect(dependentsOf(fakeView({ stored: [db, ...own] }), storedItem(db)).map(itemKey)).toEqual([
      "ControllerRevision/default/db-r1",
      "PersistentVolumeClaim/default/data",
    ]);
  });

  it("is claims that a pod uses, if they are the pod's", () => {
    const volumes = [
      { name: "data", persistentVolumeClaim: { claimName: "data-db-0" } },
      { name: "shared", persistentVolumeClaim: { claimName: "shared" } },
      { name: "scratch", ephemeral: {} },
    ];
    const pod = livePod({ name: "db-0", spec: { volumes } });
    const owners = [{ ...ownedBy("Pod", "db-0") }];
    const view = fakeView({
      pods: [pod],
      stored: [
        stored("PersistentVolumeClaim", "data-db-0", { owners }),
        stored("PersistentVolumeClaim", "shared"),
        stored("PersistentVolumeClaim", "db-0-scratch", { owners }),
      ],
    });
    expect(dependentsOf(view, podItem(pod)).map(({ name }) => name)).toEqual(["data-db-0", "db-0-scratch"]);
  });
});

describe("an owner", () => {
  const view = fakeView({
    stored: [
      stored("ReplicaSet", "web"),
      stored("ReplicaSet", "waiting", { isDeleted: true, finalizers: ["foregroundDeletion"] }),
      stored("ReplicaSet", "held", { isDeleted: true, finalizers: ["mine"] }),
    ],
  });

  it.each([
    ["web", "solid"],
    ["waiting", "waiting"],
    ["held", "solid"],
    ["nobody", "gone"],
  ])("%s is %s", (name, state) => {
    expect(ownerState(view, "default", ownedBy("ReplicaSet", name))).toBe(state);
  });

  it("is gone where another object has its name, and there where nobody keeps its kind", () => {
    expect(ownerState(view, "default", { ...ownedBy("ReplicaSet", "web"), uid: "uid-before" })).toBe("gone");
    expect(ownerState(view, "default", ownedBy("Rollout", "web"))).toBe("solid");
  });
});
