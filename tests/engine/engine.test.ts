// The kernel: order, ends of a run, cancelling, hooks, limits, fingerprint, and forks that go on bit-equal.

import { describe, expect, it } from "vitest";

import type { Duration, SimTime } from "../../src/base/time.ts";
import type { EventKind } from "../../src/engine/event-kinds.ts";
import type { EventHandle } from "../../src/engine/event-table.ts";
import type { QueueTuning } from "../../src/engine/event-queue.ts";

import { RandomStreams } from "../../src/base/random/random-streams.ts";
import { moment, span } from "../../src/base/time.ts";
import { Engine } from "../../src/engine/engine.ts";
import { SELF_TUNED } from "../../src/engine/event-queue.ts";
import { DEFAULT_LIMITS } from "../../src/engine/limits.ts";
import { PHASES } from "../../src/engine/phases.ts";

/** An engine with one kind for each phase that writes down what happens. */
function recordingEngine(): { engine: Engine; kinds: EventKind[]; happened: string[] } {
  const engine = new Engine();
  const happened: string[] = [];
  const kinds = PHASES.map((phase) =>
    engine.defineKind(phase, phase, (first, second) => happened.push(`${engine.now} ${phase} ${first} ${second}`)),
  );
  return { engine, kinds, happened };
}

describe("the order of events", () => {
  it("is time, then phase, then the order of scheduling", () => {
    const { engine, kinds, happened } = recordingEngine();
    for (const at of [20, 10]) {
      for (const kind of kinds.toReversed()) {
        engine.schedule(moment(at), kind, 1);
        engine.schedule(moment(at), kind, 2);
      }
    }
    engine.run();
    const expected = [10, 20].flatMap((at) => PHASES.flatMap((phase) => [`${at} ${phase} 1 0`, `${at} ${phase} 2 0`]));
    expect(happened).toEqual(expected);
  });

  it("lets an event of an earlier phase at the current moment happen next", () => {
    const { engine, kinds, happened } = recordingEngine();
    const [, kubelet, , , scheduler] = kinds as [EventKind, EventKind, EventKind, EventKind, EventKind];
    const bind = engine.defineKind("bind", "scheduler", () => engine.schedule(engine.now, kubelet, 7));
    engine.schedule(moment(5), bind);
    engine.schedule(moment(5), scheduler, 8);
    engine.run();
    expect(happened).toEqual(["5 kubelet 7 0", "5 scheduler 8 0"]);
  });

  it("counts delays from the current moment", () => {
    const { engine, kinds, happened } = recordingEngine();
    const start = engine.defineKind("start", "api", () => engine.scheduleAfter(span(30), kinds[0]!, 1, 2));
    engine.schedule(moment(12), start);
    engine.run();
    expect(happened).toEqual(["42 faults 1 2"]);
  });
});

describe("a run", () => {
  it("ends at quiescence, at the time of the last event", () => {
    const { engine, kinds } = recordingEngine();
    engine.schedule(moment(3), kinds[0]!);
    engine.schedule(moment(9), kinds[0]!);
    expect(engine.run(moment(100))).toEqual({ endedBy: "quiescence", at: 9, events: 2 });
    expect(engine.now).toBe(9);
  });

  it("ends at the horizon, whose own events still happen, and goes on from there", () => {
    const { engine, kinds, happened } = recordingEngine();
    for (const at of [5, 10, 11, 30]) engine.schedule(moment(at), kinds[0]!, at);
    expect(engine.run(moment(10))).toEqual({ endedBy: "horizon", at: 10, events: 2 });
    expect(engine.run(moment(20))).toEqual({ endedBy: "horizon", at: 20, events: 1 });
    engine.schedule(moment(21), kinds[0]!, 21);
    expect(engine.run()).toEqual({ endedBy: "quiescence", at: 30, events: 2 });
    expect(happened.map((line) => line.split(" ")[2])).toEqual(["5", "10", "11", "21", "30"]);
    expect(engine.events).toBe(5);
  });

  it("ends after the event in which somebody stops it", () => {
    const { engine, kinds } = recordingEngine();
    const stop = engine.defineKind("stop", "api", () => engine.stop());
    engine.schedule(moment(4), stop);
    engine.schedule(moment(4), kinds[5]!);
    expect(engine.run()).toEqual({ endedBy: "stop-condition", at: 4, events: 1 });
    expect(engine.pending).toBe(1);
    expect(engine.run().endedBy).toBe("quiescence");
  });

  it("does not wait for background events, but lets them happen while others wait", () => {
    const engine = new Engine();
    const flushes: number[] = [];
    const flush = engine.defineBackgroundKind("flush", "scheduler", () => {
      flushes.push(engine.now);
      engine.scheduleAfter(span(10), flush);
    });
    const work = engine.defineKind("work", "api", () => undefined);
    engine.schedule(moment(10), flush);
    engine.schedule(moment(35), work);
    expect(engine.run(moment(1000))).toEqual({ endedBy: "quiescence", at: 35, events: 4 });
    expect(flushes).toEqual([10, 20, 30]);
    expect(engine.pending).toBe(1);
  });

  it("is quiescent at once when all that waited was cancelled", () => {
    const { engine, kinds } = recordingEngine();
    const handle = engine.schedule(moment(50), kinds[2]!);
    expect(engine.isPending(handle)).toBe(true);
    expect(engine.cancel(handle)).toBe(true);
    expect([engine.isPending(handle), engine.cancel(handle), engine.pending]).toEqual([false, false, 0]);
    expect(engine.run()).toEqual({ endedBy: "quiescence", at: 0, events: 0 });
  });

  it("is not started by a handler, nor towards the past", () => {
    const engine = new Engine();
    const nested = engine.defineKind("nested", "api", () => void engine.run());
    engine.schedule(moment(1), nested);
    expect(() => engine.run()).toThrow(/a handler does not start its own run/);
    expect(() => engine.run(moment(0))).toThrow(/the horizon lies ahead/);
  });

  it("passes on what a handler throws, and can go on afterwards", () => {
    const { engine, kinds, happened } = recordingEngine();
    const broken = engine.defineKind("broken", "api", () => {
      throw new Error("planted");
    });
    engine.schedule(moment(1), broken);
    engine.schedule(moment(2), kinds[0]!);
    expect(() => engine.run()).toThrow("planted");
    engine.run();
    expect(happened).toEqual(["2 faults 0 0"]);
  });
});

describe("scheduling", () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 9])("refuses the time %s at moment 10", (at) => {
    const { engine, kinds } = recordingEngine();
    engine.schedule(moment(10), kinds[0]!);
    engine.run();
    expect(() => engine.schedule(at as SimTime, kinds[3]!)).toThrow(
      /scheduled for a whole µs, now or later.*event: controllers, at: .*, now: 10/,
    );
    expect(engine.pending).toBe(0);
  });

  it.each([0.5, Number.NaN, 2 ** 31, -(2 ** 31) - 1])("refuses the number %s", (number) => {
    const { engine, kinds } = recordingEngine();
    expect(() => engine.schedule(moment(1), kinds[0]!, number)).toThrow(/whole numbers of 32 bits/);
    expect(() => engine.schedule(moment(1), kinds[0]!, 0, number)).toThrow(/whole numbers of 32 bits/);
  });

  it("keeps the extreme numbers of 32 bits", () => {
    const { engine, kinds, happened } = recordingEngine();
    engine.schedule(moment(1), kinds[0]!, -(2 ** 31), 2 ** 31 - 1);
    engine.run();
    expect(happened).toEqual(["1 faults -2147483648 2147483647"]);
  });

  it("refuses a kind of event twice", () => {
    const { engine } = recordingEngine();
    expect(() => engine.defineKind("api", "faults", () => undefined)).toThrow(/a name of its own \(name: api\)/);
  });

  it("refuses more pending events than the limit", () => {
    const engine = new Engine({ ...DEFAULT_LIMITS, pendingEvents: 3 });
    const kind = engine.defineKind("kind", "api", () => undefined);
    for (let count = 0; count < 3; count += 1) engine.schedule(moment(1), kind);
    expect(() => engine.schedule(moment(1), kind)).toThrow(/pending events stays within its limit \(limit: 3\)/);
  });

  it("gives a run up after so many events, and holds to it when asked to go on", () => {
    const engine = new Engine({ ...DEFAULT_LIMITS, events: 10 });
    const again: EventKind = engine.defineKind(
      "again",
      "api",
      () => void engine.schedule(moment(engine.now + 1), again),
    );
    engine.schedule(moment(1), again);
    expect(engine.run()).toEqual({ endedBy: "event-limit", at: 10, events: 10 });
    expect(engine.run(moment(20))).toEqual({ endedBy: "event-limit", at: 10, events: 0 });
  });

  it("refuses to let a moment last for ever", () => {
    const engine = new Engine({ ...DEFAULT_LIMITS, eventsPerMoment: 1000 });
    const loop: EventKind = engine.defineKind("loop", "api", () => void engine.schedule(engine.now, loop));
    engine.schedule(moment(77), loop);
    expect(() => engine.run()).toThrow(/time goes on \(event: loop, now: 77, eventsAtThisMoment: 1000\)/);
  });
});

describe("hooks and observers", () => {
  it("run closures in their phase", () => {
    const { engine, kinds, happened } = recordingEngine();
    engine.scheduleHook(moment(5), "controllers", () => happened.push("hook"));
    engine.schedule(moment(5), kinds[4]!);
    engine.schedule(moment(5), kinds[2]!);
    engine.run();
    expect(happened).toEqual(["5 api 0 0", "hook", "5 scheduler 0 0"]);
  });

  it("forget the closure of a cancelled hook", () => {
    const { engine, happened } = recordingEngine();
    const cancelled = engine.scheduleHook(moment(5), "api", () => happened.push("cancelled"));
    engine.scheduleHook(moment(6), "api", () => happened.push("kept"));
    expect(engine.cancel(cancelled)).toBe(true);
    engine.run();
    expect(happened).toEqual(["kept"]);
    expect(() => engine.snapshot()).not.toThrow();
  });

  it("keep a run from being saved while a closure waits", () => {
    const { engine } = recordingEngine();
    engine.scheduleHook(moment(5), "api", () => undefined);
    expect(() => engine.snapshot()).toThrow(/no hook waits/);
  });

  it("tell an observer of every event after its handler, until it is removed", () => {
    const { engine, kinds, happened } = recordingEngine();
    engine.observe((kind, first, second) => happened.push(`seen ${engine.kindName(kind)} ${first} ${second}`));
    engine.schedule(moment(1), kinds[0]!, 1, 2);
    engine.run();
    engine.observe(null);
    engine.schedule(moment(2), kinds[0]!, 3, 4);
    engine.run();
    expect(happened).toEqual(["1 faults 1 2", "seen faults 1 2", "2 faults 3 4"]);
  });
});

interface Scheduled {
  readonly at: number;
  readonly phase: number;
  readonly first: number;
  readonly second: number;
}

function fingerprintOf(events: readonly Scheduled[]): string {
  const { engine, kinds } = recordingEngine();
  for (const { at, phase, first, second } of events) engine.schedule(moment(at), kinds[phase]!, first, second);
  engine.run();
  return engine.fingerprint;
}

describe("the fingerprint", () => {
  const base: readonly Scheduled[] = [
    { at: 10, phase: 1, first: 3, second: 4 },
    { at: 10, phase: 1, first: 4, second: 3 },
    { at: 2 ** 40, phase: 2, first: 0, second: 0 },
  ];

  it("changes with each single field of each event, with their order, and with their number", () => {
    const variants: (readonly Scheduled[])[] = [base, base.slice(0, 2), [...base, base[2]!], base.toReversed()];
    base.forEach((event, index) => {
      variants.push(base.with(index, { ...event, at: event.at + 1 }), base.with(index, { ...event, at: event.at * 2 }));
      variants.push(base.with(index, { ...event, phase: event.phase + 1 }));
      variants.push(base.with(index, { ...event, first: event.first + 1 }));
      variants.push(base.with(index, { ...event, second: event.second - 1 }));
    });
    expect(new Set(variants.map(fingerprintOf)).size).toBe(variants.length);
  });

  it("is 16 hexadecimal digits, the same each time, whatever else was defined before", () => {
    const once = fingerprintOf(base);
    expect(once).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf(base)).toBe(once);
    const engine = new Engine();
    engine.defineKind("unused", "faults", () => undefined);
    const kinds = PHASES.map((phase) => engine.defineKind(phase, phase, () => undefined));
    for (const { at, phase, first, second } of base) engine.schedule(moment(at), kinds[phase]!, first, second);
    engine.run();
    expect(engine.fingerprint).toBe(once);
  });
});

/** A small open network that draws, schedules, cancels and ticks: state in engine, streams and one column. */
function makeNetwork(tuning: QueueTuning = SELF_TUNED): {
  engine: Engine;
  streams: RandomStreams;
  timeouts: Float64Array;
} {
  const engine = new Engine(DEFAULT_LIMITS, tuning);
  const streams = new RandomStreams("fork");
  const timeouts = new Float64Array(500).fill(-1);
  const delay = (name: string, mean: number): Duration =>
    span(Math.floor(-Math.log1p(-streams.stream(name).nextUnit()) * mean));
  const timeout = engine.defineKind("timeout", "controllers", (entity) => {
    timeouts[entity] = -1;
    engine.scheduleAfter(delay("restart", 1e5), request, entity);
  });
  const request: EventKind = engine.defineKind("request", "api", (entity, hops) => {
    engine.cancel(timeouts[entity] as EventHandle);
    timeouts[entity] = engine.scheduleAfter(span(3_000_000), timeout, entity);
    engine.scheduleAfter(delay("think", 1e6), request, streams.stream("route").nextIndex(500), hops + 1);
  });
  const flush = engine.defineBackgroundKind(
    "flush",
    "observers",
    () => void engine.scheduleAfter(span(777_777), flush),
  );
  engine.schedule(moment(1), flush);
  for (let entity = 0; entity < 500; entity += 1) engine.schedule(moment(entity), request, entity);
  return { engine, streams, timeouts };
}

describe("a fork of a run", () => {
  it("goes on bit-equal, state and all, in the same and in another engine", () => {
    const original = makeNetwork();
    original.engine.run(moment(20_000_000));
    const saved = { engine: original.engine.snapshot(), streams: original.streams.snapshot() };
    const savedTimeouts = original.timeouts.slice();
    const finish = ({ engine, streams, timeouts }: ReturnType<typeof makeNetwork>): unknown => {
      const outcome = engine.run(moment(60_000_000));
      return {
        outcome,
        fingerprint: engine.fingerprint,
        engine: engine.snapshot(),
        streams: streams.snapshot(),
        timeouts,
      };
    };
    const first = finish(original);
    const fork = makeNetwork();
    fork.engine.restore(saved.engine);
    fork.streams.restore(saved.streams);
    fork.timeouts.set(savedTimeouts);
    expect(finish(fork)).toEqual(first);
    original.engine.restore(saved.engine);
    original.streams.restore(saved.streams);
    original.timeouts.set(savedTimeouts);
    expect(finish(original)).toEqual({ ...(first as object), timeouts: original.timeouts });
  });

  it("gives the fingerprint of a run that was never interrupted, whatever the tuning of the queue", () => {
    const whole = makeNetwork();
    whole.engine.run(moment(30_000_000));
    const tunings = [
      { heapOnlyUpTo: 0, eventsPerSlice: 1, crowdedAbove: 1, sliceWidthUs: null },
      { heapOnlyUpTo: 0, eventsPerSlice: 1000, crowdedAbove: 1e6, sliceWidthUs: 12_345 },
    ];
    for (const tuning of tunings) {
      const part = makeNetwork(tuning);
      part.engine.run(moment(11_111_111));
      const rest = makeNetwork();
      rest.engine.restore(part.engine.snapshot());
      rest.streams.restore(part.streams.snapshot());
      rest.timeouts.set(part.timeouts);
      rest.engine.run(moment(30_000_000));
      expect(rest.engine.fingerprint).toBe(whole.engine.fingerprint);
      expect(rest.engine.events).toBe(whole.engine.events);
    }
  });

  it("goes on in the middle of a moment and still notices that the moment does not end", () => {
    const build = (): { engine: Engine; loop: EventKind } => {
      const engine = new Engine({ ...DEFAULT_LIMITS, eventsPerMoment: 100 });
      const loop: EventKind = engine.defineKind("loop", "api", () => {
        engine.schedule(engine.now, loop);
        if (engine.events === 60) engine.stop();
      });
      return { engine, loop };
    };
    const { engine, loop } = build();
    engine.schedule(moment(5), loop);
    expect(engine.run().endedBy).toBe("stop-condition");
    const fork = build().engine;
    fork.restore(engine.snapshot());
    expect(() => fork.run()).toThrow(/time goes on/);
    expect(fork.events).toBe(100);
  });

  it("is refused by an engine that knows other kinds of events", () => {
    const saved = makeNetwork().engine.snapshot();
    expect(() => new Engine().restore(saved)).toThrow(/both engines know the same kinds of events/);
  });

  it("leaves the snapshot untouched", () => {
    const { engine } = makeNetwork();
    const saved = engine.snapshot();
    const copy = structuredClone(saved);
    engine.run(moment(5_000_000));
    engine.restore(saved);
    engine.run(moment(5_000_000));
    expect(saved).toEqual(copy);
  });
});
