// The disk of images of one node: a thousand megabytes, pulled at a hundred a second.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { DEFAULT_KUBELET_SETTINGS, type KubeletSettings } from "../../../src/components/kubelet/settings.ts";
import { node } from "../../model/build-objects.ts";
import { exactly, kubeletWorld, SECOND, type KubeletWorld, type PodParts } from "./kubelet-world.ts";

const MEGABYTE = 1_000_000;

const SMALL: KubeletSettings = { ...DEFAULT_KUBELET_SETTINGS, imageFsBytes: 1000 * MEGABYTE };
/** Nothing is evicted for want of disk. */
const PATIENT: KubeletSettings = { ...SMALL, thresholds: [] };

interface DiskWorld extends KubeletWorld {
  readonly lines: string[];
}

function worldOf(settings: KubeletSettings): DiskWorld {
  const world = kubeletWorld(() => undefined, exactly(2), "seed", node("n1", { cpu: 4, memory: "1Gi" }), settings);
  const lines: string[] = [];
  const { cluster, engine } = world;
  cluster.observe({
    hear: ({ change }) => {
      const at = engine.now / SECOND;
      if (change.kind === "pod-started") lines.push(`${at} ${cluster.pods.nameOf(change.pod)} started`);
      if (change.kind === "pod-ended")
        lines.push(`${at} ${cluster.pods.nameOf(change.pod)} ${change.reason ?? "ended"}`);
      if (change.kind === "event-recorded" && change.event.kind === "Node") lines.push(`${at} ${change.event.reason}`);
      if (change.kind === "kubelet-pressure") {
        lines.push(`${at} ${change.conditions.map(({ type }) => type).join() || "well"}`);
      }
    },
  });
  return { ...world, lines };
}

/** A pod with an image of so many megabytes, which ends by itself after a while. */
const pulling = (image: string, megabytes: number, exitAfter?: string): PodParts => ({
  spec: { containers: [{ name: "app", image }], restartPolicy: "Never", terminationGracePeriodSeconds: 1 },
  annotations: {
    "plimsoll/image-size": `${megabytes}M`,
    ...(exitAfter === undefined ? {} : { "plimsoll/exit-after": exitAfter }),
    "plimsoll/stops-within": "0s",
  },
});

/** Runs as long as anything is told. */
function run(world: DiskWorld, untilSeconds: number): void {
  world.engine.scheduleHook(moment(untilSeconds * SECOND), "api", () => {});
  world.engine.run(moment(untilSeconds * SECOND));
}

describe("images that nothing uses", () => {
  it("go at a look when the disk is fuller than it may be, once they are old enough", () => {
    const world = worldOf(PATIENT);
    world.bind("a", pulling("a", 500, "30s"));
    world.bind("b", pulling("b", 400));
    run(world, 500);
    expect(world.lines).toEqual(["12.5 a started", "17 b started", "42.5 a ended", "300 FreeDiskSpaceFailed"]);
    // At 600 s the image may go, and nothing is left to complain of.
    run(world, 2000);
    expect(world.lines).toHaveLength(4);
  });

  it("stay where there is room, and cost no looks", () => {
    const world = worldOf(PATIENT);
    world.bind("a", pulling("a", 500, "30s"));
    const { at } = world.engine.run();
    expect(at).toBe(42.5 * SECOND);
  });
});

describe("a disk that is full of images in use", () => {
  it("costs pods their place, and images go with them where they need not be old", () => {
    const world = worldOf({ ...SMALL, images: { ...SMALL.images, minimumAgeUs: 0 } });
    world.bind("a", pulling("a", 500));
    world.bind("b", pulling("b", 400));
    world.engine.run();
    expect(world.lines).toEqual([
      "12.5 a started",
      "17 b started",
      "20 DiskPressure",
      "20 EvictionThresholdMet",
      "20 a Evicted",
      // Its image goes now.
      "21 EvictionThresholdMet",
      "321 well",
    ]);
  });

  it("is relieved by what nobody uses first", () => {
    const world = worldOf({ ...SMALL, images: { ...SMALL.images, minimumAgeUs: 0 } });
    world.bind("a", pulling("a", 500, "1s"));
    world.bind("b", pulling("b", 400));
    world.engine.run();
    expect(world.lines.filter((line) => line.endsWith("Evicted"))).toEqual([]);
    expect(world.lines).toContain("20 DiskPressure");
  });

  it("goes on as before after it was saved", () => {
    const [whole, first, second] = [worldOf(SMALL), worldOf(SMALL), worldOf(SMALL)];
    for (const world of [whole, first, second]) {
      world.bind("a", pulling("a", 500, "100s"));
      world.bind("b", pulling("b", 400));
    }
    whole.engine.run();
    first.engine.run(moment(18 * SECOND));
    second.engine.restore(first.engine.snapshot());
    second.cluster.restore(first.cluster.snapshot());
    second.api.restore(first.api.snapshot());
    second.kubelet.restore(first.kubelet.snapshot());
    second.engine.run();
    expect(second.engine.now).toBe(whole.engine.now);
    expect(second.cluster.snapshot()).toEqual(whole.cluster.snapshot());
  });
});
