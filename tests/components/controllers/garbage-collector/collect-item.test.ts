// What the collector does with one object.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { collectItem } from "../../../../src/components/controllers/garbage-collector/collect-item.ts";
import { findItem } from "../../../../src/components/controllers/garbage-collector/dependents.ts";
import type { OwnerReference } from "../../../../src/model/objects.ts";
import { fakeView, livePod, ownedBy, play } from "../fake-view.ts";
import { stored } from "./build-items.ts";

function collected(kind: string, name: string, objects: readonly StoredObject[], pods: readonly LivePod[] = []) {
  const view = fakeView({ stored: objects, pods });
  return play(collectItem(view, findItem(view, kind, "default", name)!));
}

function webPod(owners: OwnerReference = ownedBy("ReplicaSet", "web")): LivePod {
  return livePod({ name: "web-1", owner: owners });
}

const WAITING = { isDeleted: true, finalizers: ["foregroundDeletion"] };
const ORPHANING = { isDeleted: true, finalizers: ["orphan", "mine"] };

describe("an object", () => {
  it("stays while an owner is there", () => {
    expect(collected("Pod", "web-1", [stored("ReplicaSet", "web")], [webPod()]).told).toEqual([]);
  });

  it("goes in the background when its owner is gone", () => {
    expect(collected("Pod", "web-1", [], [webPod()]).writes).toEqual([
      { verb: "delete-pod", namespace: "default", name: "web-1", uid: "uid-web-1", propagation: "Background" },
    ]);
  });

  it("goes in the foreground when its owner waits and it owns something", () => {
    const app = stored("Deployment", "app", WAITING);
    const web = stored("ReplicaSet", "web", { owners: [ownedBy("Deployment", "app")] });
    expect(collected("ReplicaSet", "web", [app, web], [webPod()]).writes).toMatchObject([
      { propagation: "Foreground" },
    ]);
    expect(collected("ReplicaSet", "web", [app, web]).writes).toMatchObject([{ propagation: "Background" }]);
  });

  it("goes as its finalizer says", () => {
    const web = stored("ReplicaSet", "web", { owners: [ownedBy("Deployment", "app")], finalizers: ["orphan"] });
    expect(collected("ReplicaSet", "web", [web]).writes).toMatchObject([{ verb: "delete", propagation: "Orphan" }]);
  });

  it("forgets owners that are gone or wait if another is there", () => {
    const owners = [ownedBy("Deployment", "app"), { ...ownedBy("Deployment", "gone"), controller: false }];
    const web = stored("ReplicaSet", "web", { owners });
    expect(collected("ReplicaSet", "web", [stored("Deployment", "app"), web]).writes).toMatchObject([
      { verb: "patch", stored: { object: { metadata: { ownerReferences: [{ name: "app" }] } } } },
    ]);
  });

  it("is left alone when it is going already or belongs to nobody", () => {
    expect(
      collected("Pod", "web-1", [], [livePod({ name: "web-1", owner: ownedBy("Job", "x"), isDeleted: true })]).told,
    ).toEqual([]);
    expect(collected("Pod", "web-1", [], [livePod({ name: "web-1" })]).told).toEqual([]);
  });
});

describe("an owner that waits", () => {
  it("waits while something that blocks it is there", () => {
    expect(collected("ReplicaSet", "web", [stored("ReplicaSet", "web", WAITING)], [webPod()]).told).toEqual([]);
  });

  it("goes when nothing is left, or nothing that blocks it", () => {
    const web = stored("ReplicaSet", "web", WAITING);
    const { writes } = collected("ReplicaSet", "web", [web]);
    expect(writes).toMatchObject([{ verb: "patch", stored: { kind: "ReplicaSet" } }]);
    expect(writes[0]).not.toHaveProperty("stored.object.metadata.finalizers");
    const free = webPod({ ...ownedBy("ReplicaSet", "web"), blockOwnerDeletion: false });
    expect(collected("ReplicaSet", "web", [web], [free]).told).toEqual(["patch ReplicaSet/web"]);
  });
});

describe("an owner that leaves orphans", () => {
  it("frees what it owns, and goes", () => {
    const { writes } = collected("ReplicaSet", "web", [stored("ReplicaSet", "web", ORPHANING)], [webPod()]);
    expect(writes).toMatchObject([
      { verb: "patch-pod", name: "web-1", metadata: { ownerReferences: [] } },
      { verb: "patch", stored: { object: { metadata: { finalizers: ["mine"] } } } },
    ]);
  });

  it("waits where one cannot be freed", () => {
    const view = fakeView({ stored: [stored("ReplicaSet", "web", ORPHANING)], pods: [webPod()] });
    const refusals = { "patch-pod web-1": { kind: "refused", reason: "Timeout", message: "late" } as const };
    const { told, value } = play(collectItem(view, findItem(view, "ReplicaSet", "default", "web")!), refusals);
    expect([told, value]).toEqual([["patch-pod web-1"], { kind: "failed", message: "late" }]);
  });
});
