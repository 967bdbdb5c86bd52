// The latest of times as the API writes them.

import { expect, it } from "vitest";

import { latestTime, secondAfter } from "../../../src/model/time/latest-time.ts";

it("is the latest of those that are written as the API writes them", () => {
  const times = ["2026-01-01T00:00:10Z", undefined, "2026-01-01T00:00:09Z", null, "2027-01-01T00:00:00+01:00", "soon"];
  expect(latestTime(times)).toBe("2026-01-01T00:00:10Z");
  expect(latestTime([undefined])).toBeUndefined();
});

it("is followed by the next second", () => {
  expect(secondAfter("2025-12-31T23:59:59Z")).toBe("2026-01-01T00:00:00Z");
  expect(secondAfter(undefined)).toBeUndefined();
});
