// Which pods kubelets take, and what becomes of the others.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { RecordedEvent } from "../../../src/cluster/change.ts";
import { HEALTHY_KUBELET } from "../../../src/cluster/kubelet-health.ts";
import { container, node } from "../../model/build-objects.ts";
import { kubeletWorld, type KubeletWorld } from "./kubelet-world.ts";

function asking(cpu: string, more: Readonly<Record<string, unknown>> = {}) {
  return { spec: { containers: [container({ cpu })], ...more } };
}

const CRITICAL = { priority: 2_000_001_000 };

function small(cpu = 2): KubeletWorld {
  return kubeletWorld(undefined, undefined, undefined, node("n1", { cpu, memory: "8Gi" }));
}

function eventsOf({ cluster }: KubeletWorld): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  cluster.observe({ hear: ({ change }) => void (change.kind === "event-recorded" && events.push(change.event)) });
  return events;
}

function phases({ cluster }: KubeletWorld, pods: readonly number[]): readonly string[] {
  return pods.map((pod) => {
    const phase = cluster.pods.phaseNameOf(pod);
    return phase === "failed" ? `failed ${cluster.life.detailOf(pod).reason}` : phase;
  });
}

describe("a pod that is bound beyond what its node has", () => {
  it("fails with the kubelet's reason, message and event, while those before it run", () => {
    const world = small();
    const events = eventsOf(world);
    const pods = [world.bind("a", asking("1500m")), world.bind("b", asking("1")), world.bind("c", asking("500m"))];
    world.engine.run();
    expect(phases(world, pods)).toEqual(["running", "failed OutOfcpu", "running"]);
    const message = "Node didn't have enough resource: cpu, requested: 1000, used: 1500, capacity: 2000";
    expect(world.cluster.life.detailOf(pods[1]!).message).toBe(`Pod was rejected: ${message}`);
    const about = { kind: "Pod", namespace: "default", name: "b" };
    expect(events).toEqual([{ ...about, type: "Warning", reason: "OutOfcpu", message }]);
  });

  it("is not taken into account for those behind it, though the API has not heard of its end", () => {
    const world = small();
    const pods = [world.bind("a", asking("3")), world.bind("b", asking("2"))];
    world.engine.run();
    expect(phases(world, pods)).toEqual(["failed OutOfcpu", "running"]);
  });

  it("is looked at after what runs short, and before the machine's going down", () => {
    const world = small();
    world.setHealth(1, { conditions: [{ type: "DiskPressure", status: "True" }] });
    const first = world.bind("a", asking("3"));
    world.engine.run();
    expect(phases(world, [first])).toEqual(["failed Evicted"]);
    const other = small();
    other.setHealth(1, { isShuttingDown: true });
    const pods = [other.bind("a", asking("3")), other.bind("b", asking("1")), other.bind("c", asking("3", CRITICAL))];
    other.engine.run();
    expect(phases(other, pods)).toEqual(["failed OutOfcpu", "failed NodeShutdown", "failed NodeShutdown"]);
  });
});

const down = { ...HEALTHY_KUBELET, managesPods: false, renewsLease: false, postsStatus: false };

describe("pods that are turned away", () => {
  const short = { conditions: [{ type: "DiskPressure", status: "True" }] };
  const ends = ({ told }: KubeletWorld) =>
    told.map(({ atSeconds, change }) => `${atSeconds} ${change.kind === "pod-ended" ? change.reason : change.kind}`);

  it("are told of one after the other", () => {
    const world = small();
    world.setHealth(1, short);
    for (const name of ["a", "b", "c"]) world.bind(name);
    world.engine.run();
    expect(ends(world)).toEqual(["5.02 Evicted", "5.04 Evicted", "5.06 Evicted"]);
  });

  it("are not told of by a kubelet that has gone meanwhile, and asked of again by the next", () => {
    const world = small();
    world.setHealth(1, short);
    for (const name of ["a", "b"]) world.bind(name);
    world.setHealth(5.03, down);
    world.setHealth(30, { ticks: "anew" });
    world.engine.run();
    expect(ends(world)).toEqual(["5.02 Evicted", "32 pod-started"]);
  });

  it("are turned away for good, though their kubelet would take them when it is asked again", () => {
    const world = small();
    world.setHealth(1, short);
    world.bind("a");
    world.setHealth(5.005, { ...short, managesPods: false });
    world.setHealth(5.01, {});
    world.engine.run();
    expect(ends(world)).toEqual(["5.02 Evicted"]);
  });

  it("are known in a run that is saved between", () => {
    const world = small();
    world.setHealth(1, short);
    for (const name of ["a", "b", "c"]) world.bind(name);
    world.engine.run(moment(5.03e6));
    const saved = world.kubelet.snapshot();
    const other = small();
    expect(other.kubelet.snapshot()).not.toEqual(saved);
    other.kubelet.restore(saved);
    expect(other.kubelet.snapshot()).toEqual(saved);
  });
});

describe("a kubelet that starts anew", () => {
  it("asks again of all that runs, the oldest first", () => {
    const world = small();
    const pods = [world.bind("a", asking("1")), world.bind("b", asking("1"))];
    world.applyAt(20, { kind: "node-updated", node: node("n1", { cpu: 1, memory: "8Gi" }) });
    world.setHealth(30, down);
    world.setHealth(40, { ticks: "anew" });
    world.engine.run();
    expect(phases(world, pods)).toEqual(["running", "failed OutOfcpu"]);
  });

  it("no longer takes those whose labels are gone; one that was only away does not ask", () => {
    for (const [ticks, phase] of [
      ["anew", "failed NodeAffinity"],
      ["as-before", "running"],
    ] as const) {
      const world = kubeletWorld(undefined, undefined, undefined, node("n1", { cpu: 1 }, { labels: { disk: "ssd" } }));
      const pod = world.bind("a", asking("1", { nodeSelector: { disk: "ssd" } }));
      world.applyAt(20, { kind: "node-updated", node: node("n1", { cpu: 1 }) });
      world.setHealth(30, down);
      world.setHealth(40, { ticks });
      world.engine.run();
      expect(phases(world, [pod])).toEqual([phase]);
    }
  });

  it("makes room for its critical pods", () => {
    const world = small();
    const pods = [world.bind("a", asking("1")), world.bind("b", asking("1", CRITICAL))];
    world.applyAt(20, { kind: "node-updated", node: node("n1", { cpu: 1, memory: "8Gi" }) });
    world.setHealth(30, down);
    world.setHealth(40, { ticks: "anew" });
    world.engine.run();
    expect(phases(world, pods)).toEqual(["failed Preempting", "running"]);
  });
});
