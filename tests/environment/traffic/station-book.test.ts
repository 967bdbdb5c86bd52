// Pods as stations of a network of services.

import { describe, expect, it } from "vitest";

import { HEALTHY_KUBELET } from "../../../src/cluster/kubelet-health.ts";
import { SECOND, storedService, storedSlice, stepsOf, toldUntil, trafficWorld, WEB } from "./traffic-world.ts";

const STEADY = stepsOf([0, 10]);

describe("a pod as a station", () => {
  function webWith(annotations: Readonly<Record<string, string>>, spec = {}) {
    const world = trafficWorld([WEB], [STEADY]);
    world.apply(storedService("web"));
    const pod = world.place("web", "a", spec, annotations);
    world.apply(storedSlice("web", "a"));
    world.begin();
    return { world, pod };
  }
  const afterBegin = (world: ReturnType<typeof trafficWorld>) => toldUntil(world, 100).slice(3);

  it("is another one after its container was started again", () => {
    const { world, pod } = webWith({});
    const main = { name: "main", isReady: false, restartCount: 1 };
    const waiting = { ...main, state: { kind: "waiting", reason: "CrashLoopBackOff" } } as const;
    const running = { ...main, state: { kind: "running", startedUs: 5 * SECOND } } as const;
    world.at(4, () => world.apply({ kind: "pod-containers", pod, containers: [waiting] }));
    world.at(5, () => world.apply({ kind: "pod-containers", pod, containers: [running] }));
    expect(afterBegin(world)).toEqual(["4 s: close 1", "5 s: open 2 for 0 in a: 4 cores at 1", "5 s: route 0: 2"]);
  });

  it("takes no more requests once it is asked to stop and its preStop hook is over", () => {
    const hook = { preStop: { sleep: { seconds: 5 } } };
    const spec = { containers: [{ name: "main", lifecycle: hook }] };
    const { world, pod } = webWith({ "plimsoll/stops-within": "10s" }, spec);
    world.at(2, () => world.apply({ kind: "pod-terminating", pod }));
    expect(afterBegin(world)).toEqual(["7 s: drain 1"]);
  });

  it("goes on taking them until it is killed if it does not heed SIGTERM", () => {
    const { world, pod } = webWith({});
    world.at(2, () => world.apply({ kind: "pod-terminating", pod }));
    world.at(32, () => world.apply({ kind: "pod-deleted", pod }));
    expect(afterBegin(world)).toEqual(["32 s: close 1"]);
  });

  it("answers nobody while its machine stands still", () => {
    const { world } = webWith({});
    const still = { ...HEALTHY_KUBELET, runsContainers: false, standsStill: true };
    world.at(2, () => world.apply({ kind: "kubelet-changed", node: 0, health: still }));
    world.at(3, () => world.apply({ kind: "kubelet-changed", node: 0, health: HEALTHY_KUBELET }));
    expect(afterBegin(world)).toEqual(["2 s: 1: 0 cores at 0", "3 s: 1: 4 cores at 1"]);
  });

  it("is another one after a restart of which only the end was told", () => {
    const { world, pod } = webWith({});
    const main = { name: "main", isReady: true };
    const again = (atSeconds: number) =>
      ({ ...main, restartCount: atSeconds, state: { kind: "running", startedUs: atSeconds * SECOND } }) as const;
    world.at(5, () => world.apply({ kind: "pod-containers", pod, containers: [again(4)] }));
    world.at(6, () => world.apply({ kind: "pod-containers", pod, containers: [again(4)] }));
    expect(afterBegin(world)).toEqual(["5 s: close 1", "5 s: open 2 for 0 in a: 4 cores at 1", "5 s: route 0: 2"]);
  });

  it("works more slowly while it warms up, each time that its container starts", () => {
    const { world, pod } = webWith({ "plimsoll/warm-up": "0.25@0s,0.25@10s,1@10s" });
    const running = {
      name: "main",
      isReady: true,
      restartCount: 1,
      state: { kind: "running", startedUs: 50 * SECOND },
    };
    world.at(50, () => world.apply({ kind: "pod-containers", pod, containers: [running as never] }));
    expect(toldUntil(world, 100).filter((text) => text.includes("cores"))).toEqual([
      "0 s: open 1 for 0 in a: 4 cores at 0.25",
      "10 s: 1: 4 cores at 1",
      "50 s: open 2 for 0 in a: 4 cores at 0.25",
      "60 s: 2: 4 cores at 1",
    ]);
  });
});
