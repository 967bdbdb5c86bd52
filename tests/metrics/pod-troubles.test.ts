// What went wrong with pods during a run.

import { describe, expect, it } from "vitest";

import { PodTroubles } from "../../src/metrics/pod-troubles.ts";

function container(restartCount: number) {
  return { name: "main", isReady: true, restartCount, state: { kind: "running", startedUs: 0 } } as const;
}

describe("troubles of pods", () => {
  it("keeps the latest count of restarts over all containers of a pod", () => {
    const troubles = new PodTroubles();
    troubles.hearOfContainers({ kind: "pod-containers", pod: 3, containers: [container(0)] });
    expect([...troubles.restarts]).toEqual([]);
    troubles.hearOfContainers({ kind: "pod-containers", pod: 3, containers: [container(1)] });
    const initContainers = [container(2)];
    troubles.hearOfContainers({ kind: "pod-containers", pod: 3, containers: [container(2)], initContainers });
    expect([...troubles.restarts]).toEqual([[3, 4]]);
  });

  it("leaves out the restarts from before the run, also over a snapshot", () => {
    const troubles = new PodTroubles();
    troubles.hearOfPlaced(3, { containers: [container(7)], initContainers: [container(1)] });
    const other = new PodTroubles();
    other.restore(troubles.snapshot());
    for (const each of [troubles, other]) {
      each.hearOfContainers({
        kind: "pod-containers",
        pod: 3,
        containers: [container(7)],
        initContainers: [container(1)],
      });
      expect([...each.restarts]).toEqual([]);
      each.hearOfContainers({
        kind: "pod-containers",
        pod: 3,
        containers: [container(9)],
        initContainers: [container(1)],
      });
      expect([...each.restarts]).toEqual([[3, 2]]);
    }
  });

  it("knows pods that failed or were the target of a disruption, also over a snapshot", () => {
    const troubles = new PodTroubles();
    troubles.hearOfFailure(1);
    troubles.hearOfCondition(2, "DisruptionTarget");
    troubles.hearOfCondition(4, "PodReadyToStartContainers");
    const other = new PodTroubles();
    other.restore(troubles.snapshot());
    for (const each of [troubles, other]) expect([1, 2, 4].filter((pod) => each.isDisturbed(pod))).toEqual([1, 2]);
  });
});
