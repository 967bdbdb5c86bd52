// The orders in which a Deployment goes through its ReplicaSets.

import { describe, expect, it } from "vitest";

import {
  compareByCreation,
  compareBySizeNewer,
  compareBySizeOlder,
  type OrderedReplicaSet,
} from "../../../src/model/ranking/replica-set-order.ts";

const sets: readonly OrderedReplicaSet[] = [
  { name: "d", createdAtUs: 5, replicas: 1 },
  { name: "a", createdAtUs: 5, replicas: 1 },
  { name: "c", createdAtUs: 9, replicas: 3 },
  { name: "b", createdAtUs: undefined, replicas: 3 },
];

describe("ReplicaSets", () => {
  it.each([
    ["from old to new, then by name", compareByCreation, "badc"],
    ["from large to small, the old first", compareBySizeOlder, "bcad"],
    ["from large to small, the new first", compareBySizeNewer, "cbda"],
  ])("go %s", (_sentence, compare, order) => {
    expect(
      sets
        .toSorted(compare)
        .map(({ name }) => name)
        .join(""),
    ).toBe(order);
  });

  it("equal themselves", () => {
    expect([compareByCreation, compareBySizeOlder].map((compare) => compare(sets[0]!, sets[0]!))).toEqual([0, 0]);
  });
});
