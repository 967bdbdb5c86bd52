// What the server stores when objects are created and replaced.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import { createdObject, isSame, replacedObject } from "../../../../src/components/controllers/run/object-writes.ts";
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

/** The rule in few words: every field of either is the same in the other. */
function isSamePlainly(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  const [one, other] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  return [...new Set([...one.keys(), ...other.keys()])].every((key) => isSamePlainly(one.get(key), other.get(key)));
}

describe("two values", () => {
  const { tree: value } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constantFrom<unknown>(undefined, null, 0, 1, "a", "b", true),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c", "0"), tie("tree"), { maxKeys: 3 }),
    ),
  }));

  it("are the same if each field of either is the same in the other, whatever their order", () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(isSame(left, right)).toBe(isSamePlainly(left, right));
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("are the same as themselves in another order, and with fields that are undefined", () => {
    fc.assert(
      fc.property(value, (left) => {
        expect(isSame(left, reversed(left))).toBe(true);
        if (typeof left === "object" && left !== null && !Array.isArray(left)) {
          expect(isSame(left, { none: undefined, ...left })).toBe(true);
          expect(isSame({ ...left, some: 1 }, left)).toBe(false);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

/** The same fields the other way round. */
function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, item]) => [key, reversed(item)]));
}
