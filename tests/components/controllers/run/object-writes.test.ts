// What the server stores when objects are created and replaced.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import { createdObject, replacedObject } from "../../../../src/components/controllers/run/object-writes.ts";
import { replicaSet } from "./small-world.ts";

const ARRIVAL = { name: "web", namespace: "default", uid: "u1", createdAt: "2026-01-01T00:00:00Z" };

function stored(replicas: number, status?: { replicas: number }): StoredObject {
  const object = replicaSet(replicas);
  return { kind: "ReplicaSet", object: status === undefined ? object : { ...object, status } };
}

describe("an object that is created", () => {
  it("gets its defaults, its identity and its first generation", () => {
    const made = createdObject(stored(2), ARRIVAL);
    expect(made).toMatchObject({
      kind: "created",
      stored: { object: { metadata: { uid: "u1", generation: 1, creationTimestamp: ARRIVAL.createdAt } } },
    });
  });

  it("is refused where the server would refuse it", () => {
    const made = createdObject(stored(-1), ARRIVAL);
    expect(made).toMatchObject({ kind: "invalid" });
  });

  it("of a kind without rules is taken as it is", () => {
    const revision = { kind: "ControllerRevision", object: { metadata: { name: "r" }, revision: 1 } } as StoredObject;
    expect(createdObject(revision, { ...ARRIVAL, name: "r" })).toMatchObject({
      stored: { object: { revision: 1, metadata: { name: "r", uid: "u1" } } },
    });
  });
});

describe("an object that is replaced", () => {
  it("is of another generation if something else is wanted, and keeps its status", () => {
    const next = replacedObject(stored(3), stored(2, { replicas: 2 }), "spec");
    expect(next?.object).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 3 }, status: { replicas: 2 } });
  });

  it("keeps its generation and what is wanted where its status is written", () => {
    const next = replacedObject(stored(9, { replicas: 1 }), stored(2), "status");
    expect(next?.object).toMatchObject({ metadata: { generation: 1 }, spec: { replicas: 2 }, status: { replicas: 1 } });
  });

  it("takes the annotations that come with a status: a Deployment's revision does", () => {
    const { kind, object } = stored(2, { replicas: 1 });
    const metadata = { ...object.metadata, annotations: { revision: "2" } };
    const sent = { kind, object: { ...object, metadata } } as StoredObject;
    expect(replacedObject(sent, stored(2, { replicas: 1 }), "status")?.object).toMatchObject({
      metadata: { generation: 1, annotations: { revision: "2" } },
      status: { replicas: 1 },
    });
  });

  it("is no other where nothing changes", () => {
    expect(replacedObject(stored(2, { replicas: 5 }), stored(2), "spec")).toBeUndefined();
    expect(replacedObject(stored(2, { replicas: 5 }), stored(2, { replicas: 5 }), "status")).toBeUndefined();
  });
});
