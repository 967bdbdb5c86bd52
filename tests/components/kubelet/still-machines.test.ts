// Nodes that hang: what stood on them goes on where it was.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../../src/base/time.ts";
import { HEALTHY_KUBELET, type KubeletHealth } from "../../../src/cluster/kubelet-health.ts";
import { LivePodView } from "../../../src/cluster/live-pods.ts";
import { kubeletWorld, SECOND, STARTED_AT, type KubeletWorld } from "./kubelet-world.ts";

const START = STARTED_AT / SECOND;
const SILENT = { managesPods: false, renewsLease: false, postsStatus: false };
const HANGS: Partial<KubeletHealth> = { ...SILENT, runsContainers: false, standsStill: true };

/** What was told after its start, with its time. */
function story({ told }: KubeletWorld): readonly string[] {
  return told.slice(1).map(({ atSeconds, change }) => `${Math.round(atSeconds)} ${change.kind}`);
}

/** Of a container that its probes and its own behaviour concern; the node hangs from second 20 to second 50. */
function hung(annotations: Readonly<Record<string, string>>, probes: object = {}): KubeletWorld {
  const world = kubeletWorld();
  world.bind("web", { annotations, spec: { containers: [{ name: "app", image: "app:1", ...probes }] } });
  world.setHealth(20, HANGS);
  world.setHealth(50, {});
  return world;
}

describe("a node that hangs", () => {
  it("restarts nothing, and what others said of its pods is set right", () => {
    const world = kubeletWorld();
    const pod = world.bind("web");
    world.setHealth(20, HANGS);
    world.applyAt(40, { kind: "pod-ready", pod, ready: "False" });
    world.setHealth(50, {});
    world.engine.run();
    expect(story(world)).toEqual(["40 pod-ready", "50 pod-ready"]);
    expect(new LivePodView(world.cluster, pod).containers[0]!.restartCount).toBe(0);
  });

  it("lets containers exit later by as long as it hung", () => {
    const world = hung({ "plimsoll/exit-after": "60s" });
    world.engine.run(moment(100 * SECOND));
    expect(world.told[1]!.atSeconds).toBeGreaterThanOrEqual(START + 90);
    expect(world.told[1]!.atSeconds).toBeLessThan(START + 92);
  });

  it("lets containers become ready and unhealthy later, at the ticks of their probes", () => {
    const probes = { readinessProbe: { periodSeconds: 1, failureThreshold: 1 } };
    const world = hung({ "plimsoll/ready-after": "25s", "plimsoll/unhealthy-after": "40s" }, probes);
    world.engine.run();
    expect(story(world)).toEqual([`${START + 55} pod-ready`, `${START + 70} pod-ready`]);
  });

  it("lets pods end later by as long as it hung, twice if it hangs twice", () => {
    const world = kubeletWorld(() => seconds(60));
    const pod = world.bind("job");
    world.setHealth(20, HANGS);
    world.setHealth(50, {});
    world.setHealth(60, HANGS);
    world.setHealth(70, {});
    world.engine.run();
    expect(world.cluster.pods.endedAtUs(pod)).toBe((START + 100) * SECOND);
  });

  it("loses its containers if it crashes meanwhile", () => {
    const world = kubeletWorld();
    const pod = world.bind("web");
    world.setHealth(20, HANGS);
    world.setHealth(30, { ...SILENT, runsContainers: false });
    world.setHealth(40, HANGS);
    world.setHealth(50, {});
    world.engine.run();
    expect(new LivePodView(world.cluster, pod).containers[0]!.restartCount).toBe(1);
  });

  it("goes on in a run that was saved", () => {
    const make = () => {
      const world = kubeletWorld(() => seconds(100));
      world.bind("web", { annotations: { "plimsoll/exit-after": "60s" } });
      world.engine.run(moment(20 * SECOND));
      return world;
    };
    const [whole, copy] = [make(), make()];
    turn(whole, HANGS, 30);
    const saved = partsOf(whole).map((part) => part.snapshot());
    for (const [index, part] of partsOf(copy).entries()) part.restore(saved[index]!);
    for (const world of [whole, copy]) {
      world.engine.run(moment(50 * SECOND));
      world.told.length = 0;
      turn(world, {}, 200);
    }
    expect(copy.told).toEqual(whole.told);
    expect(story(whole).at(-1)).toBe(`${START + 130} pod-ended`);
  });
});

function partsOf({ engine, cluster, api, kubelet }: KubeletWorld) {
  return [engine, cluster, api, kubelet];
}

/** The node's health changes now, and the world goes on. */
function turn({ cluster, engine }: KubeletWorld, health: Partial<KubeletHealth>, untilSeconds: number): void {
  cluster.apply({ kind: "kubelet-changed", node: 0, health: { ...HEALTHY_KUBELET, ...health } }, engine.now);
  engine.run(moment(untilSeconds * SECOND));
}
