// What a request to delete does.

import { describe, expect, it } from "vitest";

import {
  beginDeletion,
  FOREGROUND_FINALIZER,
  isOver,
  ORPHAN_FINALIZER,
  podGraceSeconds,
  type DeletionWish,
} from "../../../src/model/api-server/deletion.ts";

const AT = "2026-01-01T00:00:30Z";

function wish(change: Partial<DeletionWish> = {}): DeletionWish {
  return { graceSeconds: 0, deletionTimestamp: AT, ...change };
}

describe("an object that is to be deleted", () => {
  it("goes at once where nothing holds it", () => {
    expect(beginDeletion({ name: "a" }, wish({ propagation: "Background" }))).toEqual({ kind: "removed" });
  });

  it.each([
    ["Foreground", FOREGROUND_FINALIZER],
    ["Orphan", ORPHAN_FINALIZER],
  ] as const)("stays with a finalizer where what it owns comes first: %s", (propagation, finalizer) => {
    expect(beginDeletion({ name: "a", generation: 3 }, wish({ propagation }))).toEqual({
      kind: "marked",
      metadata: {
        name: "a",
        generation: 4,
        finalizers: [finalizer],
        deletionTimestamp: AT,
        deletionGracePeriodSeconds: 0,
      },
    });
  });

  it("loses the finalizer of another way to go", () => {
    const metadata = { name: "a", finalizers: [ORPHAN_FINALIZER, "mine"] };
    expect(beginDeletion(metadata, wish({ propagation: "Foreground" }))).toMatchObject({
      metadata: { finalizers: ["mine", FOREGROUND_FINALIZER] },
    });
    expect(beginDeletion({ name: "a", finalizers: [ORPHAN_FINALIZER] }, wish({ propagation: "Background" }))).toEqual({
      kind: "removed",
    });
  });

  it("keeps its finalizers where the request does not say how", () => {
    expect(beginDeletion({ name: "a", finalizers: ["mine"] }, wish())).toMatchObject({
      kind: "marked",
      metadata: { finalizers: ["mine"] },
    });
  });

  it("is not touched by a second request that is no sooner", () => {
    const marked = { name: "a", deletionTimestamp: AT, deletionGracePeriodSeconds: 30 };
    expect(beginDeletion(marked, wish({ graceSeconds: 30 }))).toEqual({ kind: "unchanged" });
    expect(beginDeletion(marked, wish({ graceSeconds: 5 }))).toMatchObject({
      kind: "marked",
      metadata: { deletionGracePeriodSeconds: 5 },
    });
    expect(beginDeletion(marked, wish())).toEqual({ kind: "removed" });
  });

  it("takes another way to go while it is going", () => {
    const marked = { name: "a", deletionTimestamp: AT, finalizers: ["mine"] };
    expect(beginDeletion(marked, wish({ propagation: "Orphan" }))).toMatchObject({
      metadata: { finalizers: ["mine", ORPHAN_FINALIZER] },
    });
  });
});

describe("an object that is going", () => {
  it("is over without finalizers and without grace", () => {
    expect(isOver({ deletionTimestamp: AT })).toBe(true);
    expect(isOver({ deletionTimestamp: AT, finalizers: ["mine"] })).toBe(false);
    expect(isOver({ deletionTimestamp: AT, deletionGracePeriodSeconds: 30 })).toBe(false);
    expect(isOver({})).toBe(false);
  });
});

describe("the grace of a pod", () => {
  const pod = { nodeName: "n1", phase: "Running", ownGraceSeconds: 60 };

  it("is what the request says, else its own, else 30 s", () => {
    expect(podGraceSeconds(pod, 5)).toBe(5);
    expect(podGraceSeconds(pod, undefined)).toBe(60);
    expect(podGraceSeconds({ ...pod, ownGraceSeconds: undefined }, undefined)).toBe(30);
    expect(podGraceSeconds(pod, -1)).toBe(1);
  });

  it("is none where nothing of it runs", () => {
    expect(podGraceSeconds({ ...pod, nodeName: undefined }, 5)).toBe(0);
    expect(podGraceSeconds({ ...pod, phase: "Succeeded" }, undefined)).toBe(0);
  });
});
