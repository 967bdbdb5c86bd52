// When faults happen: laws, times, choices, and the same chance for the same names.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../../src/base/random/distribution.ts";
import { FaultCalendar, type Strike } from "../../../src/environment/faults/fault-calendar.ts";
import type { FaultScope, FaultTiming } from "../../../src/environment/faults/planned-fault.ts";
import type { NodeTarget } from "../../../src/environment/planned-target.ts";
import { SmallWorld, zonedNode } from "../small-world.ts";
import { at } from "./fault-world.ts";

const HOUR_US = 3600e6;
const HOURLY: Distribution = { kind: "exponential", mean: HOUR_US };

function law(repair: Distribution | null = { kind: "constant", value: 60e6 }): FaultTiming {
  return { kind: "law", timeToFailure: HOURLY, repair };
}

interface Calendar {
  readonly world: SmallWorld;
  readonly calendar: FaultCalendar;
  readonly strikes: (Strike & { readonly atUs: number })[];
}

/** Nodes that fail and are repaired after as long as the strike says. */
function calendarOf(
  names: readonly string[],
  timing: FaultTiming,
  target: NodeTarget = {},
  scope: FaultScope = "node",
): Calendar {
  const world = new SmallWorld().addNodes(...names.map((name, index) => zonedNode(name, index % 2 === 0 ? "a" : "b")));
  const strikes: Calendar["strikes"] = [];
  const position = { file: "s.yaml", line: 1, column: 1 };
  const repaired = world.engine.defineKind("test/repaired", "faults", (line) => calendar.ended(line));
  const { engine, cluster, streams } = world;
  const planned = [{ name: "crash", kind: "nodeCrash", target, timing, settings: {}, position }];
  const calendar = new FaultCalendar(planned, {
    engine,
    cluster,
    streams,
    scopeOf: () => scope,
    strike: (strike) => {
      strikes.push({ ...strike, atUs: engine.now });
      if (strike.lastsUs !== null) engine.scheduleAfter(strike.lastsUs as never, repaired, strike.line);
    },
  });
  calendar.begin();
  return { world, calendar, strikes };
}

function strikesOf({ strikes }: Calendar, node: string): readonly number[] {
  return strikes.filter(({ nodes }) => nodes.includes(node)).map(({ atUs }) => atUs);
}

describe("a calendar of faults by law", () => {
  it("lets a node fail, be repaired, and fail again, with the law's mean between", () => {
    const calendar = calendarOf(["n-1"], law());
    calendar.world.run(2000 * 3600);
    const times = strikesOf(calendar, "n-1");
    const gaps = times.slice(1).map((time, index) => time - times[index]! - 60e6);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    expect(Math.abs(mean / HOUR_US - 1)).toBeLessThan(0.1);
  });

  it("gives a node the same failures whatever other nodes there are, in whichever order", () => {
    const alone = calendarOf(["n-2"], law());
    const among = calendarOf(["n-3", "n-1", "n-2"], law());
    for (const { world } of [alone, among]) world.run(100 * 3600);
    expect(strikesOf(among, "n-2")).toEqual(strikesOf(alone, "n-2"));
    expect(strikesOf(among, "n-1")).not.toEqual(strikesOf(alone, "n-2"));
  });

  it("gives other failures with another seed", () => {
    const [one, other] = ["1", "2"].map((seed) =>
      new SmallWorld(seed).streams.entityDraws("faults/crash/failures").unit(1, 0),
    );
    expect(one).not.toBe(other);
  });

  it("lets what is never repaired fail once, until another node comes under the name", () => {
    const calendar = calendarOf(["n-1"], law(null));
    calendar.world.run(100 * 3600);
    expect(calendar.strikes).toHaveLength(1);
    calendar.world.removeNode("n-1");
    calendar.world.addNodes(zonedNode("n-1", "a"));
    calendar.calendar.nodeCame("n-1");
    calendar.world.run(200 * 3600);
    expect(calendar.strikes).toHaveLength(2);
  });

  it("holds for nodes that come later", () => {
    const calendar = calendarOf(["n-1"], law());
    calendar.world.addNodes(zonedNode("n-9", "b"));
    calendar.calendar.nodeCame("n-9");
    calendar.world.run(100 * 3600);
    expect(strikesOf(calendar, "n-9").length).toBeGreaterThan(10);
  });

  it("leaves nodes alone that have gone or are not meant", () => {
    const calendar = calendarOf(["n-1", "n-2"], law(), { zone: "b" });
    calendar.world.removeNode("n-2");
    calendar.world.run(100 * 3600);
    expect(strikesOf(calendar, "n-1")).toEqual([]);
    expect(calendar.strikes.every(({ nodes }) => nodes.length === 0)).toBe(true);
    expect(calendar.strikes).toHaveLength(1);
  });

  it("chooses its nodes once where only some are to fail by themselves", () => {
    const calendar = calendarOf(["n-1", "n-2", "n-3", "n-4"], law(), { count: 2 });
    calendar.world.run(100 * 3600);
    expect(new Set(calendar.strikes.flatMap(({ nodes }) => nodes)).size).toBe(2);
  });

  it("goes on from a snapshot as it would have", () => {
    const [whole, first, second] = [1, 2, 3].map(() => calendarOf(["n-1", "n-2"], law()));
    whole!.world.run(50 * 3600);
    first!.world.run(20 * 3600);
    second!.world.engine.restore(first!.world.engine.snapshot());
    second!.calendar.restore(first!.calendar.snapshot());
    second!.world.run(50 * 3600);
    expect([...first!.strikes, ...second!.strikes]).toEqual(whole!.strikes);
  });
});

describe("a calendar of faults at times", () => {
  it("hits all that are meant at once", () => {
    const calendar = calendarOf(["n-1", "n-2", "n-3"], at(30, 10), { zone: "a" });
    calendar.world.run();
    expect(calendar.strikes).toMatchObject([{ atUs: 30e6, nodes: ["n-1", "n-3"], lastsUs: 10e6, count: 0 }]);
  });

  it("comes again and again if asked", () => {
    const timing = { kind: "at", atUs: 30e6, forUs: 10e6, everyUs: 100e6 } as const;
    const calendar = calendarOf(["n-1"], timing, { names: ["n-1"] });
    calendar.world.run(500);
    expect(calendar.strikes.map(({ atUs, count }) => [atUs / 1e6, count])).toEqual([
      [30, 0],
      [130, 1],
      [230, 2],
      [330, 3],
      [430, 4],
    ]);
  });
});
