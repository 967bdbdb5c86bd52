// What a StatefulSet says of itself.

import { describe, expect, it } from "vitest";

import { placeOfPod } from "../../../../src/components/controllers/stateful-set/set-pods.ts";
import { countReplicas, writeStatus } from "../../../../src/components/controllers/stateful-set/set-status.ts";
import { fakeView, play } from "../fake-view.ts";
import { revisionOf, setPod, statefulSet } from "./build-sets.ts";

const OLD = revisionOf(statefulSet());
const NEW = revisionOf(statefulSet({}, {}, "db:v2"), 2);
const REVISIONS = { current: OLD, update: NEW, collisionCount: 0 };

it("counts pods that are there, by readiness and by revision", () => {
  const pods = [
    setPod(0, OLD, { readySinceUs: 0 }),
    setPod(1, OLD, { readySinceUs: 8_000_000 }),
    setPod(2, NEW, { readySinceUs: undefined, phase: "Pending" }),
    setPod(3, NEW, { isDeleted: true }),
  ];
  expect(countReplicas(pods.map(placeOfPod), REVISIONS, 5, 10_000_000)).toEqual({
    replicas: 4,
    ready: 3,
    available: 2,
    current: 2,
    updated: 1,
  });
});

describe("the status", () => {
  const set = statefulSet();
  const counts = { replicas: 3, ready: 3, available: 2, current: 1, updated: 2 };
  const names = { currentRevision: OLD.metadata!.name!, updateRevision: NEW.metadata!.name! };
  const view = fakeView({ stored: [{ kind: "StatefulSet", object: set }] });

  it("is written where it says something new, without counts of none", () => {
    const { writes } = play(writeStatus(view, set, { ...counts, available: 0 }, REVISIONS));
    expect(writes).toMatchObject([{ verb: "updateStatus" }]);
    const status = {
      observedGeneration: 1,
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 1,
      updatedReplicas: 2,
      ...names,
      collisionCount: 0,
    };
    expect(writes).toEqual([{ verb: "updateStatus", stored: { kind: "StatefulSet", object: { ...set, status } } }]);
    expect(play(writeStatus(view, { ...set, status }, { ...counts, available: 0 }, REVISIONS)).writes).toEqual([]);
  });

  it("ends a rolling update when all pods are ready and of the wanted revision", () => {
    const complete = { replicas: 3, ready: 3, available: 0, current: 0, updated: 3 };
    const written = (other: object) => {
      const [write] = play(writeStatus(view, { ...set, spec: { ...set.spec, ...other } }, complete, REVISIONS)).writes;
      return write;
    };
    expect(written({})).toMatchObject({
      stored: { object: { status: { currentRevision: NEW.metadata!.name, currentReplicas: 3 } } },
    });
    expect(written({ updateStrategy: { type: "OnDelete" } })).toMatchObject({
      stored: { object: { status: { currentRevision: OLD.metadata!.name } } },
    });
  });

  it("is tried again while somebody else writes it, and not after other refusals", () => {
    const conflict = { kind: "refused", reason: "Conflict", message: "changed" } as const;
    const attempts = (refusal: typeof conflict | { kind: "refused"; reason: "Timeout"; message: string }) =>
      play(writeStatus(view, set, counts, REVISIONS), { "updateStatus StatefulSet/db": refusal });
    expect(attempts(conflict)).toMatchObject({ value: "changed", told: { length: 5 } });
    expect(attempts({ ...conflict, reason: "Timeout" })).toMatchObject({ value: "changed", told: { length: 1 } });
  });
});
