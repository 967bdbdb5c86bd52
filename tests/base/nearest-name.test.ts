// The valid name that a misspelt one most likely meant.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { nearestName } from "../../src/base/nearest-name.ts";

const FIELDS = ["nodePools", "manifests", "trace", "workloads", "thresholds", "horizon", "seed"];

describe("the nearest name", () => {
  it.each([
    ["nodePool", "nodePools"],
    ["nodepools", "nodePools"],
    ["manfiests", "manifests"],
    ["treshholds", "thresholds"],
    ["sede", "seed"],
    ["Horizon", "horizon"],
  ])("of %s is %s", (written, meant) => {
    expect(nearestName(written, FIELDS)).toBe(meant);
  });

  it.each(["replicas", "x", "completelyDifferent"])("is not guessed for %s, which is like none of them", (written) => {
    expect(nearestName(written, FIELDS)).toBeUndefined();
  });

  it("is the first of several that are equally near", () => {
    expect(nearestName("bat", ["cat", "hat"])).toBe("cat");
  });

  it("is never there without candidates", () => {
    expect(nearestName("seed", [])).toBeUndefined();
  });

  it("of a valid name is that name", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, selector: (name) => name.toLowerCase() }),
        (names) => {
          for (const name of names) expect(nearestName(name, names)).toBe(name);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});
