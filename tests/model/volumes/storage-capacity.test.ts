// Room for new volumes near nodes.

import { describe, expect, it } from "vitest";

import {
  canReachCapacity,
  capacityFor,
  isAllowedTopology,
  volumeLimitBytes,
  type StorageCapacity,
} from "../../../src/model/volumes/storage-capacity.ts";

const ZONE_A = { matchLabels: { zone: "a" } };
const GIBIBYTE = 1024n ** 3n;

/** Whether a node in zone a is near enough room for a gibibyte. */
function hasRoom(capacity: StorageCapacity): boolean {
  return canReachCapacity(capacityFor("slow", GIBIBYTE, [{ storageClassName: "slow", ...capacity }]), { zone: "a" });
}

describe("capacity", () => {
  it.each([
    ["is enough", { capacity: "1Gi", nodeTopology: ZONE_A }, true],
    ["is not enough", { capacity: "1G", nodeTopology: ZONE_A }, false],
    [
      "for larger volumes only on paper is not enough",
      { capacity: "9Gi", maximumVolumeSize: "1M", nodeTopology: ZONE_A },
      false,
    ],
    ["of another class does not count", { capacity: "1Gi", nodeTopology: ZONE_A, storageClassName: "fast" }, false],
    ["elsewhere does not count", { capacity: "1Gi", nodeTopology: { matchLabels: { zone: "b" } } }, false],
    ["nowhere does not count", { capacity: "1Gi" }, false],
    ["everywhere counts", { capacity: "1Gi", nodeTopology: {} }, true],
    ["of nobody knows what size does not count", { nodeTopology: {} }, false],
  ])("%s", (_sentence, capacity, expected) => {
    expect(hasRoom(capacity)).toBe(expected);
  });
});

describe("allowed topologies", () => {
  const term = (key: string, ...values: readonly string[]) => ({ matchLabelExpressions: [{ key, values }] });

  it.each([
    ["allow everything if there are none", [], true],
    ["allow what a term says", [term("zone", "b"), term("zone", "a")], true],
    ["allow nothing else", [term("zone", "b")], false],
    ["allow nothing by an empty term", [{}], false],
    ["allow nothing by a term that makes no sense", [term("zone")], false],
  ])("%s", (_sentence, terms, expected) => {
    expect(isAllowedTopology(terms, { zone: "a" })).toBe(expected);
  });
});

it("bounds volumes by what is said of a single one, else by all there is", () => {
  expect(volumeLimitBytes({ capacity: "2Gi" })).toBe(2n * GIBIBYTE);
  expect(volumeLimitBytes({ capacity: "2Gi", maximumVolumeSize: "1Gi" })).toBe(GIBIBYTE);
  expect(volumeLimitBytes({})).toBeUndefined();
});
