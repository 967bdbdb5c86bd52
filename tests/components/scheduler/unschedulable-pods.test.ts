// Pods that wait for the cluster to change, and which plugins refused them.

import { describe, expect, it } from "vitest";

import { newQueuedPod, type QueuedPod } from "../../../src/components/scheduler/queued-pod.ts";
import { UnschedulablePods } from "../../../src/components/scheduler/unschedulable-pods.ts";

function waiting(pod: number, refusedBy: number): QueuedPod {
  return { ...newQueuedPod(pod, 0, 0, pod), refusedBy };
}

function setsIn(pods: UnschedulablePods): readonly number[] {
  const sets: number[] = [];
  pods.anyRefusedBy((set) => sets.push(set) < 0);
  return sets;
}

describe("pods that wait", () => {
  it("stand in the order of coming, and are known by the plugins that refused them", () => {
    const pods = new UnschedulablePods();
    const [first, second] = [waiting(7, 1), waiting(3, 2)];
    for (const entry of [first, second]) pods.add(entry);
    expect([...pods.values()].map(({ pod }) => pod)).toEqual([7, 3]);
    expect(setsIn(pods)).toEqual([1, 2]);
    expect([1, 2, 3].map((set) => pods.anyRefusedBy((other) => other === set))).toEqual([true, true, false]);
    pods.delete(second);
    expect([pods.size, ...setsIn(pods)]).toEqual([1, 1]);
  });

  it("are counted once, however often one is taken out", () => {
    const pods = new UnschedulablePods();
    const entry = waiting(1, 40);
    pods.add(entry);
    pods.add(waiting(2, 40));
    for (let times = 0; times < 3; times += 1) pods.delete(entry);
    expect(setsIn(pods)).toEqual([40]);
    pods.clear();
    expect([pods.size, ...setsIn(pods)]).toEqual([0]);
  });
});
