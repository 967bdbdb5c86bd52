// Pods of a StatefulSet: names, ordinals, places.

import { describe, expect, it } from "vitest";

import {
  emptyPlace,
  hasIdentity,
  identityLabels,
  isInRange,
  isUnavailable,
  parentAndOrdinal,
  placeOfPod,
  templateOf,
} from "../../../../src/components/controllers/stateful-set/set-pods.ts";
import { revisionOf, setPod, statefulSet } from "./build-sets.ts";

const SET = statefulSet();
const REVISION = revisionOf(SET);

it("reads whose a pod is and its ordinal from its name", () => {
  expect(["db-0", "my-db-12", "db", "db-x", "db--1", "db-99999999999"].map(parentAndOrdinal)).toEqual([
    { parent: "db", ordinal: 0 },
    { parent: "my-db", ordinal: 12 },
    { parent: "", ordinal: -1 },
    { parent: "", ordinal: -1 },
    { parent: "db-", ordinal: 1 },
    { parent: "db", ordinal: -1 },
  ]);
});

it("counts ordinals from where the set begins", () => {
  const set = statefulSet({ replicas: 2, ordinals: { start: 4 } });
  expect([3, 4, 5, 6].map((ordinal) => isInRange(set, ordinal))).toEqual([false, true, true, false]);
});

describe("a place", () => {
  it("is that of a pod, with its revision", () => {
    const pod = setPod(1, REVISION);
    expect(placeOfPod(pod)).toEqual({
      ordinal: 1,
      name: "db-1",
      uid: "uid-db-1",
      revision: REVISION.metadata!.name,
      pod,
    });
  });

  it("without a pod is unavailable and has what it will have", () => {
    const place = emptyPlace(SET, 2, REVISION);
    expect(place).toMatchObject({ name: "db-2", uid: "", revision: REVISION.metadata!.name });
    expect(isUnavailable(place, 0, 0)).toBe(true);
    expect(hasIdentity(SET, place)).toBe(true);
  });

  it("is left by a pod that is going, though it is ready", () => {
    expect(isUnavailable(placeOfPod(setPod(0, REVISION)), 0, 0)).toBe(false);
    expect(isUnavailable(placeOfPod(setPod(0, REVISION, { isDeleted: true })), 0, 0)).toBe(true);
  });

  it("knows whether its pod has the label of its name", () => {
    const named = { app: "db", ...identityLabels(placeOfPod(setPod(0, REVISION))) };
    expect(hasIdentity(SET, placeOfPod(setPod(0, REVISION, { labels: named })))).toBe(true);
    expect(hasIdentity(SET, placeOfPod(setPod(0, REVISION, { labels: { app: "db" } })))).toBe(false);
    expect(hasIdentity(SET, placeOfPod(setPod(0, REVISION, { name: "db-00", labels: named })))).toBe(false);
  });
});

it("makes all pods of a revision of one object that has the revision's name as a label", () => {
  const template = templateOf(REVISION);
  expect(template).toBe(templateOf(REVISION));
  expect(template.metadata.labels).toEqual({ app: "db", "controller-revision-hash": REVISION.metadata!.name });
});
