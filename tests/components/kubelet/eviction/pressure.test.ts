// What the eviction manager remembers from look to look.

import { describe, expect, it } from "vitest";

import {
  isReclaimedByNode,
  isRelieved,
  lookAtPressure,
  mostUrgent,
  NO_PRESSURE,
} from "../../../../src/components/kubelet/eviction/pressure.ts";
import {
  parseThresholdValue,
  type Signal,
  type Threshold,
} from "../../../../src/components/kubelet/eviction/thresholds.ts";

function threshold(signal: Signal, graceUs = 0): Threshold {
  return { signal, value: parseThresholdValue("100")!, graceUs, minimumReclaim: parseThresholdValue("50") };
}

const left = (available: number) => ({ "memory.available": { available, capacity: 1000 } });

describe("a look at a node", () => {
  it("acts at once for a hard threshold, and for a soft one when it has been met for long enough", () => {
    const thresholds = [threshold("memory.available", 20)];
    const first = lookAtPressure(NO_PRESSURE, thresholds, left(50), 300, 0);
    expect([first.conditions, first.toReclaim]).toEqual([["MemoryPressure"], []]);
    const second = lookAtPressure(first.state, thresholds, left(50), 300, 20);
    expect(second.toReclaim).toEqual(thresholds);
    expect(lookAtPressure(NO_PRESSURE, [threshold("memory.available")], left(50), 300, 0).toReclaim).toHaveLength(1);
  });

  it("begins the grace anew after a look at which the threshold was not met", () => {
    const thresholds = [threshold("memory.available", 20)];
    const met = lookAtPressure(NO_PRESSURE, thresholds, left(50), 300, 0);
    const unmet = lookAtPressure(met.state, thresholds, left(500), 300, 10);
    expect(lookAtPressure(unmet.state, thresholds, left(50), 300, 20).toReclaim).toEqual([]);
  });

  it("goes on for a threshold that it acted for until enough is won back", () => {
    const thresholds = [threshold("memory.available")];
    const { state } = lookAtPressure(NO_PRESSURE, thresholds, left(50), 300, 0);
    expect(lookAtPressure(state, thresholds, left(149), 300, 10).toReclaim).toHaveLength(1);
    expect(lookAtPressure(state, thresholds, left(150), 300, 10).toReclaim).toHaveLength(0);
  });

  it("keeps a condition for the time of transition", () => {
    const thresholds = [threshold("memory.available")];
    const { state } = lookAtPressure(NO_PRESSURE, thresholds, left(50), 300, 0);
    expect(lookAtPressure(state, thresholds, left(500), 300, 299).conditions).toEqual(["MemoryPressure"]);
    expect(lookAtPressure(state, thresholds, left(500), 300, 300).conditions).toEqual([]);
  });
});

describe("what is done first", () => {
  it("is for memory, before all else", () => {
    const thresholds = [threshold("pid.available"), threshold("memory.available")];
    expect(mostUrgent(thresholds)?.signal).toBe("memory.available");
    expect(mostUrgent([])).toBeUndefined();
  });

  it("is to give back what the node can: on its disk", () => {
    expect(isReclaimedByNode(threshold("imagefs.available"))).toBe(true);
    expect(isReclaimedByNode(threshold("memory.available"))).toBe(false);
    expect([
      isRelieved([threshold("memory.available")], left(149)),
      isRelieved([threshold("memory.available")], left(150)),
    ]).toEqual([false, true]);
  });
});
