// Room for critical pods.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { PodId } from "../../../src/cluster/pod-table.ts";
import { container, node, podAsking } from "../../model/build-objects.ts";
import { kubeletWorld, SECOND, type KubeletWorld, type PodParts } from "./kubelet-world.ts";

function asking(cpu: string, more: Readonly<Record<string, unknown>> = {}): PodParts {
  return { spec: { containers: [container({ cpu })], ...more } };
}

function small(cpu = 2): KubeletWorld {
  return kubeletWorld(undefined, undefined, undefined, node("n1", { cpu, memory: "8Gi" }));
}

/** One that is bound at 30 s. */
function bindLater({ cluster, applyAt }: KubeletWorld): PodId {
  const classId = cluster.classify(podAsking({ cpu: "2" }, { priority: 2_000_001_000 }));
  const { pod } = cluster.apply({ kind: "pod-created", classId, name: "critical" }, moment(0));
  cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(0));
  applyAt(30, { kind: "pod-bound", pod });
  return pod;
}

describe("a critical pod that finds no room", () => {
  it("is taken once others have stopped, one after the other, each with its own time", () => {
    const world = small();
    const { cluster, engine } = world;
    const victims = [
      world.bind("a", asking("1", { terminationGracePeriodSeconds: 10 })),
      world.bind("b", asking("1", { terminationGracePeriodSeconds: 20 })),
    ];
    const critical = bindLater(world);
    const taken: number[] = [];
    const events: string[] = [];
    cluster.observe({
      hear({ change, pod }) {
        if (change.kind === "pod-taken-up" && pod === critical) taken.push(engine.now / SECOND);
        if (change.kind === "event-recorded") events.push(`${change.event.name} ${change.event.message}`);
      },
    });
    engine.run();
    expect(victims.map((pod) => cluster.life.detailOf(pod))).toMatchObject([
      { reason: "Preempting", message: "Preempted in order to admit critical pod" },
      { conditions: { DisruptionTarget: { message: "Pod was preempted by Kubelet to accommodate a critical pod." } } },
    ]);
    expect(victims.map((pod) => cluster.pods.endedAtUs(pod) / SECOND)).toEqual([40, 60]);
    expect(taken).toEqual([60]);
    expect(events).toEqual(["a", "b"].map((name) => `${name} Preempted in order to admit critical pod`));
  });

  it("is turned away where too little can be freed, in the kubelet's words", () => {
    const world = small(1);
    const critical = bindLater(world);
    world.engine.run();
    expect(world.cluster.life.detailOf(critical)).toMatchObject({
      reason: "UnexpectedAdmissionError",
      message:
        "Pod was rejected: Unexpected error while attempting to recover from admission failure: " +
        "preemption: error finding a set of pods to preempt: " +
        "no set of running pods found to reclaim resources: [(res: cpu, q: 1000), ]",
    });
  });

  it("is asked about anew by a kubelet that was away meanwhile", () => {
    const world = small();
    const victims = [world.bind("a", asking("1")), world.bind("b", asking("1"))];
    const critical = bindLater(world);
    world.setHealth(40, { managesPods: false });
    world.setHealth(100, {});
    world.engine.run();
    const { pods } = world.cluster;
    expect([...victims, critical].map((pod) => pods.phaseNameOf(pod))).toEqual(["failed", "failed", "running"]);
    expect(victims.map((pod) => pods.endedAtUs(pod) / SECOND)).toEqual([130, 160]);
  });

  it("waits on in a run that was saved", () => {
    const world = small();
    world.bind("a", asking("1"));
    const critical = bindLater(world);
    world.engine.run(moment(40 * SECOND));
    const twin = small();
    twin.cluster.restore(world.cluster.snapshot());
    twin.engine.restore(world.engine.snapshot());
    twin.api.restore(world.api.snapshot());
    twin.kubelet.restore(world.kubelet.snapshot());
    for (const one of [world, twin]) {
      one.engine.run();
      expect([one.cluster.pods.phaseNameOf(critical), one.cluster.pods.startedAtUs(critical) / SECOND]).toEqual([
        "running",
        62,
      ]);
    }
  });
});
