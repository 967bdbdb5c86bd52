// The conditions of a Deployment.

import { describe, expect, it } from "vitest";

import {
  areSameConditions,
  conditionOf,
  newCondition,
  withCondition,
  withoutCondition,
} from "../../../../src/components/controllers/deployment/conditions.ts";

const OLD = newCondition("Available", "True", "Enough", "There are enough.", "1970-01-01T00:00:01Z");
const OTHER = newCondition("Progressing", "True", "Going", "It goes on.", "1970-01-01T00:00:01Z");
const LATER = "1970-01-01T00:00:09Z";

describe("a condition", () => {
  it("is found by its type", () => {
    expect(conditionOf([OTHER, OLD], "Available")).toBe(OLD);
    expect(conditionOf(undefined, "Available")).toBeUndefined();
  });

  it("is not told anew in the same words", () => {
    const conditions = [OLD, OTHER];
    expect(withCondition(conditions, newCondition("Available", "True", "Enough", "more", LATER))).toBe(conditions);
  });

  it("keeps its transition while only the reason changes", () => {
    const [, changed] = withCondition([OLD, OTHER], newCondition("Available", "True", "Plenty", "", LATER));
    expect(changed).toMatchObject({
      reason: "Plenty",
      lastTransitionTime: "1970-01-01T00:00:01Z",
      lastUpdateTime: LATER,
    });
  });

  it("goes to the end with a new transition when its status changes", () => {
    expect(withCondition([OLD, OTHER], newCondition("Available", "False", "Few", "", LATER))).toEqual([
      OTHER,
      {
        type: "Available",
        status: "False",
        reason: "Few",
        message: "",
        lastTransitionTime: LATER,
        lastUpdateTime: LATER,
      },
    ]);
  });

  it("is taken out, if it is there", () => {
    const conditions = [OLD, OTHER];
    expect(withoutCondition(conditions, "Available")).toEqual([OTHER]);
    expect(withoutCondition(conditions, "ReplicaFailure")).toBe(conditions);
  });
});

describe("lists of conditions", () => {
  it("are the same where all says the same, in the same order", () => {
    expect(areSameConditions([OLD, OTHER], [{ ...OLD }, OTHER])).toBe(true);
    expect(areSameConditions([OLD, OTHER], [OTHER, OLD])).toBe(false);
    expect(areSameConditions([OLD], [{ ...OLD, lastUpdateTime: LATER }])).toBe(false);
    expect(areSameConditions(undefined, [])).toBe(true);
    expect(areSameConditions(undefined, [OLD])).toBe(false);
  });
});
