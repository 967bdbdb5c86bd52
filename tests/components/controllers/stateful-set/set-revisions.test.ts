// Current and wanted revision of a StatefulSet.

import { describe, expect, it } from "vitest";

import {
  adoptRevisions,
  revisionsOf,
  settledRevisions,
  truncatedHistory,
} from "../../../../src/components/controllers/stateful-set/set-revisions.ts";
import type { ControllerRevision } from "../../../../src/model/api/types/controller-revision.ts";
import type { StatefulSet } from "../../../../src/model/api/types/workload.ts";
import { revisionData, revisionHash } from "../../../../src/model/hashing/controller-revision.ts";
import { compileLabelSet } from "../../../../src/model/label-selector.ts";
import { fakeView, ownedBy, play } from "../fake-view.ts";
import { revisionOf, setPod, statefulSet } from "./build-sets.ts";

const V1 = revisionOf(statefulSet({}, {}, "db:v1"), 1);
const V2 = revisionOf(statefulSet({}, {}, "db:v2"), 2);
const V3 = revisionOf(statefulSet({}, {}, "db:v3"), 3);

function nameOf(revision: ControllerRevision): string {
  return revision.metadata!.name!;
}

function settled(set: StatefulSet, revisions: readonly ControllerRevision[], refusals = {}) {
  const view = fakeView({ stored: revisions.map((object) => ({ kind: "ControllerRevision", object })) });
  return play(settledRevisions(view, set, revisions), refusals);
}

it("are the set's own and those of nobody, with its labels", () => {
  const orphan = { ...V2, metadata: { ...V2.metadata, ownerReferences: [] } };
  const foreign = { ...V3, metadata: { ...V3.metadata, ownerReferences: [ownedBy("StatefulSet", "other")] } };
  const unlabelled = { ...V3, metadata: { ...V3.metadata, name: "x", labels: {} } };
  const stored = [orphan, foreign, unlabelled, V1].map((object) => ({ kind: "ControllerRevision", object }) as const);
  const revisions = revisionsOf(fakeView({ stored }), statefulSet(), compileLabelSet({ app: "db" }));
  expect(revisions).toEqual([V1, orphan]);
});

describe("those of nobody", () => {
  const orphan = { ...V2, metadata: { ...V2.metadata, ownerReferences: [] } };

  it("are adopted", () => {
    const { writes, value } = play(adoptRevisions(statefulSet(), [V1, orphan]));
    expect(value).toBeUndefined();
    expect(writes).toEqual([{ verb: "patch", stored: { kind: "ControllerRevision", object: V2 } }]);
  });

  it("are not adopted by a set that is going", () => {
    const set = statefulSet();
    const going = { ...set, metadata: { ...set.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } };
    expect(play(adoptRevisions(going, [orphan]))).toMatchObject({
      writes: [],
      value: "can't adopt ControllerRevisions: default/db has just been deleted",
    });
  });
});

describe("the wanted revision", () => {
  it("is made for a new template, numbered after the last", () => {
    const { writes, value } = settled(statefulSet({}, { currentRevision: nameOf(V1) }, "db:v3"), [V1, V2]);
    expect(writes).toMatchObject([
      { verb: "create", stored: { object: { metadata: { name: nameOf(V3) }, revision: 3 } } },
    ]);
    expect(value).toMatchObject({ kind: "value", value: { current: V1, collisionCount: 0 } });
  });

  it("is the last one if that says what the template says", () => {
    const { writes, value } = settled(statefulSet({}, { currentRevision: "gone" }, "db:v2"), [V1, V2]);
    expect(writes).toEqual([]);
    expect(value).toEqual({ kind: "value", value: { current: V2, update: V2, collisionCount: 0 } });
  });

  it("is an old one with a new number after a rollback", () => {
    const { writes } = settled(statefulSet({}, {}, "db:v1"), [V1, V2]);
    expect(writes).toEqual([
      { verb: "update", stored: { kind: "ControllerRevision", object: { ...V1, revision: 3 } } },
    ]);
  });

  it("gets another name if its own is taken by another template", () => {
    const set = statefulSet({}, {}, "db:v1");
    const hash = revisionHash(revisionData(set.spec!.template!), 1);
    const taken = { ...V2, metadata: { ...V2.metadata, name: nameOf(V1) } };
    const exists = { kind: "refused", reason: "AlreadyExists", message: "exists" };
    const { told, value } = settled(set, [taken], { [`create ControllerRevision/${nameOf(V1)}`]: exists });
    expect(told).toEqual([`create ControllerRevision/${nameOf(V1)}`, `create ControllerRevision/db-${hash}`]);
    expect(value).toMatchObject({ value: { collisionCount: 1 } });
  });

  it("is the one of its name if that was just not seen yet", () => {
    const exists = { kind: "refused", reason: "AlreadyExists", message: "exists" };
    const view = fakeView({ stored: [{ kind: "ControllerRevision", object: V1 }] });
    const { value } = play(settledRevisions(view, statefulSet(), []), {
      [`create ControllerRevision/${nameOf(V1)}`]: exists as never,
    });
    expect(value).toMatchObject({ value: { update: V1, collisionCount: 0 } });
  });
});

describe("the history", () => {
  const set = statefulSet({ revisionHistoryLimit: 0 });
  const revisions = { current: V3, update: V3, collisionCount: 0 };

  it("keeps what pods have, and deletes the oldest of the rest", () => {
    const { told } = play(truncatedHistory(set, [setPod(0, V1)], [V1, V2, V3], revisions));
    expect(told).toEqual([`delete ControllerRevision/${nameOf(V2)}`]);
  });

  it("keeps as many as the limit says", () => {
    const wide = statefulSet({ revisionHistoryLimit: 2 });
    expect(play(truncatedHistory(wide, [], [V1, V2, V3], revisions)).told).toEqual([]);
    const one = statefulSet({ revisionHistoryLimit: 1 });
    expect(play(truncatedHistory(one, [], [V1, V2, V3], revisions)).told).toEqual([
      `delete ControllerRevision/${nameOf(V1)}`,
    ]);
  });
});
