// The queues on which intervals are tried: the same waits as on the engine, and truths that are true.

import { describe, expect, it } from "vitest";

import { meanOf } from "../../../bench/statistics/coverage.ts";
import { QUEUES, waitsOf } from "../../../bench/statistics/queues.ts";
import { runStation } from "../../engine/queueing/station.ts";
import { waitInMG1, waitInMMc } from "../../engine/queueing/theory.ts";

describe.each(QUEUES)("$name", (queue) => {
  it("waits as the station on the engine does, to the microsecond that it counts in", () => {
    const interarrival = { kind: "exponential", mean: 1 / queue.arrivalsPerSecond } as const;
    const { service, servers } = queue;
    const plan = { interarrival, service, servers, capacity: Infinity, customers: 1500, discarded: 500 };
    const waits = waitsOf(queue, 1000, 500, "1");
    expect(meanOf(waits)).toBeCloseTo(runStation(plan, "1").meanWait, 3);
  });

  it("has the mean wait of the closed form", () => {
    const { arrivalsPerSecond, servers, meanWait } = queue;
    const closed = queue.service.kind === "constant" ? waitInMG1(0.8, 1, 0) : waitInMMc(arrivalsPerSecond, 1, servers);
    expect(meanWait).toBeCloseTo(closed, 12);
  });

  it("exceeds its 90th percentile about one time in ten", () => {
    const waits = waitsOf(queue, 200_000, 1000, "2");
    const beyond = waits.filter((wait) => wait > queue.p90Wait).length / waits.length;
    expect(Math.abs(beyond - 0.1)).toBeLessThan(0.015);
  });
});
