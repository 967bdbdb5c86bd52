// When a pod is ready, when it is available, and how long until then.

import { describe, expect, it } from "vitest";

import {
  isAvailable,
  readinessOf,
  untilAvailableUs,
  untilNextAvailableUs,
  type PodReadiness,
} from "../../../src/model/ranking/pod-readiness.ts";

const SECOND_US = 1_000_000;
const NOW_US = 100 * SECOND_US;

const readySince = (changedAtUs: number | undefined): PodReadiness => ({ isReady: true, changedAtUs });

describe("readiness", () => {
  const moment = (text: string | undefined): number | undefined => (text === undefined ? undefined : text.length);

  it.each([
    ["no status", undefined, { isReady: false, changedAtUs: undefined }],
    [
      "no condition",
      { conditions: [{ type: "Initialized", status: "True" }] },
      { isReady: false, changedAtUs: undefined },
    ],
    [
      "the first of two conditions",
      {
        conditions: [
          { type: "Ready", status: "Unknown", lastTransitionTime: "a" },
          { type: "Ready", status: "True", lastTransitionTime: "ab" },
        ],
      },
      { isReady: false, changedAtUs: 1 },
    ],
    ["a condition without a time", { conditions: [{ type: "Ready", status: "True" }] }, readySince(undefined)],
  ])("is read from %s", (_sentence, status, expected) => {
    expect(readinessOf(status === undefined ? {} : { status }, moment)).toEqual(expected);
  });
});

describe("a pod is available", () => {
  it.each<[string, PodReadiness, number, boolean, number | undefined]>([
    ["at once without a least time", readySince(NOW_US + 5), 0, true, undefined],
    ["not without being ready", { isReady: false, changedAtUs: 0 }, 10, false, undefined],
    ["after its least time", readySince(NOW_US - 10 * SECOND_US), 10, true, undefined],
    ["not a moment earlier", readySince(NOW_US - 10 * SECOND_US + 1), 10, false, 1],
    ["not if its moment is not known", readySince(undefined), 10, false, undefined],
    ["before its moment with a least time below 0", readySince(NOW_US + SECOND_US), -1, true, undefined],
  ])("%s", (_sentence, readiness, minReadySeconds, available, waitUs) => {
    expect(isAvailable(readiness, minReadySeconds, NOW_US)).toBe(available);
    expect(untilAvailableUs(readiness, minReadySeconds, NOW_US)).toBe(waitUs);
  });

  it("one after the other: the first of those that wait counts", () => {
    const pods = [readySince(0), readySince(NOW_US - 1), readySince(NOW_US - 3), { isReady: false, changedAtUs: 0 }];
    expect(untilNextAvailableUs(pods, 10, NOW_US)).toBe(10 * SECOND_US - 3);
    expect(untilNextAvailableUs([], 10, NOW_US)).toBeUndefined();
  });
});
