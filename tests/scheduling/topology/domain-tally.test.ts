// Pods by domain and the emptiest domain: kept counts against counting afresh.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DomainTally, NO_DOMAIN } from "../../../src/scheduling/topology/domain-tally.ts";
import { NodeInclusions } from "../../../src/scheduling/topology/included-nodes.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const ALL = { topologyKey: "zone", requiredKeys: ["zone"], honorsAffinity: false, honorsTaints: false };

function tallyOver(zones: readonly (string | undefined)[], pods: readonly number[]): DomainTally {
  const small = new SmallCluster(
    zones.map((zone, index) => node(`n${index}`, {}, { labels: zone === undefined ? {} : { zone } })),
  );
  const tally = new DomainTally(new NodeInclusions(small.cluster).of(ALL, small.pod(pod()).podClass));
  tally.count(Int32Array.from(pods));
  return tally;
}

describe("a tally", () => {
  it("sums up the pods of each domain; nodes without the key stand in none", () => {
    const tally = tallyOver(["a", "b", "a", undefined], [1, 4, 2, 9]);
    expect([...tally.counts]).toEqual([3, 4]);
    expect(tally.domains).toBe(2);
    expect(tally.least).toBe(3);
  });

  it("counts a domain without pods", () => {
    expect(tallyOver(["a", "b"], [1, 0]).least).toBe(0);
  });

  it("has no emptiest domain where there is none", () => {
    const tally = tallyOver([undefined], [3]);
    expect([tally.domains, tally.least, tally.leastBeside([])]).toEqual([0, NO_DOMAIN, NO_DOMAIN]);
  });

  it("passes over changes on nodes that take no part", () => {
    const tally = tallyOver(["a", undefined], [1, 1]);
    tally.add(1, 1);
    tally.add(7, 1);
    expect([...tally.counts]).toEqual([1]);
  });

  it("must be counted again once it was spoilt or nodes changed", () => {
    const tally = tallyOver(["a"], [1]);
    expect(tally.isCurrent).toBe(true);
    tally.spoil();
    expect(tally.isCurrent).toBe(false);
  });

  it("knows the emptiest domain, and the emptiest beside some, after any changes", () => {
    const zones = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 6 });
    const steps = fc.array(fc.tuple(fc.nat(5), fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(zones, steps, fc.array(fc.nat(3), { maxLength: 3 }), (standing, changes, beside) => {
        const pods = standing.map(() => 0);
        const tally = tallyOver(standing, pods);
        for (const [index, comes] of changes) {
          const at = index % standing.length;
          if (!comes && pods[at] === 0) continue;
          pods[at]! += comes ? 1 : -1;
          tally.add(at, comes ? 1 : -1);
        }
        const fresh = tallyOver(standing, pods);
        const others = new Set(beside.filter((value) => value < fresh.domains));
        const left = [...fresh.counts].filter((_count, value) => !others.has(value));
        expect([...tally.counts]).toEqual([...fresh.counts]);
        expect(tally.least).toBe(Math.min(...fresh.counts));
        expect(tally.leastBeside(others)).toBe(Math.min(...left));
      }),
      { seed: 5, numRuns: 150 },
    );
  });
});
