// What makes an object worth the collector's look.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { WatchEvent } from "../../../../src/components/controllers/controller.ts";
import { GARBAGE_COLLECTOR } from "../../../../src/components/controllers/garbage-collector/garbage-collector-controller.ts";
import { fakeView, livePod, ownedBy, play } from "../fake-view.ts";
import { stored } from "./build-items.ts";

const APP = stored("Deployment", "app");
const WEB = stored("ReplicaSet", "web", { owners: [ownedBy("Deployment", "app")] });
const POD = livePod({ name: "web-1", owner: ownedBy("ReplicaSet", "web") });

function keys(event: WatchEvent, objects: readonly StoredObject[], pods: readonly LivePod[] = []): readonly string[] {
  const view = fakeView({ stored: objects, pods });
  return GARBAGE_COLLECTOR.create()
    .keysAfter(event, view)
    .map(({ key }) => key);
}

function told(type: WatchEvent["type"], object: StoredObject): WatchEvent {
  return { type, kind: object.kind, stored: object };
}

describe("the collector looks", () => {
  it("at what a deleted object owned, and at owners that waited for it", () => {
    expect(keys(told("deleted", WEB), [APP], [POD])).toEqual(["Pod/default/web-1"]);
    const waiting = stored("Deployment", "app", { isDeleted: true, finalizers: ["foregroundDeletion"] });
    expect(keys(told("deleted", WEB), [waiting], [POD])).toEqual(["Pod/default/web-1", "Deployment/default/app"]);
  });

  it("at an owner that is to go last and at all that it owns", () => {
    const waiting = stored("Deployment", "app", { isDeleted: true, finalizers: ["foregroundDeletion"] });
    expect(keys(told("updated", waiting), [waiting, WEB])).toEqual([
      "ReplicaSet/default/web",
      "Deployment/default/app",
    ]);
  });

  it("at an owner that is to leave orphans", () => {
    const orphaning = stored("Deployment", "app", { isDeleted: true, finalizers: ["orphan"] });
    expect(keys(told("updated", orphaning), [orphaning, WEB])).toEqual(["Deployment/default/app"]);
  });

  it("at what comes after its owner has gone", () => {
    expect(keys({ type: "added", kind: "Pod", pod: POD }, [])).toEqual(["Pod/default/web-1"]);
    expect(keys({ type: "added", kind: "Pod", pod: POD }, [WEB])).toEqual([]);
  });

  it("at owners of a pod that waited for its end, and at claims that were made for it", () => {
    const waiting = stored("ReplicaSet", "web", { isDeleted: true, finalizers: ["foregroundDeletion"] });
    expect(keys({ type: "deleted", kind: "Pod", pod: POD }, [waiting])).toEqual(["ReplicaSet/default/web"]);
    expect(keys({ type: "deleted", kind: "Pod", pod: POD }, [WEB])).toEqual([]);
    const pod = livePod({ name: "db-0", spec: { volumes: [{ name: "data", ephemeral: {} }] } });
    const owner = { ...ownedBy("Pod", "db-0"), uid: pod.uid };
    const claim = stored("PersistentVolumeClaim", "db-0-data", { owners: [owner] });
    expect(keys({ type: "deleted", kind: "Pod", pod }, [claim])).toEqual(["PersistentVolumeClaim/default/db-0-data"]);
  });

  it("at a pod that is to go last, and at none that is going as all do", () => {
    const going = livePod({ name: "web-1", isDeleted: true });
    expect(keys({ type: "updated", kind: "Pod", pod: going }, [])).toEqual([]);
    const { metadata, ...spec } = going.object;
    const held = { ...going, object: { ...spec, metadata: { ...metadata, finalizers: ["foregroundDeletion"] } } };
    expect(keys({ type: "updated", kind: "Pod", pod: held }, [])).toEqual(["Pod/default/web-1"]);
  });

  it("not at what is held by others, nor at nodes", () => {
    expect(keys(told("updated", stored("Deployment", "app", { isDeleted: true, finalizers: ["mine"] })), [])).toEqual(
      [],
    );
    const node = { metadata: { name: "n1" } };
    expect(keys({ type: "added", kind: "Node", node }, [])).toEqual([]);
  });
});

it("does nothing about what is gone meanwhile", () => {
  const collector = GARBAGE_COLLECTOR.create();
  expect(play(collector.sync(fakeView({}), "Pod/default/web-1")).told).toEqual([]);
  expect(play(collector.sync(fakeView({ pods: [POD] }), "Pod/default/web-1")).told).toEqual(["delete-pod web-1"]);
});
