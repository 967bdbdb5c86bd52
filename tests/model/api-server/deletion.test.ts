// What a request to delete does.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  beginDeletion,
  FOREGROUND_FINALIZER,
  isOver,
  ORPHAN_FINALIZER,
  podEnd,
  shortenedEnd,
  type DeletionWish,
  type PodDeletion,
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

  it("keeps its finalizers while it has its grace", () => {
    const marked = { name: "a", deletionTimestamp: AT, deletionGracePeriodSeconds: 30, finalizers: ["mine"] };
    const again = wish({ graceSeconds: 30, propagation: "Orphan" });
    expect(beginDeletion(marked, again)).toEqual({ kind: "unchanged" });
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

describe("the end of a pod", () => {
  const pod = { nodeName: "n1", phase: "Running", ownGraceSeconds: 60, pending: undefined };
  const SECOND = 1_000_000;

  it("comes after what the request says, else its own grace, else 30 s, from the second of the request on", () => {
    expect(podEnd(pod, 5, 1_700_000)).toEqual({ deadlineUs: 6 * SECOND, graceSeconds: 5 });
    expect(podEnd(pod, undefined, 0)).toEqual({ deadlineUs: 60 * SECOND, graceSeconds: 60 });
    expect(podEnd({ ...pod, ownGraceSeconds: undefined }, undefined, 0).graceSeconds).toBe(30);
    expect(podEnd(pod, -1, 0).graceSeconds).toBe(1);
    expect(podEnd({ ...pod, ownGraceSeconds: -1 }, undefined, 0).graceSeconds).toBe(1);
  });

  it("is at once where nothing of it runs", () => {
    expect(podEnd({ ...pod, nodeName: undefined }, 5, 0).graceSeconds).toBe(0);
    expect(podEnd({ ...pod, phase: "Succeeded" }, undefined, 0).graceSeconds).toBe(0);
  });

  /** Asked for at second 100, with 30 s. */
  const pending: PodDeletion = { deadlineUs: 130 * SECOND, graceSeconds: 30 };

  it("stays where one that is asked for again is no sooner, or does not say how long, whatever became of the pod", () => {
    for (const phase of ["Running", "Succeeded"]) {
      const asked = { ...pod, phase, ownGraceSeconds: 5, pending };
      for (const seconds of [undefined, 30, 31]) expect(podEnd(asked, seconds, 110 * SECOND)).toBe(pending);
    }
  });

  it("comes sooner for a shorter grace, which counts from the first asking on", () => {
    const again = (seconds: number, at: number) => podEnd({ ...pod, pending }, seconds, at * SECOND);
    expect(again(20, 110)).toEqual({ deadlineUs: 120 * SECOND, graceSeconds: 20 });
    expect(again(10, 110)).toEqual({ deadlineUs: 110 * SECOND, graceSeconds: 10 });
  });

  it("does not come before the request: what is over by then gets one second, and what asks for none gets none", () => {
    const again = (seconds: number, at: number) => podEnd({ ...pod, pending }, seconds, at * SECOND);
    expect(again(10, 110.4)).toEqual({ deadlineUs: 110 * SECOND, graceSeconds: 1 });
    expect(again(-7, 115)).toEqual({ deadlineUs: 115 * SECOND, graceSeconds: 1 });
    expect(again(0, 115)).toEqual({ deadlineUs: 115 * SECOND, graceSeconds: 0 });
    expect(again(29, 500)).toEqual({ deadlineUs: 500 * SECOND, graceSeconds: 1 });
  });

  it("never comes later for being asked for again, but where it is over already", () => {
    const asked = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 200_000_000 }));
    fc.assert(
      fc.property(asked, ([seconds, laterUs]) => {
        const nowUs = 100 * SECOND + laterUs;
        const end = shortenedEnd(pending, seconds, nowUs);
        expect(end.graceSeconds).toBeLessThanOrEqual(pending.graceSeconds);
        expect(end.deadlineUs).toBeLessThanOrEqual(Math.max(pending.deadlineUs, nowUs));
        expect(end.deadlineUs % SECOND).toBe(0);
        expect(end === pending || end.deadlineUs > nowUs - SECOND).toBe(true);
        expect(shortenedEnd(end, seconds, nowUs)).toBe(end);
      }),
      { seed: 19, numRuns: 500 },
    );
  });
});
