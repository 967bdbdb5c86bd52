// What became of requests, added up.

import { describe, expect, it } from "vitest";

import { RequestTally } from "../../../src/metrics/load/request-tally.ts";
import { countsOf } from "./served.ts";

describe("a tally of requests", () => {
  it("adds up counts, and tells what failed by its reason", () => {
    const tally = new RequestTally();
    tally.add(countsOf({ latenciesUs: [1000, 3000], timeout: 1 }));
    tally.add(countsOf({ latenciesUs: [2000], refused: 2 }));
    const found = tally.findings(2);
    expect(found).toMatchObject({ requests: 6, answered: 3, failed: { timeout: 1, refused: 2 }, errorRatio: 0.5 });
    expect(found.requestsPerSecond).toBe(3);
    expect(found.latencySeconds?.mean).toBeCloseTo(0.002, 9);
    expect(found.latencySeconds?.max).toBeCloseTo(0.003, 4);
  });

  it("has no latency and no error of no requests", () => {
    expect(new RequestTally().findings(10)).toEqual({
      requests: 0,
      answered: 0,
      failed: {},
      errorRatio: 0,
      requestsPerSecond: 0,
      latencySeconds: null,
    });
  });

  it("goes on after a restore, and is empty after it was cleared", () => {
    const tally = new RequestTally();
    tally.add(countsOf({ latenciesUs: [500], timeout: 3 }));
    const copy = new RequestTally();
    copy.restore(tally.snapshot());
    expect(copy.findings(1)).toEqual(tally.findings(1));
    copy.clear();
    expect(copy.findings(1).requests).toBe(0);
  });
});
