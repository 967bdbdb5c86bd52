// Periodic timers in cohorts against single timers: the same ticks in the same order with far fewer events.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { EventKind } from "../../src/engine/event-kinds.ts";

import { moment, span } from "../../src/base/time.ts";
import { CohortTimers } from "../../src/engine/cohort-timers.ts";
import { Engine } from "../../src/engine/engine.ts";

const PERIOD = 10;
const END = moment(200);

/** An engine that cannot become quiescent before END, with timers that write down who ticks when. */
function makeTimers(onTick: (member: number) => void = () => undefined): {
  engine: Engine;
  timers: CohortTimers;
  ticks: string[];
} {
  const engine = new Engine();
  const ticks: string[] = [];
  const timers = new CohortTimers(engine, "heartbeat", "kubelet", span(PERIOD), (member) => {
    ticks.push(`${engine.now}:${member}`);
    onTick(member);
  });
  const keepGoing = engine.defineKind("end of test", "observers", () => undefined);
  engine.schedule(END, keepGoing);
  return { engine, timers, ticks };
}

describe("cohort timers", () => {
  it("call the members of a cohort in the order of joining, for one event per period", () => {
    const { engine, timers, ticks } = makeTimers();
    for (const member of [7, 3, 5]) timers.join(member, moment(4));
    timers.join(1, moment(6));
    engine.run(moment(16));
    expect(ticks).toEqual(["4:7", "4:3", "4:5", "6:1", "14:7", "14:3", "14:5", "16:1"]);
    expect(engine.events).toBe(4);
    expect(timers.cohortCount).toBe(2);
  });

  it("begin at the first tick of each member, however early or late", () => {
    const { engine, timers, ticks } = makeTimers();
    timers.join(1, moment(35));
    timers.join(2, moment(15));
    timers.join(3, moment(55));
    engine.run(moment(60));
    expect(ticks).toEqual(["15:2", "25:2", "35:1", "35:2", "45:1", "45:2", "55:1", "55:2", "55:3"]);
    expect(timers.cohortCount).toBe(1);
  });

  it("stop with the last member of a cohort", () => {
    const { engine, timers, ticks } = makeTimers();
    timers.join(1, moment(5));
    timers.join(2, moment(5));
    engine.run(moment(7));
    timers.leave(1);
    engine.run(moment(17));
    timers.leave(2);
    expect([timers.has(1), timers.has(2), timers.cohortCount, engine.pending]).toEqual([false, false, 0, 1]);
    engine.run(moment(60));
    expect(ticks).toEqual(["5:1", "5:2", "15:2"]);
  });

  it("let members leave and join during a tick", () => {
    const { engine, timers, ticks } = makeTimers((member) => {
      if (member !== 1 || engine.now > 5) return;
      timers.leave(1);
      timers.leave(2);
      timers.join(4, moment(engine.now + PERIOD));
      timers.join(1, moment(engine.now + 2 * PERIOD));
    });
    for (const member of [1, 2, 3]) timers.join(member, moment(5));
    engine.run(moment(26));
    expect(ticks).toEqual(["5:1", "5:3", "15:3", "15:4", "25:3", "25:4", "25:1"]);
  });

  it("let the whole cohort leave and come back during its tick", () => {
    const { engine, timers, ticks } = makeTimers((member) => {
      timers.leave(1);
      timers.leave(2);
      timers.join(member, moment(engine.now + PERIOD));
      timers.join(3 - member, moment(engine.now + PERIOD));
    });
    timers.join(1, moment(5));
    timers.join(2, moment(5));
    engine.run(moment(26));
    expect(ticks).toEqual(["5:1", "15:1", "25:1"]);
    expect(timers.cohortCount).toBe(1);
  });

  it("need no more room when members come and go for ever", () => {
    const { engine, timers } = makeTimers();
    timers.join(0, moment(5));
    for (let round = 1; round <= 15; round += 1) {
      for (let member = 1; member <= 100; member += 1) timers.join(member, moment(round * PERIOD + 5));
      for (let member = 1; member <= 100; member += 1) timers.leave(member);
      engine.run(moment(round * PERIOD + 6));
    }
    expect(timers.snapshot()["members"]!.length).toBeLessThan(200);
  });

  it("do not keep a run going", () => {
    const engine = new Engine();
    const timers = new CohortTimers(engine, "resync", "controllers", span(PERIOD), () => undefined);
    timers.join(0, moment(1));
    expect(engine.run(moment(1000))).toEqual({ endedBy: "quiescence", at: 0, events: 0 });
  });

  it("refuse who is in already, who is not in, first ticks that do not lie ahead, and periods of no length", () => {
    const { engine, timers } = makeTimers();
    timers.join(1, moment(5));
    expect(() => timers.join(1, moment(6))).toThrow(/a new member joins/);
    expect(() => timers.join(-1, moment(6))).toThrow(/a new member joins/);
    expect(() => timers.join(2, moment(0))).toThrow(/the first tick lies ahead/);
    expect(() => timers.leave(2)).toThrow(/only a member leaves/);
    expect(() => new CohortTimers(engine, "nothing", "api", span(0), () => undefined)).toThrow(/longer than nothing/);
  });

  it("tick exactly as single timers do, for any members that join within a period and leave at any time", () => {
    const membership = fc.record({
      firstTick: fc.integer({ min: 1, max: PERIOD }),
      leaveAt: fc.integer({ min: 1, max: 250 }),
    });
    fc.assert(
      fc.property(fc.array(membership, { maxLength: 40 }), (members) => {
        const { engine, timers, ticks } = makeTimers();
        members.forEach(({ firstTick, leaveAt }, member) => {
          timers.join(member, moment(firstTick));
          engine.scheduleHook(moment(leaveAt), "faults", () => timers.leave(member));
        });
        engine.run(END);
        expect(ticks).toEqual(singleTicks(members));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("go on after a fork as if nothing had happened", () => {
    const build = (): ReturnType<typeof makeTimers> =>
      makeTimers((member) => {
        if (member % 7 === 3) built.timers.leave(member);
      });
    let built = build();
    for (let member = 0; member < 60; member += 1) built.timers.join(member, moment(1 + ((member * 13) % 25)));
    built.engine.run(moment(12));
    const saved = { engine: built.engine.snapshot(), timers: built.timers.snapshot() };
    const finish = ({ engine, timers, ticks }: ReturnType<typeof makeTimers>): unknown => {
      ticks.length = 0;
      engine.run(moment(80));
      timers.join(1000, moment(81));
      engine.run(moment(150));
      return {
        ticks: [...ticks],
        fingerprint: engine.fingerprint,
        timers: timers.snapshot(),
        engine: engine.snapshot(),
      };
    };
    const expected = finish(built);
    built = build();
    built.engine.restore(saved.engine);
    built.timers.restore(saved.timers);
    expect(finish(built)).toEqual(expected);
  });
});

/** The naive form: one event for each tick of each member. */
function singleTicks(members: readonly { readonly firstTick: number; readonly leaveAt: number }[]): string[] {
  const engine = new Engine();
  const ticks: string[] = [];
  const tick: EventKind = engine.defineKind("tick", "kubelet", (member) => {
    if (engine.now >= members[member]!.leaveAt) return;
    ticks.push(`${engine.now}:${member}`);
    engine.scheduleAfter(span(PERIOD), tick, member);
  });
  members.forEach(({ firstTick }, member) => engine.schedule(moment(firstTick), tick, member));
  engine.run(END);
  return ticks;
}
