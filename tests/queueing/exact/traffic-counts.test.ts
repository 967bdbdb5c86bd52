// Counts of what came of requests, which begin anew when somebody asks.

import { expect, it } from "vitest";

import { TrafficCounts } from "../../../src/queueing/exact/traffic-counts.ts";

it("counts by place, begins anew when asked, and goes on in a copy", () => {
  const counts = new TrafficCounts(2);
  for (const place of [0, 1, 1, 1]) counts.arrive(place);
  counts.complete(1, 250.5);
  counts.fail(1, 3);
  const copy = new TrafficCounts(2);
  copy.restore(counts.snapshot());
  for (const each of [counts, copy]) {
    const [first, second] = each.collect();
    expect([first!.arrived, first!.completed, second!.arrived, second!.completed]).toEqual([1, 0, 3, 1]);
    expect([...second!.failed]).toEqual([0, 0, 0, 1, 0, 0]);
    expect(second!.latency.sumUs).toBe(250.5);
    // Who has an outcome keeps it.
    each.complete(1, 9);
    expect(second!.latency.count).toBe(1);
    expect(each.collect()[1]!.completed).toBe(1);
  }
});
