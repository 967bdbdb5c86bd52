// From which state on a pod's story happens again.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { chosenFate, resumptionOf, type ResumableRun } from "../../../src/simulation/explain/resumed-run.ts";
import type { PodFate } from "../../../src/simulation/saved-run.ts";

const PLACED: PodFate = {
  key: "default/placed",
  attemptedAtUs: { first: 25, last: 35 },
  attempts: 2,
  phase: "running",
  isWaiting: false,
  failure: null,
  hasPreempted: false,
};
const WAITING: PodFate = { ...PLACED, key: "default/waiting", phase: "pending", isWaiting: true };
const run: ResumableRun = {
  endedAt: moment(100),
  checkpointsAtUs: [10, 20, 30, 100].map(moment),
  fates: [PLACED, WAITING],
};
const keyOf = ({ key }: PodFate) => ({ namespace: "default", name: key.split("/")[1]! });

describe("the pod that is meant at the end", () => {
  it("is the first that waits, or else the first", () => {
    expect(chosenFate(run, [PLACED, WAITING].map(keyOf))).toEqual({ fate: WAITING, waiting: 1 });
    expect(chosenFate(run, [keyOf(PLACED)])).toEqual({ fate: PLACED, waiting: 0 });
    expect(chosenFate(run, [{ namespace: "other", name: "placed" }])).toBeUndefined();
  });
});

describe("a pod's story", () => {
  it("begins before its first attempt and goes to the one that placed it", () => {
    expect(resumptionOf(run, PLACED, undefined)).toMatchObject({ checkpoint: 1, until: 35 });
    const early = { ...PLACED, attemptedAtUs: { first: 10, last: 10 } };
    expect(resumptionOf(run, early, undefined)).toBeUndefined();
  });

  it("is over at the end for one that waits, unless only a repeated run knows all of it", () => {
    expect(resumptionOf(run, WAITING, moment(500))).toMatchObject({ checkpoint: 3, until: 100 });
    expect(resumptionOf(run, { ...WAITING, hasPreempted: true }, undefined)).toBeUndefined();
  });

  it("goes to the moment that is asked about", () => {
    expect(resumptionOf(run, PLACED, moment(60))).toMatchObject({ checkpoint: 1, until: 60 });
    expect(resumptionOf(run, PLACED, moment(15))).toMatchObject({ checkpoint: 0, until: 15 });
    expect(resumptionOf(run, { ...WAITING, attemptedAtUs: null }, moment(60))).toBeUndefined();
  });
});
