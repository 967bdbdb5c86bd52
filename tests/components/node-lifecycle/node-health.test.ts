// When a node was last seen alive, in the passes that a look makes up for, too. Random clusters: node-monitor.test.ts.

import { describe, expect, it } from "vitest";

import { caughtUp, looked, passFrom, type NodeHealth } from "../../../src/components/node-lifecycle/node-health.ts";

const SECOND = 1_000_000;
const GRID = { startedUs: 0, periodUs: 5 * SECOND };

/** A node that was looked at in the pass at 100 s. */
const SEEN: NodeHealth = {
  probeUs: 100 * SECOND,
  ready: "True",
  postedUs: 40 * SECOND,
  leaseUs: 97 * SECOND,
  asOfUs: 100 * SECOND,
};

function look(atSecond: number, renewed: number, posted: number) {
  const signs = { renewedUs: renewed * SECOND, postedUs: posted * SECOND };
  return { atUs: atSecond * SECOND, ready: "True", createdUs: 0, signs };
}

describe("a look at a node", () => {
  it("counts a Lease that was renewed as a sign of life, and an old one as none", () => {
    expect(looked(SEEN, look(105, 104, 40)).probeUs).toBe(105 * SECOND);
    expect(looked(SEEN, look(105, 97, 40)).probeUs).toBe(100 * SECOND);
  });

  it("takes the old Lease for a new one in the pass after a post without renewal", () => {
    const posted = looked(SEEN, look(105, 97, 103));
    expect(posted).toMatchObject({ probeUs: 105 * SECOND, leaseUs: undefined });
    expect(looked(posted, look(110, 97, 103)).probeUs).toBe(110 * SECOND);
  });

  it("gives a node that has never reported the time since its creation", () => {
    const signs = { renewedUs: undefined, postedUs: undefined };
    const first = looked(undefined, { atUs: 5 * SECOND, ready: undefined, createdUs: SECOND, signs });
    expect(first).toMatchObject({ probeUs: SECOND, ready: undefined });
  });
});

describe("passes that are made up for", () => {
  it.each([
    ["nothing came", 97, 40, 100],
    ["the Lease was renewed", 117, 40, 120],
    ["the status was posted alone, and the old Lease counts once more", 97, 113, 120],
    ["the Lease was renewed after the post", 117, 113, 120],
    ["both came before the same pass", 104, 103, 105],
  ])("find when the node was seen last: %s", (_what, renewed, posted, seen) => {
    const signs = { renewedUs: renewed * SECOND, postedUs: posted * SECOND };
    let plain = SEEN;
    for (let second = 105; second <= 130; second += 5) {
      plain = looked(plain, look(second, second >= renewed ? renewed : 97, second >= posted ? posted : 40));
    }
    const made = caughtUp(SEEN, signs, GRID, 130 * SECOND);
    expect(made.probeUs).toBe(seen * SECOND);
    expect(made).toEqual(plain);
  });

  it("are at whole periods from the start", () => {
    expect(passFrom({ startedUs: 3, periodUs: 5 }, 9)).toBe(13);
    expect(passFrom({ startedUs: 3, periodUs: 5 }, 8)).toBe(8);
    expect(passFrom({ startedUs: 3, periodUs: 5 }, -9)).toBe(3);
  });
});
