// Requests that wait at the end for longer than any other did.

import { describe, expect, it } from "vitest";

import { overdueOf } from "../../../src/metrics/load/overdue-requests.ts";

describe("requests that are overdue", () => {
  it("are those that have waited longer than the longest that was answered, each class its share of them", () => {
    const waiting = [
      { count: 4, ageUs: 0 },
      { count: 6, ageUs: 10 },
      { count: 8, ageUs: 20 },
    ];
    expect(overdueOf(waiting, 0.5, 10)).toEqual([{ count: 4, ageUs: 20 }]);
    expect(overdueOf(waiting, 1, 0)).toEqual(waiting.slice(1));
    expect(overdueOf(waiting, 1, 20)).toEqual([]);
  });
});
