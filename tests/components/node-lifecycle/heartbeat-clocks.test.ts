// Clocks of kubelets: drawn by name, and at work before the run began.

import { describe, expect, it } from "vitest";

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { HEALTHY_KUBELET } from "../../../src/cluster/kubelet-health.ts";
import { firstHeartbeat, voiceOf } from "../../../src/components/node-lifecycle/heartbeat-clocks.ts";
import { signsAt } from "../../../src/components/node-lifecycle/heartbeats.ts";

const DRAWS = new EntityDraws("seed", "heartbeats");
const SECOND = 1_000_000;

describe("the first heartbeat of a kubelet", () => {
  it("is the same for the same name, and differs between names", () => {
    const voice = voiceOf(HEALTHY_KUBELET);
    expect(firstHeartbeat(DRAWS, "a", voice)).toEqual(firstHeartbeat(DRAWS, "a", voice));
    expect(firstHeartbeat(DRAWS, "a", voice).clock).not.toEqual(firstHeartbeat(DRAWS, "b", voice).clock);
  });

  it("has renewed its Lease in the 10 s before the run, and posted in the 5 min before", () => {
    for (const name of ["a", "b", "c", "d"]) {
      const { renewedUs, postedUs } = signsAt(firstHeartbeat(DRAWS, name, voiceOf(HEALTHY_KUBELET)), 0);
      expect(renewedUs).toBeGreaterThan(-10 * SECOND - 1);
      expect(renewedUs).toBeLessThanOrEqual(0);
      expect(postedUs).toBeGreaterThan(-310 * SECOND);
      expect(postedUs).toBeLessThanOrEqual(0);
    }
  });
});
