// When flushes tick, and which of them keep a run going.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { BackoffClock } from "../../../src/components/scheduler/backoff.ts";
import { FlushTimers } from "../../../src/components/scheduler/flush-timers.ts";
import { Engine } from "../../../src/engine/engine.ts";

const SECOND = 1_000_000;

function ticking(clock: BackoffClock = "whole-seconds", startsAtUs = 0) {
  const engine = new Engine();
  const ticks: string[] = [];
  const tick = (what: string) => () => void ticks.push(`${what} ${engine.now / SECOND}`);
  const timers = new FlushTimers(engine, clock, moment(startsAtUs), tick("backoff"), tick("leftover"));
  const at = (us: number, act: () => void) => void engine.scheduleHook(moment(us), "api", act);
  return { engine, ticks, timers, at };
}

describe("the flush of the backoff queue", () => {
  it("comes at the next whole second, and keeps a run going that it is worthwhile for", () => {
    const { engine, ticks, timers, at } = ticking();
    at(1_300_000, () => timers.keepBackoff("worthwhile"));
    engine.run();
    expect(ticks).toEqual(["backoff 2"]);
  });

  it("comes a whole second later when it is asked for on a whole second", () => {
    const { engine, ticks, timers, at } = ticking();
    at(SECOND, () => timers.keepBackoff("worthwhile"));
    engine.run();
    expect(ticks).toEqual(["backoff 2"]);
  });

  it("does not keep a run going when it is idle, but comes if the run goes on", () => {
    const { engine, ticks, timers, at } = ticking();
    at(0, () => timers.keepBackoff("idle"));
    engine.run();
    expect(ticks).toEqual([]);
    at(5 * SECOND, () => {});
    engine.run();
    expect(ticks).toEqual(["backoff 1"]);
  });

  it("comes once, however often it is asked for", () => {
    const { engine, ticks, timers, at } = ticking();
    for (const us of [0, 1, 2]) at(us, () => timers.keepBackoff("worthwhile"));
    engine.run();
    expect(ticks).toEqual(["backoff 1"]);
  });

  it("keeps its moment when the need for it changes", () => {
    const { engine, ticks, timers, at } = ticking();
    at(0, () => timers.keepBackoff("idle"));
    at(SECOND, () => timers.keepBackoff("worthwhile"));
    engine.run();
    expect(ticks).toEqual(["backoff 1"]);
  });

  it("does not come when nothing backs off any more", () => {
    const { engine, ticks, timers, at } = ticking();
    at(0, () => timers.keepBackoff("worthwhile"));
    at(1, () => timers.keepBackoff("none"));
    at(5 * SECOND, () => {});
    engine.run();
    expect(ticks).toEqual([]);
  });
});

describe("the leftover flush", () => {
  it.each([
    [0, 30],
    [29_999_999, 30],
    [30_000_000, 60],
    [95_000_000, 120],
  ])("asked for at %d µs comes at %d s", (us, second) => {
    const { engine, ticks, timers, at } = ticking();
    at(us, () => timers.keepLeftover());
    at(us + 1, () => timers.keepLeftover());
    at(200 * SECOND, () => {});
    engine.run();
    expect(ticks).toEqual([`leftover ${second}`]);
  });

  it("does not keep a run going", () => {
    const { engine, ticks, timers, at } = ticking();
    at(0, () => timers.keepLeftover());
    expect(engine.run()).toMatchObject({ endedBy: "quiescence", at: 0 });
    expect(ticks).toEqual([]);
  });
});

describe("a snapshot of the timers", () => {
  it.each(["idle", "worthwhile"] as const)("lets an %s flush come once, and go when nothing backs off", (need) => {
    const before = ticking();
    before.timers.keepBackoff(need);
    before.timers.keepLeftover();
    const go = (last: "none" | typeof need) => {
      const after = ticking();
      after.engine.restore(before.engine.snapshot());
      after.timers.restore(before.timers.snapshot());
      after.timers.keepBackoff(last);
      after.timers.keepLeftover();
      after.at(40 * SECOND, () => {});
      after.engine.run();
      return after.ticks;
    };
    expect(go(need)).toEqual(["backoff 1", "leftover 30"]);
    expect(go("none")).toEqual(["leftover 30"]);
  });
});

describe("the flushes of a scheduler that starts at 7 ms", () => {
  it("tick every second and every 30 seconds from then on, where backoffs are read exactly", () => {
    const { engine, ticks, timers, at } = ticking("exact", 7000);
    at(1_300_000, () => timers.keepBackoff("worthwhile"));
    at(1_300_000, () => timers.keepLeftover());
    at(40 * SECOND, () => {});
    engine.run();
    expect(ticks).toEqual(["backoff 2.007", "leftover 30.007"]);
  });
});
