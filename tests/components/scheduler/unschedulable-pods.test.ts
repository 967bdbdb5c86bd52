// Pods that wait for the cluster to change, and how many of them each plugin refused.

import { describe, expect, it } from "vitest";

import type { QueuedPod } from "../../../src/components/scheduler/queued-pod.ts";
import { UnschedulablePods } from "../../../src/components/scheduler/unschedulable-pods.ts";

function waiting(pod: number, refusedBy: number): QueuedPod {
  return { pod, priority: 0, timestampUs: 0, ordinal: pod, expiry: 0, refusedBy };
}

describe("pods that wait", () => {
  it("stand in the order of coming, and are known by the plugins that refused them", () => {
    const pods = new UnschedulablePods();
    const [first, second] = [waiting(7, 0b01), waiting(3, 0b11)];
    for (const entry of [first, second]) pods.add(entry);
    expect([...pods.values()].map(({ pod }) => pod)).toEqual([7, 3]);
    expect([0b01, 0b10, 0b100, 0].map((plugins) => pods.anyRefusedBy(plugins))).toEqual([true, true, false, false]);
    pods.delete(second);
    expect([pods.size, pods.anyRefusedBy(0b01), pods.anyRefusedBy(0b10)]).toEqual([1, true, false]);
  });

  it("are counted once, however often one is taken out", () => {
    const pods = new UnschedulablePods();
    const entry = waiting(1, 1 << 31);
    pods.add(entry);
    pods.add(waiting(2, 1 << 31));
    for (let times = 0; times < 3; times += 1) pods.delete(entry);
    expect(pods.anyRefusedBy(1 << 31)).toBe(true);
    pods.clear();
    expect([pods.size, pods.anyRefusedBy(-1)]).toEqual([0, false]);
  });
});
