// What makes a ReplicaSet worth a look.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { Controller, WatchEvent } from "../../../../src/components/controllers/controller.ts";
import {
  REPLICA_SET_CONTROLLER,
  REPLICATION_CONTROLLER_CONTROLLER,
} from "../../../../src/components/controllers/replica-set/replica-set-controller.ts";
import type { Snapshotable } from "../../../../src/base/snapshot.ts";
import { fakeView, livePod, ownedBy, play } from "../fake-view.ts";
import { LABELS, replicaSet, webPod } from "./build-replica-sets.ts";

const WEB = { kind: "ReplicaSet", object: replicaSet() } as const;
const VIEW = fakeView({ stored: [WEB] });

function controller(): Controller & Snapshotable {
  return REPLICA_SET_CONTROLLER.create() as Controller & Snapshotable;
}

function keys(event: WatchEvent, view = VIEW): readonly string[] {
  return controller()
    .keysAfter(event, view)
    .map(({ key, afterUs }) => (afterUs === undefined ? key : `${key} after ${afterUs}`));
}

function podEvent(type: WatchEvent["type"], pod: LivePod, before?: LivePod): WatchEvent {
  return { type, kind: "Pod", pod, ...(before === undefined ? {} : { before }) };
}

describe("a ReplicaSet is worth a look", () => {
  it("whenever it changes itself", () => {
    expect(keys({ type: "updated", kind: "ReplicaSet", stored: WEB })).toEqual(["default/web"]);
    expect(keys({ type: "added", kind: "Service", stored: { kind: "Service", object: {} } })).toEqual([]);
  });

  it("when a pod of it comes, changes or goes", () => {
    for (const type of ["added", "updated", "deleted"] as const) {
      expect(keys(podEvent(type, webPod("a")))).toEqual(["default/web"]);
    }
  });

  it("when it may adopt a pod that has come or has been let go", () => {
    const orphan = livePod({ name: "orphan", labels: LABELS });
    expect(keys(podEvent("added", orphan))).toEqual(["default/web"]);
    expect(keys(podEvent("updated", orphan, webPod("orphan")))).toEqual(["default/web", "default/web"]);
    expect(keys(podEvent("updated", orphan, orphan))).toEqual([]);
    expect(keys(podEvent("deleted", orphan))).toEqual([]);
  });

  it("not when a pod of somebody else changes, or of one of the same name that is gone", () => {
    expect(keys(podEvent("added", livePod({ name: "a", labels: LABELS, owner: ownedBy("Job", "web") })))).toEqual([]);
    const owner = { ...ownedBy("ReplicaSet", "web"), uid: "uid-before" };
    expect(keys(podEvent("added", livePod({ name: "a", labels: LABELS, owner })))).toEqual([]);
  });

  it("once more when a pod that has become ready becomes available", () => {
    const view = fakeView({
      stored: [{ kind: "ReplicaSet", object: replicaSet(3, { spec: { minReadySeconds: 5 } }) }],
    });
    const event = podEvent("updated", webPod("a"), webPod("a", { readySinceUs: undefined }));
    expect(keys(event, view)).toEqual(["default/web", "default/web after 5000000"]);
  });
});

describe("the controller", () => {
  it("does not make pods twice while it has not seen the first ones", () => {
    const own = controller();
    expect(play(own.sync(VIEW, "default/web")).told.filter((text) => text.startsWith("create-pod"))).toHaveLength(3);
    expect(play(own.sync(VIEW, "default/web")).told).toEqual(["updateStatus ReplicaSet/web"]);
    for (const name of ["a", "b", "c"]) own.keysAfter(podEvent("added", webPod(name)), VIEW);
    expect(play(own.sync(VIEW, "default/web")).told).toContain("create-pod web-");
  });

  it("waits in a copy as it does itself", () => {
    const own = controller();
    play(own.sync(VIEW, "default/web"));
    const copy = controller();
    copy.restore(own.snapshot());
    expect(play(copy.sync(VIEW, "default/web")).told).toEqual(["updateStatus ReplicaSet/web"]);
  });

  it("has nothing to do for one that is gone, and waits for nothing of it", () => {
    const own = controller();
    play(own.sync(VIEW, "default/web"));
    own.keysAfter({ type: "deleted", kind: "ReplicaSet", stored: WEB }, VIEW);
    expect(play(own.sync(fakeView({}), "default/web")).told).toEqual([]);
    expect(play(own.sync(VIEW, "default/web")).told).toContain("create-pod web-");
  });

  it("serves ReplicationControllers under their own name", () => {
    const object = {
      metadata: { name: "rc", namespace: "default", uid: "uid-rc" },
      spec: { replicas: 1, selector: LABELS },
    };
    const view = fakeView({ stored: [{ kind: "ReplicationController", object }] });
    const own = REPLICATION_CONTROLLER_CONTROLLER.create();
    expect(own.name).toBe("replicationcontroller");
    const { writes } = play(own.sync(view, "default/rc"));
    expect(writes[0]).toMatchObject({ verb: "create-pod", owner: { apiVersion: "v1", kind: "ReplicationController" } });
  });
});
