// The memory's slots.

import { describe, expect, it } from "vitest";

import { AutoscalerMemory } from "../../../../src/components/controllers/horizontal-pod-autoscaler/autoscaler-memory.ts";
import { SECOND } from "./small-autoscaling.ts";

const MINUTES_5 = 300 * SECOND;

function recommendations(memory: AutoscalerMemory): readonly (readonly [number, number])[] {
  return memory.saved().recommendations.map(({ replicas, atUs }) => [replicas, atUs / SECOND]);
}

describe("recommendations", () => {
  it("begin with what was there, once", () => {
    const memory = new AutoscalerMemory();
    memory.begin(3, 0);
    memory.begin(9, 15 * SECOND);
    expect(recommendations(memory)).toEqual([[3, 0]]);
  });

  it("count to the very end of a span for an autoscaler without behavior", () => {
    const memory = new AutoscalerMemory();
    memory.begin(9, 0);
    expect(memory.recommend(2, MINUTES_5, MINUTES_5)).toBe(9);
    expect(memory.recommend(2, MINUTES_5, MINUTES_5 + 1)).toBe(2);
  });

  it("do not count at the end of a span for one with behavior", () => {
    const memory = new AutoscalerMemory();
    memory.begin(9, 0);
    expect(memory.recommendWithin(2, 0, MINUTES_5, MINUTES_5)).toEqual({ lowest: 2, highest: 2 });
  });

  it("take the last slot that is too old, and leave the others for a span that grows", () => {
    const memory = new AutoscalerMemory();
    for (const [at, replicas] of [
      [0, 7],
      [15, 8],
      [30, 5],
    ] as const)
      memory.recommendWithin(replicas, 0, MINUTES_5, at * SECOND);
    memory.recommendWithin(4, 0, 10 * SECOND, 60 * SECOND);
    expect(recommendations(memory)).toEqual([
      [7, 0],
      [8, 15],
      [4, 60],
    ]);
    expect(memory.recommendWithin(1, 0, MINUTES_5, 75 * SECOND)).toEqual({ lowest: 1, highest: 8 });
  });
});

describe("the same wish again", () => {
  it("is taken in where it leaves the target as it is, and else nothing is", () => {
    const steady = new AutoscalerMemory();
    steady.begin(3, 0);
    expect(steady.repeats(2, 3, MINUTES_5, MINUTES_5)).toBe(true);
    const before = steady.saved();
    expect(steady.repeats(2, 3, MINUTES_5, MINUTES_5 + 1)).toBe(false);
    expect(steady.saved()).toEqual(before);
    expect(steady.repeatsWithin(2, 2, 0, MINUTES_5, 2 * MINUTES_5)).toBe(true);
    expect(steady.repeatsWithin(2, 3, 0, MINUTES_5, 2 * MINUTES_5)).toBe(false);
  });
});

describe("scale events", () => {
  it("count within a period whose beginning does not belong to it", () => {
    const memory = new AutoscalerMemory();
    memory.noteAdded(4, 60, 0);
    memory.noteRemoved(1, 60, 30 * SECOND);
    expect([memory.addedWithin(60, 60 * SECOND - 1), memory.addedWithin(60, 60 * SECOND)]).toEqual([4, 0]);
    expect(memory.removedWithin(60, 60 * SECOND)).toBe(1);
  });

  it("are written over when they are older than the periods of their own direction", () => {
    const memory = new AutoscalerMemory();
    memory.noteAdded(4, 60, 0);
    memory.noteAdded(2, 60, 61 * SECOND);
    expect(memory.addedWithin(3600, 62 * SECOND)).toBe(2);
  });

  it("stay too old once they were", () => {
    const memory = new AutoscalerMemory();
    for (const at of [0, 1]) memory.noteAdded(1, 60, at * SECOND);
    memory.noteAdded(5, 10, 30 * SECOND);
    memory.noteAdded(7, 3600, 31 * SECOND);
    expect(memory.saved().scaleUpEvents.map(({ change }) => change)).toEqual([7, 5]);
  });
});

it("comes back as it was saved", () => {
  const memory = new AutoscalerMemory();
  memory.begin(3, 0);
  memory.noteAdded(2, 60, SECOND);
  expect(AutoscalerMemory.of(memory.saved()).saved()).toEqual(memory.saved());
});
