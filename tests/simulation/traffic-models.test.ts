// The models in which requests are worked out.

import { describe, expect, it } from "vitest";

import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import { IntervalTraffic } from "../../src/queueing/interval-traffic.ts";
import { newModel } from "../../src/simulation/traffic-models.ts";
import { loadedPlan } from "./loaded-plan.ts";

describe("the way of a load", () => {
  it("gives a model of its kind", () => {
    const { network } = loadedPlan({ rate: "1" }).load!;
    expect(newModel("exact", network, "1")).toBeInstanceOf(ExactTraffic);
    expect(newModel("intervals", network, "1")).toBeInstanceOf(IntervalTraffic);
  });
});
