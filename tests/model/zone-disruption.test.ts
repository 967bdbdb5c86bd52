// States of zones by their ready nodes, and the rates that follow.

import { describe, expect, it } from "vitest";

import { evictionRate, zoneState } from "../../src/model/zone-disruption.ts";

const RATES = { nodeEvictionRate: 0.1, secondaryNodeEvictionRate: 0.01, largeClusterSizeThreshold: 50 };

describe("the state of a zone", () => {
  it.each([
    [3, 0, "Normal"],
    [1, 2, "Normal"],
    [2, 3, "PartialDisruption"],
    [3, 3, "Normal"],
    [9, 11, "PartialDisruption"],
    [0, 1, "FullDisruption"],
    [0, 0, "Normal"],
  ])("with %i nodes that are ready and %i that are not is %s and so on", (ready, notReady, state) => {
    expect(zoneState(ready, notReady, 0.55)).toBe(state);
  });
});

describe("the rate of taints", () => {
  it("is the ordinary one in zones that are well or lost as a whole", () => {
    expect(evictionRate("Normal", 10, RATES)).toBe(0.1);
    expect(evictionRate("FullDisruption", 10, RATES)).toBe(0.1);
  });

  it("is low in a large zone that is hit in part, and none in a small one", () => {
    expect(evictionRate("PartialDisruption", 51, RATES)).toBe(0.01);
    expect(evictionRate("PartialDisruption", 50, RATES)).toBe(0);
  });

  it("stays as it is where the state says nothing", () => {
    expect(evictionRate("Initial", 10, RATES)).toBeUndefined();
    expect(evictionRate(undefined, 10, RATES)).toBeUndefined();
  });
});
