// All losses together: the worst of them, the spread, pods that stay without a place, and what is left untried.

import { describe, expect, it } from "vitest";

import { fill } from "../../../src/experiment/capacity/fill.ts";
import { tryLosses } from "../../../src/experiment/capacity/losses.ts";
import type { Loss } from "../../../src/experiment/capacity/capacity-result.ts";
import { deployment, POOL, questionOf, worldOf, type SmallScenario } from "./small-worlds.ts";

const WEB = deployment("web", 2, "cpu: 1");
const BIG = "{ name: big, count: 1, allocatable: { cpu: 10, memory: 8Gi, pods: 20 } }";

function summary(scenario: SmallScenario, lost: Loss) {
  const { world, wish } = worldOf(questionOf(scenario, WEB));
  const told: string[] = [];
  const onTrial = (what: Loss, done: number, trials: number) => void told.push(`${what} ${done}/${trials}`);
  const found = tryLosses({ world, wish, now: fill(world, wish), replicas: 2, onTrial }, lost);
  return { found, told };
}

describe("losses", () => {
  it("finds the worst node, and counts every node in the spread", () => {
    const { found, told } = summary({ pools: [POOL, BIG] }, "node");
    expect(found).toMatchObject({ count: 4, kinds: 4, kindsTried: 4, min: 12, median: 18, max: 18 });
    expect(found?.worst).toEqual({
      name: "big-1",
      pool: "big",
      alike: 1,
      displaced: 0,
      homeless: 0,
      more: 12,
      isCapped: false,
      workloads: 6,
    });
    expect(told).toEqual(["node 0/4", "node 1/4", "node 2/4", "node 3/4"]);
  });

  it("places the lost pods first, and says how many find no place", () => {
    const manifests = deployment("large", 1, "cpu: 8");
    const { found } = summary({ pools: [POOL, BIG], manifests }, "node");
    expect(found).toMatchObject({ withHomeless: 1, min: 10, max: 12 });
    expect(found?.mostHomeless).toMatchObject({ name: "big-1", displaced: 1, homeless: 1, more: 12 });
  });

  it("tries zones as a whole, and none where there are none", () => {
    const { found } = summary({ pools: [POOL] }, "zone");
    expect(found).toMatchObject({ lost: "zone", count: 3, min: 8, max: 8 });
    expect(summary({ pools: [BIG] }, "zone").found).toBeNull();
  });

  it("leaves nothing where the only node is lost", () => {
    expect(summary({ pools: [BIG], manifests: deployment("old", 3, "cpu: 1") }, "node").found).toMatchObject({
      worst: { more: 0, displaced: 3, homeless: 3, workloads: 0 },
    });
  });
});
