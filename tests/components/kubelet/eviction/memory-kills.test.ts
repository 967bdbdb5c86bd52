// Containers that the kernel kills because their machine has no memory left.

import { describe, expect, it } from "vitest";

import { moment } from "../../../../src/base/time.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { container, node } from "../../../model/build-objects.ts";
import { kubeletWorld, SECOND, type KubeletWorld, type PodParts } from "../kubelet-world.ts";

function using(
  use: string | undefined,
  memory: string | undefined,
  more: Readonly<Record<string, unknown>> = {},
): PodParts {
  const containers = [container(memory === undefined ? {} : { memory })];
  const spec = { containers, ...more };
  return use === undefined ? { spec } : { spec, annotations: { "plimsoll/memory-use": use } };
}

function machine(allocatable: string, capacity = allocatable): Node {
  const plain = node("n1", { cpu: 4, memory: allocatable });
  return { ...plain, status: { ...plain.status, capacity: { cpu: "4", memory: capacity, pods: "110" } } };
}

function worldOf(ofNode: Node): KubeletWorld {
  return kubeletWorld(undefined, undefined, undefined, ofNode);
}

/** Kills and their events, with their moments in seconds, until `untilSeconds`. */
function story(world: KubeletWorld, untilSeconds: number): readonly string[] {
  const { cluster, engine } = world;
  const lines: string[] = [];
  cluster.observe({
    hear({ change, pod }) {
      const at = engine.now / SECOND;
      if (change.kind === "event-recorded") lines.push(`${at} ${change.event.reason} ${change.event.message}`);
      if (change.kind !== "pod-containers") return;
      for (const { lastTerminated, state } of change.containers ?? []) {
        const last = state.kind === "terminated" ? state : lastTerminated;
        if (last !== undefined) lines.push(`${at} ${cluster.pods.nameOf(pod)} ${last.reason} ${last.exitCode}`);
      }
    },
  });
  engine.run(moment(untilSeconds * SECOND));
  return lines;
}

describe("a machine without memory", () => {
  it("kills what uses most beside its request, at that moment, and its kubelet tells of the machine", () => {
    const world = worldOf(machine("8Gi"));
    world.bind("modest", using(undefined, "2Gi"));
    world.bind("greedy", using("1Gi@0s,1Gi@15s,9Gi@15s", "1Gi"));
    // Started at 7 s; the kubelet looks at 20 s and at 30 s.
    expect(story(world, 22).slice(0, 2)).toEqual(["22 SystemOOM System OOM encountered", "22 greedy OOMKilled 137"]);
    expect(world.cluster.pods.phaseNameOf(0)).toBe("running");
  });

  it("kills a pod without requests before one that asked for much, though that uses more", () => {
    const world = worldOf(machine("8Gi"));
    world.bind("large", using("5Gi@0s,7Gi@10s", "6Gi"));
    world.bind("free", using("2Gi", undefined));
    const [told, killed] = story(world, 15);
    expect([told, killed]).toEqual(["12.000001 SystemOOM System OOM encountered", "12.000001 free OOMKilled 137"]);
  });

  it("goes on to kill while that is not enough, and spares Guaranteed pods", () => {
    const world = worldOf(machine("8Gi"));
    const amounts = { cpu: "1", memory: "4Gi" };
    const guaranteed = { containers: [{ name: "main", resources: { requests: amounts, limits: amounts } }] };
    const pods = [
      world.bind("guaranteed", using("4Gi", "4Gi", guaranteed)),
      world.bind("b", using("1Gi@0s,1Gi@10s,3Gi@10s", undefined, { restartPolicy: "Never" })),
      world.bind("c", using("1Gi@0s,1Gi@10s,6Gi@10s", undefined, { restartPolicy: "Never" })),
    ];
    expect(story(world, 17).filter((line) => line.includes("SystemOOM")).length).toBe(1);
    expect(pods.map((pod) => world.cluster.pods.phaseNameOf(pod))).toEqual(["running", "running", "failed"]);
    const full = worldOf(machine("5Gi"));
    const others = [
      full.bind("guaranteed", using("4Gi", "4Gi", guaranteed)),
      full.bind("b", using("400Mi@0s,400Mi@10s,3Gi@10s", undefined, { restartPolicy: "Never" })),
      full.bind("c", using("400Mi@0s,400Mi@10s,2Gi@10s", undefined, { restartPolicy: "Never" })),
    ];
    expect(story(full, 17).filter((line) => line.includes("SystemOOM")).length).toBe(2);
    expect(others.map((pod) => full.cluster.pods.phaseNameOf(pod))).toEqual(["running", "failed", "failed"]);
  });

  it("of which a part is reserved kills within what is set apart for pods, and its kubelet hears nothing", () => {
    const world = worldOf(machine("7Gi", "9Gi"));
    world.bind("greedy", using("1Gi@0s,1Gi@15s,9Gi@15s", "1Gi"));
    expect(story(world, 22)).toEqual(["22 greedy OOMKilled 137"]);
  });

  it("kills a container of which nothing had to be followed, and starts it again", () => {
    const world = worldOf(machine("8Gi"));
    const plain = world.bind("plain", using(undefined, "3Gi"));
    const critical = { priority: 2_000_001_000, priorityClassName: "system-node-critical" };
    world.bind("important", using("1Gi@0s,1Gi@15s,7Gi@15s,7Gi@15001ms,1Gi@15001ms", "1Gi", critical));
    expect(story(world, 30)).toContain("22 plain OOMKilled 137");
    world.engine.run(moment(60 * SECOND));
    const { containers = [] } = world.cluster.life.detailOf(plain);
    expect(containers).toMatchObject([{ restartCount: 1 }]);
  });

  it("lets a pod that is to go be gone at once", () => {
    const world = worldOf(machine("8Gi"));
    const leaving = world.bind("leaving", using("7Gi", undefined, { terminationGracePeriodSeconds: 300 }));
    world.bind("growing", using("0@0s,0@15s,4Gi@15s", "4Gi"));
    world.applyAt(10, { kind: "pod-terminating", pod: leaving });
    story(world, 30);
    expect([world.cluster.pods.phaseNameOf(leaving), world.cluster.pods.endedAtUs(leaving)]).toEqual([
      "deleted",
      22 * SECOND,
    ]);
  });

  it("waits for a kubelet that is away", () => {
    const world = worldOf(machine("8Gi"));
    world.bind("greedy", using("1Gi@0s,1Gi@15s,9Gi@15s", "1Gi"));
    world.setHealth(20, { managesPods: false });
    world.setHealth(25, {});
    expect(story(world, 26).slice(0, 2)).toEqual(["25 SystemOOM System OOM encountered", "25 greedy OOMKilled 137"]);
  });

  it("goes on in a run that was saved", () => {
    const make = () => {
      const world = worldOf(machine("8Gi"));
      world.bind("greedy", using("1Gi@0s,1Gi@15s,9Gi@15s", "1Gi"));
      return world;
    };
    const world = make();
    world.engine.run(moment(21 * SECOND));
    const twin = make();
    twin.cluster.restore(world.cluster.snapshot());
    twin.engine.restore(world.engine.snapshot());
    twin.api.restore(world.api.snapshot());
    twin.kubelet.restore(world.kubelet.snapshot());
    for (const one of [world, twin]) {
      expect(story(one, 22)).toEqual(["22 SystemOOM System OOM encountered", "22 greedy OOMKilled 137"]);
    }
  });
});
