// How regularly requests come to stations of a service.

import { describe, expect, it } from "vitest";

import type { TrafficNetwork } from "../../../src/queueing/traffic-model.ts";

import { crowdAt, variabilityAt } from "../../../src/queueing/analytic/arrival-variability.ts";
import { callTo, networkOf, serviceOf, sourceOf } from "../networks.ts";

function evenly(network: TrafficNetwork): TrafficNetwork {
  return { ...network, sources: network.sources.map((source) => ({ ...source, arrivals: "even" as const })) };
}

describe("arrivals at a station", () => {
  it("are independent where they are so at the source", () => {
    expect(variabilityAt(networkOf(serviceOf({})), 0, 1)).toBe(1);
  });

  it("are the less even the more stations there are to deal them to", () => {
    const network = evenly(networkOf(serviceOf({})));
    expect(variabilityAt(network, 0, 1)).toBe(0);
    expect(variabilityAt(network, 0, 4)).toBe(0.75);
  });

  it("count as independent where there are calls or several sources", () => {
    const services = [serviceOf({ stages: [[callTo(1)]] }), serviceOf({})];
    const called = evenly({ services, sources: [sourceOf(0), sourceOf(1)] });
    expect(variabilityAt(called, 1, 2)).toBe(1);
    expect(variabilityAt(evenly({ services: [serviceOf({})], sources: [sourceOf(0), sourceOf(0)] }), 0, 2)).toBe(1);
  });
});

describe("crowds", () => {
  it("are none where no call comes with another, or nobody is there to come to", () => {
    expect([crowdAt(0, 2, 1), crowdAt(3, 0, 1)]).toEqual([0, 0]);
  });

  it("are dealt out among the stations, and spread evenly over a crew of them", () => {
    expect([crowdAt(9, 1, 1), crowdAt(9, 2, 1), crowdAt(3, 2, 1)]).toEqual([9, 4.5, 1.5]);
    expect([crowdAt(9, 5, 5), crowdAt(3, 8, 8)]).toEqual([1, 0]);
  });

  it("that hardly differ are one", () => {
    expect(crowdAt(3.001, 2, 1)).toBe(1.5);
  });
});
