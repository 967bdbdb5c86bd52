// The sample of one pod: several containers, whole thousandths, and a version that stays while nothing changes.

import { describe, expect, it } from "vitest";

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { ContainerPoints } from "../../../src/components/metrics-server/container-points.ts";
import { containerUses } from "../../../src/model/kubelet/container-uses.ts";
import { SampledPod } from "../../../src/components/metrics-server/sampled-pod.ts";
import { ScrapeGrid } from "../../../src/components/metrics-server/scrape-grid.ts";
import { ScrapedNodes } from "../../../src/components/metrics-server/scraped-nodes.ts";
import { METRICS_SERVER_DEFAULTS } from "../../../src/components/metrics-server/settings.ts";
import { MetricsWorld, SECOND } from "./metrics-world.ts";

function sampledPod(annotations: Readonly<Record<string, string>>) {
  const world = new MetricsWorld();
  const { cluster } = world;
  const spec = { containers: [{ name: "main" }, { name: "other" }] };
  const id = world.run("a", { metadata: { name: "a", annotations }, spec });
  const grid = new ScrapeGrid(METRICS_SERVER_DEFAULTS, "1", 3);
  const sampled = new SampledPod(id, {
    cluster,
    nodes: new ScrapedNodes(cluster, grid),
    points: new ContainerPoints(new EntityDraws("1", "measured")),
    usesOf: (classId) => containerUses(cluster.classes.get(classId).pod),
  });
  return { world, id, sampled };
}

describe("the sample of a pod", () => {
  it("has each of its containers, and the timestamp of the one that was measured first", () => {
    const { world, id, sampled } = sampledPod({ "plimsoll/cpu-use.other": "7m" });
    world.use(id, 1.00001);
    world.use(id, 250, 1);
    world.nowUs = 200 * SECOND;
    const sample = sampled.sampleAt(10)!;
    expect(sample.containers.map(({ name, cpuMilli }) => [name, cpuMilli])).toEqual([
      ["main", 2],
      ["other", 257],
    ]);
    expect(sample.timestampUs % SECOND).toBe(0);
    expect(sample.windowUs).toBeGreaterThanOrEqual(10 * SECOND);
  });

  it("keeps its version while values stay, however the window moves", () => {
    const { world, id, sampled } = sampledPod({ "plimsoll/cpu-use": "900m@0s,900m@60s,20m@60s" });
    world.use(id, 100 / 3);
    const versions = Array.from({ length: 20 }, (_, scrape) => sampled.versionAt(scrape + 3));
    expect(new Set(versions.slice(6)).size).toBe(1);
    expect(versions[6]).not.toBe(versions[0]);
    expect(sampled.sampleAt(24)!.containers[0]!.cpuMilli).toBe(54);
    world.nowUs = 400 * SECOND;
    world.use(id, 50);
    world.nowUs = 460 * SECOND;
    expect(sampled.versionAt(28)).not.toBe(versions.at(-1));
  });

  it("is none of a pod that does not run", () => {
    const { world, id, sampled } = sampledPod({});
    world.nowUs = 60 * SECOND;
    expect(sampled.versionAt(3)).toBeGreaterThan(0);
    world.apply({ kind: "pod-ended", pod: id, phase: "succeeded" });
    expect([sampled.versionAt(3), sampled.sampleAt(3)]).toEqual([0, undefined]);
  });
});
