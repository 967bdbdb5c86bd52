// The seats of a priority level: who sits, who waits, who is refused, and whose turn it is.

import { describe, expect, it } from "vitest";

import { LEVEL_ROOMS, LevelSeats, NOBODY } from "../../../src/components/api-server/level-seats.ts";
import { seatLimits } from "../../../src/model/flow-control/priority-levels.ts";

describe("the seats of a level", () => {
  it("are taken first, then lines form before them, then there is no room", () => {
    const level = new LevelSeats({ seats: 2, waitingPerFlow: 1, waiting: 2 });
    expect([0, 1, 2, 3].map((request) => level.arrive(0, request))).toEqual(["seated", "seated", "waiting", "refused"]);
    expect(level.arrive(1, 4)).toBe("waiting");
    // Nor is there room for other flows once so many wait in all.
    expect(level.arrive(2, 5)).toBe("refused");
  });

  it("go to the flows in turn", () => {
    const level = new LevelSeats({ seats: 1, waitingPerFlow: 10, waiting: 100 });
    for (const request of [0, 1, 2, 3]) level.arrive(0, request);
    for (const request of [10, 11]) level.arrive(1, request);
    expect(Array.from({ length: 6 }, () => level.leave())).toEqual([1, 10, 2, 11, 3, NOBODY]);
    expect(level.arrive(0, 4)).toBe("seated");
  });

  it("come back from a snapshot", () => {
    const level = new LevelSeats({ seats: 1, waitingPerFlow: 3, waiting: 100 });
    for (const request of [0, 1, 2, 3]) level.arrive(request % 2, request);
    const again = new LevelSeats({ seats: 1, waitingPerFlow: 3, waiting: 100 });
    again.restore(level.snapshot());
    expect(Array.from({ length: 4 }, () => again.leave())).toEqual([1, 2, 3, NOBODY]);
  });

  it("are those of a server with 600 in all, as its own objects share them out", () => {
    const shares = { "leader-election": 10, "node-high": 40, system: 30, "workload-high": 40, "workload-low": 100 };
    const levels = Object.entries({ ...shares, "global-default": 20 }).map(([name, nominalConcurrencyShares]) => {
      const limitResponse = { type: "Queue", queuing: { queues: 64, handSize: 6, queueLengthLimit: 50 } };
      return { name, type: "Limited", limited: { nominalConcurrencyShares, limitResponse } };
    });
    const seats = seatLimits(levels, 600);
    for (const name of ["node-high", "system", "workload-high", "workload-low", "global-default", "catch-all"] as const)
      expect(LEVEL_ROOMS[name].seats).toBe(seats.get(name)!.nominal);
  });
});
