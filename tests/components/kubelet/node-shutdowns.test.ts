// Graceful shutdowns on one node.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { DEFAULT_KUBELET_SETTINGS } from "../../../src/components/kubelet/settings.ts";
import { shutdownGroups } from "../../../src/components/kubelet/shutdown.ts";
import { node } from "../../model/build-objects.ts";
import { exactly, kubeletWorld, SECOND, type KubeletWorld, type PodParts } from "./kubelet-world.ts";

/** Twenty seconds for ordinary pods, ten for critical ones. */
const SETTINGS = { ...DEFAULT_KUBELET_SETTINGS, shutdown: shutdownGroups([], 30, 10) };

interface ShutdownWorld extends KubeletWorld {
  /** Ends of pods, and when the machine was let go. */
  readonly lines: string[];
}

function worldOf(settings = SETTINGS): ShutdownWorld {
  const world = kubeletWorld(() => undefined, exactly(2), "seed", node("n1", { cpu: 4 }), settings);
  const lines: string[] = [];
  const { cluster, engine } = world;
  cluster.observe({
    hear: ({ change }) => {
      const at = engine.now / SECOND;
      if (change.kind === "kubelet-let-go") lines.push(`${at} let go`);
      if (change.kind === "pod-ended") lines.push(`${at} ${cluster.pods.nameOf(change.pod)} ${change.reason}`);
    },
  });
  return { ...world, lines };
}

const stopping = (seconds: number, spec: PodParts["spec"] = {}): PodParts => ({
  spec: { terminationGracePeriodSeconds: 60, ...spec },
  annotations: { "plimsoll/stops-within": `${seconds}s` },
});

describe("a node that shuts down", () => {
  it("stops ordinary pods first, critical ones then, each group within its time", () => {
    const world = worldOf();
    world.bind("quick", stopping(5));
    world.bind("slow", stopping(50));
    world.bind("critical", stopping(3, { priority: 2_000_000_000 }));
    world.setHealth(100, { isShuttingDown: true });
    world.engine.run();
    expect(world.lines).toEqual([
      "105 quick Terminated",
      "120 slow Terminated",
      "123 let go",
      "123 critical Terminated",
    ]);
  });

  it("says why to each pod; one that has not started has nothing to stop", () => {
    const world = worldOf();
    const pod = world.bind("web", stopping(5));
    world.setHealth(6, { isShuttingDown: true });
    world.engine.run();
    expect(world.cluster.life.detailOf(pod).conditions).toMatchObject({
      DisruptionTarget: {
        reason: "TerminationByKubelet",
        message: "Pod was terminated in response to imminent node shutdown.",
      },
    });
    expect(world.lines).toEqual(["6 let go", "6 web Terminated"]);
  });

  it("lets its machine go at once where nothing is set", () => {
    const world = worldOf(DEFAULT_KUBELET_SETTINGS);
    world.bind("web", stopping(5));
    world.setHealth(100, { isShuttingDown: true });
    world.engine.run();
    expect(world.lines).toEqual(["100 let go"]);
  });

  it("forgets about it where it is called off, or the kubelet goes", () => {
    const world = worldOf();
    world.bind("slow", stopping(50));
    world.setHealth(100, { isShuttingDown: true });
    world.setHealth(110, {});
    world.engine.run();
    expect(world.lines).toEqual(["120 slow Terminated"]);
  });

  it("goes on as before after it was saved", () => {
    const [whole, first, second] = [worldOf(), worldOf(), worldOf()];
    for (const world of [whole, first, second]) {
      world.bind("slow", stopping(50));
      world.bind("critical", stopping(3, { priority: 2_000_000_000 }));
      world.setHealth(100, { isShuttingDown: true });
    }
    whole.engine.run();
    first.engine.run(moment(110 * SECOND));
    second.engine.run(moment(110 * SECOND));
    second.kubelet.restore(first.kubelet.snapshot());
    second.engine.run();
    expect(second.lines).toEqual(whole.lines);
  });
});
