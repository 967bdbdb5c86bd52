// Which of several nodes a preemption takes.

import { describe, expect, it } from "vitest";

import { pickCandidates } from "../../../src/scheduling/preemption/pick-candidates.ts";
import { Crowd, type Resident } from "./crowded-node.ts";

type Victims = readonly Resident[];

/** Which of the nodes n1, n2 … are left, each with its victims; some violate budgets. */
function picked(victimsByNode: readonly Victims[], violations: readonly number[] = []): readonly string[] {
  const crowd = new Crowd(victimsByNode.map((_, index) => `n${index + 1}`));
  const candidates = victimsByNode.map((victims, index) => {
    const named = Object.fromEntries(victims.map((victim, place) => [`v${index}-${place}`, victim]));
    crowd.put(`n${index + 1}`, named);
    const ids = Object.keys(named).map((name) => crowd.id(name));
    return { node: index, victims: ids, pdbViolations: violations[index] ?? 0 };
  });
  return pickCandidates(crowd.cluster, candidates).map(({ node }) => crowd.small.nameOf(node));
}

describe("the node taken", () => {
  it("violates the fewest budgets", () => {
    expect(picked([[{ priority: 1 }], [{ priority: 9 }]], [1, 0])).toEqual(["n2"]);
  });

  it("has the least important first victim", () => {
    expect(picked([[{ priority: 5 }], [{ priority: 3 }, { priority: 3 }, { priority: 3 }]])).toEqual(["n2"]);
  });

  it("has the smallest sum of priorities, each of them taken for positive", () => {
    expect(picked([[{ priority: 3 }, { priority: -9 }], [{ priority: 3 }]])).toEqual(["n2"]);
    expect(
      picked([
        [{ priority: 3 }, { priority: 2 }],
        [{ priority: 3 }, { priority: 1 }],
      ]),
    ).toEqual(["n2"]);
  });

  it("has the victim that has run for the shortest time, counting the oldest of the most important ones", () => {
    const old = { priority: 3, startedUs: -90 };
    const young = { priority: 3, startedUs: -10 };
    const unimportant = { priority: 1, startedUs: -999 };
    expect(
      picked([
        [old, unimportant],
        [young, unimportant],
      ]),
    ).toEqual(["n2"]);
    expect(
      picked([
        [young, old],
        [young, { ...young, startedUs: -80 }],
      ]),
    ).toEqual(["n2"]);
    expect(picked([[young], [{ priority: 3 }]])).toEqual(["n2"]);
  });

  it("may be any of those that are alike in all this", () => {
    expect(picked([[{ priority: 3 }], [{ priority: 4 }], [{ priority: 3 }]])).toEqual(["n1", "n3"]);
    expect(picked([[{ priority: 3 }]])).toEqual(["n1"]);
  });
});
