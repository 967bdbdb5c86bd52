// The orders in which waiting pods are taken, and their packed form.

import { describe, expect, it } from "vitest";

import {
  inBackoffOrder,
  inExpiryOrder,
  inQueueOrder,
  newQueuedPod,
  packQueuedPods,
  unpackQueuedPods,
  type QueuedPod,
} from "../../../src/components/scheduler/queued-pod.ts";

function waiting(pod: number, more: Partial<QueuedPod> = {}): QueuedPod {
  return { ...newQueuedPod(pod, 0, 0, pod), expiry: 0, ...more };
}

function sorted(
  order: (left: QueuedPod, right: QueuedPod) => number,
  ...pods: readonly QueuedPod[]
): readonly number[] {
  return pods.toSorted(order).map(({ pod }) => pod);
}

describe("the order of the active queue", () => {
  it("is by priority, then by time, then by insertion", () => {
    const pods = [
      waiting(5),
      waiting(4, { timestampUs: 1 }),
      waiting(3),
      waiting(2, { priority: 1, timestampUs: 9 }),
      waiting(1, { priority: -1 }),
    ];
    expect(sorted(inQueueOrder, ...pods)).toEqual([2, 3, 5, 4, 1]);
  });
});

describe("the order of pods that back off", () => {
  const pods = [
    waiting(1, { expiry: 2, priority: 9 }),
    waiting(2, { expiry: 1 }),
    waiting(3, { expiry: 1, priority: 5, timestampUs: 8 }),
    waiting(4, { expiry: 1, priority: 5, timestampUs: 7 }),
  ];

  it("from a refusal is by the end of the backoff, then that of the active queue", () => {
    expect(sorted(inBackoffOrder, ...pods)).toEqual([4, 3, 2, 1]);
  });

  it("from an error is by the end of the backoff alone", () => {
    expect(sorted(inExpiryOrder, ...pods.toReversed())).toEqual([2, 3, 4, 1]);
  });
});

describe("packed pods", () => {
  it("are the same when unpacked, in their order", () => {
    const pods = [
      waiting(7, {
        priority: -2_000_000_000,
        timestampUs: 123_456_789_012,
        expiry: 99,
        refusedBy: 0b1011,
        gatedBy: 3,
        place: 4,
        refusals: 5,
        errors: 6,
        failures: 7,
        triedOn: 8,
      }),
      waiting(1),
    ];
    expect(unpackQueuedPods(packQueuedPods(pods))).toEqual(pods);
    expect(unpackQueuedPods(packQueuedPods([]))).toEqual([]);
  });
});
