// Which requests of a sync go out together, and which wait for others.

import { describe, expect, it } from "vitest";

import type { Change } from "../../../../src/cluster/change.ts";
import type { Write } from "../../../../src/components/controllers/controller.ts";
import { isFine, missedBy, SyncRequests } from "../../../../src/components/controllers/run/sync-requests.ts";
import type { PlannedWrite } from "../../../../src/components/controllers/run/write-planner.ts";
import { pod } from "../../../model/build-objects.ts";

const OWNER = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "u", controller: true };
const TOLD = { kind: "ReplicaSet", namespace: "x", name: "web", type: "Normal", reason: "Done" } as const;

function creation(batch?: number): Write {
  const write = { verb: "create-pod", namespace: "x", template: pod(), owner: OWNER, generateName: "web-" } as const;
  return batch === undefined ? write : { ...write, batch };
}

const DELETION: Write = { verb: "delete-pod", namespace: "x", name: "web-1", uid: "u1" };
const FREED: Write = { verb: "patch-pod", namespace: "x", name: "web-1", uid: "u1", metadata: { finalizers: [] } };
const STATUS: Write = { verb: "updateStatus", stored: { kind: "ReplicaSet", object: {} } };

function asked(...writes: readonly (readonly [Write, PlannedWrite["call"]])[]): SyncRequests {
  const requests = new SyncRequests();
  const change: Change = { kind: "pod-deleted", pod: 1 };
  for (const [write, call] of writes) {
    requests.add(write, { call, changes: [change], result: { kind: "done", name: "" } });
  }
  return requests;
}

const sizes = ({ batches }: SyncRequests) => batches.map((batch) => batch.length);

describe("requests of one sync", () => {
  it("are pods by the batch, and a status when all pods have been answered", () => {
    const made = asked(
      [creation(0), "create pods"],
      [creation(1), "create pods"],
      [creation(1), "create pods"],
      [creation(2), "create pods"],
      [STATUS, "update objects/status"],
    );
    expect(sizes(made)).toEqual([1, 2, 1, 1]);
  });

  it("are together where nobody speaks of batches", () => {
    expect(sizes(asked([creation(), "create pods"], [creation(), "create pods"]))).toEqual([2]);
  });

  it("are claims and deletions by the batch, where they have one", () => {
    const claim = { verb: "create", stored: { kind: "PersistentVolumeClaim", object: {} } } as const;
    const call = "create objects";
    expect(sizes(asked([claim, call], [claim, call]))).toEqual([1, 1]);
    const first = { ...claim, batch: 1 };
    expect(sizes(asked([first, call], [first, call], [creation(1), "create pods"], [claim, call]))).toEqual([2, 1, 1]);
    const deletions = [0, 1, 1].map((batch) => [{ ...DELETION, batch }, "delete pods"] as const);
    expect(sizes(asked(...deletions))).toEqual([1, 2]);
  });

  it("free pods and end them side by side, when those that are made have been answered", () => {
    const ended = asked(
      [creation(0), "create pods"],
      [FREED, "update pods"],
      [DELETION, "delete pods"],
      [DELETION, "delete pods"],
    );
    expect(sizes(ended)).toEqual([1, 3]);
  });

  it("are one after the other where they are about other objects", () => {
    const scale: Write = { verb: "update", stored: { kind: "ReplicaSet", object: {} } };
    expect(sizes(asked([scale, "update objects"], [scale, "update objects"]))).toEqual([1, 1]);
  });

  it("take with them what is to be told of them, and let go what changes nothing", () => {
    const requests = asked([{ verb: "event", ...TOLD, message: "first" }, "create events"]);
    requests.add(creation(0), { call: "create pods", changes: [], result: { kind: "done", name: "" } });
    requests.add({ verb: "event", ...TOLD, message: "second" }, { call: "create events", changes: [], result: DONE });
    expect(requests.events.map(({ message }) => message)).toEqual(["first", "second"]);
    expect(requests.batches).toEqual([]);
    requests.add(DELETION, { call: "delete pods", changes: [{ kind: "pod-deleted", pod: 1 }], result: DONE });
    requests.add({ verb: "event", ...TOLD, message: "third" }, { call: "create events", changes: [], result: DONE });
    expect(requests.batches[0]![0]!.events?.map(({ message }) => message)).toEqual(["third"]);
  });
});

const DONE = { kind: "done", name: "" } as const;

describe("requests that came to nothing", () => {
  it("are counted for those who wait to see them", () => {
    const { batches } = asked([creation(0), "create pods"], [DELETION, "delete pods"], [FREED, "update pods"]);
    expect(missedBy(batches.flat())).toEqual({ creations: 1, deletions: ["x/web-1"] });
  });

  it("are no failure where the pod is gone, and are where an object is", () => {
    expect([isFine("delete pods", "not-found"), isFine("update objects", "not-found")]).toEqual([true, false]);
    expect([isFine("create pods", "forbidden"), isFine("create pods", "ok")]).toEqual([false, true]);
  });
});
