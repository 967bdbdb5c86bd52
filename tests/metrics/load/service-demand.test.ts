// What services are asked for over time.

import { describe, expect, it } from "vitest";

import { ServiceDemand } from "../../../src/metrics/load/service-demand.ts";
import type { RequestClass } from "../../../src/queueing/traffic-model.ts";
import { countsOf } from "./served.ts";

const S = 1_000_000;
const PAGE: RequestClass = {
  name: "page",
  serviceTime: { kind: "exponential", mean: 200_000 },
  cpuShare: 0.5,
  stages: [],
};

function demandOf(...classes: readonly RequestClass[]): ServiceDemand {
  return new ServiceDemand(classes, 15 * S);
}

const alike = (count: number, timeout = 0) =>
  countsOf({ latenciesUs: Array.from({ length: count }, () => 1000), timeout });

describe("the demand of a service", () => {
  it("is what all requests that came need of a processor, those that failed included", () => {
    const demand = demandOf(PAGE);
    demand.add(0, 15 * S, [alike(120, 30)]);
    expect(demand.series()).toEqual({
      atSeconds: [0],
      requestsPerSecond: [10],
      errorsPerSecond: [2],
      demandCores: [1],
    });
  });

  it("is shared out among the spans that the counts cover, the last of which may be shorter", () => {
    const demand = demandOf(PAGE);
    demand.add(0, 20 * S, [alike(200)]);
    const { atSeconds, requestsPerSecond } = demand.series();
    expect(atSeconds).toEqual([0, 15]);
    expect(requestsPerSecond[0]).toBeCloseTo(10, 9);
    expect(requestsPerSecond[1]).toBeCloseTo(10, 9);
  });

  it("adds up all classes, and leaves out work that has no mean", () => {
    const endless: RequestClass = { ...PAGE, serviceTime: { kind: "pareto", shape: 1, minimum: 10 } };
    const demand = demandOf(PAGE, endless);
    demand.add(0, 15 * S, [alike(15), alike(15)]);
    expect(demand.series()).toMatchObject({ requestsPerSecond: [2], demandCores: [0.1] });
  });

  it("is nothing of no time, and goes on after a restore", () => {
    const demand = demandOf(PAGE);
    demand.add(0, 0, [alike(3)]);
    expect(demand.series().atSeconds).toEqual([]);
    demand.add(0, 15 * S, [alike(30)]);
    const copy = demandOf(PAGE);
    copy.restore(demand.snapshot());
    for (const one of [demand, copy]) one.add(15 * S, 30 * S, [alike(15)]);
    expect(copy.series()).toEqual(demand.series());
    expect(copy.series().requestsPerSecond).toEqual([2, 1]);
  });
});
