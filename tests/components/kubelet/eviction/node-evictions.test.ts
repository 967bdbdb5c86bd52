// Evictions for want of memory, on one node of 1 GiB for pods.

import { describe, expect, it } from "vitest";

import { moment } from "../../../../src/base/time.ts";
import type { Change } from "../../../../src/cluster/change.ts";
import { DEFAULT_KUBELET_SETTINGS } from "../../../../src/components/kubelet/settings.ts";
import { node } from "../../../model/build-objects.ts";
import { exactly, kubeletWorld, SECOND, type KubeletWorld, type PodParts } from "../kubelet-world.ts";

const machine = node("n1", { cpu: 4, memory: "1Gi" });

const TOLD: ReadonlySet<Change["kind"]> = new Set([
  "pod-started",
  "pod-ready",
  "pod-ended",
  "pod-condition",
  "kubelet-pressure",
  "event-recorded",
]);

/** A pod that requests memory, and says nothing of its use. */
const silent = (memory: string): PodParts => ({
  spec: { containers: [{ name: "app", image: "app:1", resources: { requests: { memory } } }] },
});

interface EvictionWorld extends KubeletWorld {
  readonly lines: string[];
}

function worldOf(settings = DEFAULT_KUBELET_SETTINGS): EvictionWorld {
  const world = kubeletWorld(() => undefined, exactly(2), "seed", machine, settings);
  const lines: string[] = [];
  const { cluster, engine } = world;
  cluster.observe({
    hear: ({ change }) => {
      if (TOLD.has(change.kind)) lines.push(`${engine.now / SECOND} ${short(change, world)}`);
    },
  });
  return { ...world, lines };
}

/** A pod that requests and uses memory; no request: best effort. */
function using(memoryUse: string, request?: string, spec: Readonly<Record<string, unknown>> = {}): PodParts {
  const resources = request === undefined ? {} : { resources: { requests: { memory: request } } };
  return {
    spec: { containers: [{ name: "app", image: "app:1", ...resources }], ...spec },
    annotations: { "plimsoll/memory-use": memoryUse, "plimsoll/stops-within": "0s" },
  };
}

function story({ lines }: EvictionWorld): readonly string[] {
  return lines;
}

function short(change: Change, { cluster }: KubeletWorld): string {
  if (change.kind === "kubelet-pressure") return change.conditions.map(({ type }) => type).join(" ") || "well";
  if (change.kind === "event-recorded") return `${change.event.name} ${change.event.reason}`;
  const name = "pod" in change ? cluster.pods.nameOf(change.pod) : "";
  if (change.kind === "pod-ended") return `${name} ${change.phase} ${change.reason}`;
  return `${name} ${change.kind}`;
}

describe("a node whose pods use more memory than there is", () => {
  it("evicts the one that is furthest above its request, and says why", () => {
    const world = worldOf();
    world.bind("quiet", using("400Mi", "500Mi"));
    const leak = world.bind("leak", using("200Mi@0s,800Mi@10m", "100Mi"));
    world.engine.run();
    // 1,024 MiB are used up 424 s after its start at 7 s: the look at 440 s is the first after.
    expect(story(world).slice(2)).toEqual([
      "440 MemoryPressure",
      "440 n1 EvictionThresholdMet",
      "440 leak pod-condition",
      "440 leak pod-ready",
      "440 leak Evicted",
      "440 leak failed Evicted",
      "741 well",
    ]);
    const message =
      "The node was low on resource: memory. Threshold quantity: 100Mi, available: 91Mi. " +
      "Container app was using 633Mi, request is 100Mi, has larger consumption of memory. ";
    expect(world.cluster.life.detailOf(leak).conditions).toMatchObject({
      DisruptionTarget: { status: "True", reason: "TerminationByKubelet", message },
    });
  });

  it("goes on to evict while too little is left, a look after each pod that is gone", () => {
    const world = worldOf();
    for (const name of ["a", "c"]) world.bind(name, using("30Mi@0s,30Mi@1m,40Mi@1m", "10Mi"));
    world.bind("b", using("900Mi@0s,900Mi@1m,1000Mi@1m", "10Mi", { priority: 1 }));
    world.engine.run();
    expect(story(world).filter((line) => line.includes("failed"))).toEqual([
      "70 a failed Evicted",
      "71 c failed Evicted",
    ]);
  });

  it("keeps system pods, and looks on without keeping the run going", () => {
    const world = worldOf();
    world.bind("system", using("1100Mi", undefined, { priority: 2_000_001_000 }));
    const { at } = world.engine.run();
    expect(at).toBe(10 * SECOND);
    expect(story(world).filter((line) => line.includes("failed"))).toEqual([]);
  });

  it("counts pods that say nothing by their requests, and finds nothing to do where they stay within them", () => {
    const fits = worldOf();
    fits.bind("a", using("512Mi", "512Mi"));
    fits.bind("silent", silent("512Mi"));
    fits.bind("best-effort");
    expect(fits.engine.run().at).toBe(7 * SECOND);
    const world = worldOf();
    world.bind("a", using("513Mi", "512Mi"));
    world.bind("silent", silent("512Mi"));
    world.engine.run();
    expect(story(world).find((line) => line.endsWith("failed Evicted"))).toBe("10 a failed Evicted");
  });

  it("waits out a soft threshold, and gives the pod the time that it may have", () => {
    const soft = {
      ...DEFAULT_KUBELET_SETTINGS,
      longestEvictionGraceSeconds: 20,
      thresholds: [
        ...DEFAULT_KUBELET_SETTINGS.thresholds,
        {
          signal: "memory.available" as const,
          value: { kind: "amount" as const, amount: 300 * 1024 * 1024, text: "300Mi" },
          graceUs: 60 * SECOND,
          minimumReclaim: undefined,
        },
      ],
    };
    const world = worldOf(soft);
    const parts = using("900Mi", "100Mi");
    world.bind("big", { ...parts, annotations: { "plimsoll/memory-use": "900Mi" } });
    world.engine.run();
    expect(story(world).slice(1)).toEqual([
      "10 MemoryPressure",
      "70 n1 EvictionThresholdMet",
      "70 big pod-condition",
      "70 big pod-ready",
      "70 big Evicted",
      "90 big failed Evicted",
      "370 well",
    ]);
  });

  it("looks at nothing while its kubelet is gone, and begins anew when it is back", () => {
    const world = worldOf();
    world.bind("leak", using("200Mi@0s,2Gi@10m", "100Mi"));
    world.setHealth(20, { managesPods: false, ticks: "as-before" });
    world.setHealth(1000, { ticks: "anew" });
    world.engine.run();
    const evicted = story(world).filter((line) => line.endsWith("failed Evicted"));
    expect(evicted).toEqual(["1000 leak failed Evicted"]);
  });

  it("finds a condition over that would have been over while its kubelet was away", () => {
    const world = worldOf();
    world.bind("big", using("1100Mi", "100Mi"));
    world.setHealth(60, { managesPods: false, ticks: "as-before" });
    world.setHealth(1003, { ticks: "as-before" });
    world.engine.run();
    // Looks are ten seconds apart since the one after the eviction.
    expect(story(world).filter((line) => /MemoryPressure|well/u.test(line))).toEqual([
      "10 MemoryPressure",
      "1011 well",
    ]);
  });

  it("goes on as before after it was saved", () => {
    const [whole, first, second] = [worldOf(), worldOf(), worldOf()];
    for (const world of [whole, first, second]) {
      world.bind("quiet", using("400Mi", "500Mi"));
      world.bind("leak", using("200Mi@0s,800Mi@10m", "100Mi"));
    }
    whole.engine.run();
    for (const atSeconds of [100, 439.5, 440, 600]) {
      first.engine.run(moment(atSeconds * SECOND));
      second.engine.restore(first.engine.snapshot());
      second.cluster.restore(first.cluster.snapshot());
      second.api.restore(first.api.snapshot());
      second.kubelet.restore(first.kubelet.snapshot());
    }
    second.engine.run();
    expect(second.engine.now).toBe(whole.engine.now);
    expect(second.cluster.snapshot()).toEqual(whole.cluster.snapshot());
  });
});
