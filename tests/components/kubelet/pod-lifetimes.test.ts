// When pods end by themselves.

import { describe, expect, it } from "vitest";

import { seconds } from "../../../src/base/time.ts";
import { kubeletWorld, SECOND, STARTED_AT } from "./kubelet-world.ts";

const START = STARTED_AT / SECOND;
const SILENT = { managesPods: false, renewsLease: false, postsStatus: false };

/** When a pod with a lifetime of a minute ends, in seconds, after the given changes of its node's health. */
function endedAt(...changes: readonly (readonly [number, object])[]): number {
  const world = kubeletWorld(() => seconds(60));
  const pod = world.bind("job");
  for (const [at, health] of changes) world.setHealth(at, health);
  world.engine.run();
  return world.cluster.pods.endedAtUs(pod) / SECOND;
}

describe("the end of a pod's lifetime", () => {
  it("comes after its start, and is noticed when a kubelet is there", () => {
    expect(endedAt()).toBe(START + 60);
    expect(endedAt([20, SILENT], [50, {}])).toBe(START + 60);
    expect(endedAt([20, SILENT], [90, {}])).toBe(90);
  });

  it("is that of its second life after a crash, also if the kubelet is away in it", () => {
    const crash = [
      [20, { ...SILENT, runsContainers: false }],
      [30, {}],
    ] as const;
    expect(endedAt(...crash)).toBe(92);
    expect(endedAt(...crash, [60, SILENT], [80, {}])).toBe(92);
  });

  it("is later by as long as its machine stood still", () => {
    expect(endedAt([20, { ...SILENT, runsContainers: false, standsStill: true }], [90, {}])).toBe(START + 130);
  });
});
