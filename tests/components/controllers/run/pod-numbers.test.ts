// Pods in the order of their numbers.

import { describe, expect, it } from "vitest";

import { PodNumbers } from "../../../../src/components/controllers/run/pod-numbers.ts";

describe("a set of pods", () => {
  it("is in the order of numbers, however they were put in and taken out", () => {
    const pods = new PodNumbers();
    for (const pod of [1, 4, 7]) pods.add(pod);
    pods.delete(4);
    expect([...pods.inOrder()]).toEqual([1, 7]);
    pods.add(4);
    pods.add(4);
    expect([...pods.inOrder()]).toEqual([1, 4, 7]);
    pods.delete(7);
    pods.add(2);
    pods.add(9);
    expect([...pods.inOrder()]).toEqual([1, 2, 4, 9]);
  });
});
