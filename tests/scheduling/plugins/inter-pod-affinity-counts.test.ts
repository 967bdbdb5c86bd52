// Counts by label of nodes, and counts on top of others.

import { expect, it } from "vitest";

import { ChangingCounts } from "../../../src/scheduling/plugins/inter-pod-affinity-counts.ts";

it("counts add up by key and value", () => {
  const counts = new ChangingCounts();
  counts.add("zone", "a", 1);
  counts.add("zone", "a", 1);
  counts.add("host", "a", 1);
  expect([counts.countOf("zone", "a"), counts.countOf("host", "a"), counts.countOf("zone", "b")]).toEqual([2, 1, 0]);
  expect(counts.total).toBe(3);
});

it("counts on top of others leave those as they are", () => {
  const below = new ChangingCounts();
  below.add("zone", "a", 1);
  const above = new ChangingCounts(below);
  above.add("zone", "a", -1);
  expect([above.countOf("zone", "a"), above.total]).toEqual([0, 0]);
  expect([below.countOf("zone", "a"), below.total]).toEqual([1, 1]);
});
