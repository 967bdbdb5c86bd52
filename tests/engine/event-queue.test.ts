// The event queue against a sorted array: the same events in the same order whatever the tuning.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { SimTime } from "../../src/base/time.ts";
import type { EventHandle } from "../../src/engine/event-table.ts";
import type { QueueTuning } from "../../src/engine/event-queue.ts";
import type { ListedEvent } from "./sorted-list.ts";

import { RandomStream } from "../../src/base/random/random-stream.ts";
import { EventQueue, SELF_TUNED } from "../../src/engine/event-queue.ts";
import { NO_SLOT } from "../../src/engine/event-table.ts";
import { PHASES } from "../../src/engine/phases.ts";
import { SortedList } from "./sorted-list.ts";

const END = Number.MAX_SAFE_INTEGER as SimTime;

/** Tunings that each strain one part of the queue. */
const TUNINGS: Readonly<Record<string, QueueTuning>> = {
  "self-tuned": SELF_TUNED,
  "slices from the first event on": { heapOnlyUpTo: 0, eventsPerSlice: 1, crowdedAbove: 4, sliceWidthUs: null },
  "huge slices": { heapOnlyUpTo: 0, eventsPerSlice: 4096, crowdedAbove: 100_000, sliceWidthUs: null },
  "always crowded": { heapOnlyUpTo: 0, eventsPerSlice: 8, crowdedAbove: 0, sliceWidthUs: null },
  "slices of 1 µs": { heapOnlyUpTo: 0, eventsPerSlice: 8, crowdedAbove: 64, sliceWidthUs: 1 },
  "slices of an hour": { heapOnlyUpTo: 0, eventsPerSlice: 8, crowdedAbove: 64, sliceWidthUs: 3_600_000_000 },
  "slices of an odd width": { heapOnlyUpTo: 8, eventsPerSlice: 8, crowdedAbove: 64, sliceWidthUs: 1234.567 },
};

/** How far ahead of now the next event is scheduled, µs. */
const SPREADS: Readonly<Record<string, (random: RandomStream) => number>> = {
  ties: (random) => random.nextIndex(3),
  continuous: (random) => Math.floor(-Math.log1p(-random.nextUnit()) * 1e6),
  "far future": (random) => Math.floor(random.nextUnit() * 1e11),
  mixed: (random) => [0, 1, random.nextIndex(1000), random.nextIndex(1e9), 86_400_000_000][random.nextIndex(5)]!,
  grid: (random) => random.nextIndex(20) * 10_000_000,
};

/** Runs `operations` random operations on both and compares each answer. Returns how many events were taken. */
function playAgainstReference(
  seed: string,
  tuning: QueueTuning,
  spread: (random: RandomStream) => number,
  pendingAimedAt: number,
  operations: number,
): number {
  const random = new RandomStream(seed, "queue operations");
  const queue = new EventQueue(1 << 20, tuning);
  const reference = new SortedList();
  const scheduled: { handle: EventHandle; event: ListedEvent }[] = [];
  let now = 0;
  let taken = 0;
  const push = (): void => {
    const [phase, kind] = [random.nextIndex(PHASES.length), random.nextIndex(50)];
    const [time, first, second] = [now + spread(random), random.nextIndex(1e6), random.nextIndex(2)];
    const handle = queue.push(time as SimTime, phase, kind, first, second);
    const entry = { handle, event: reference.add(time, phase, kind, first, second) };
    if (scheduled.length < 1000) scheduled.push(entry);
    else scheduled[random.nextIndex(1000)] = entry;
  };
  const take = (): void => {
    const limit = (random.nextIndex(10) === 0 ? now + spread(random) : END) as SimTime;
    const expected = reference.takeNext(limit);
    const slot = queue.takeNext(limit);
    if ((slot === NO_SLOT) !== (expected === undefined)) expect.fail(`take number ${taken} disagrees`);
    if (expected === undefined) return;
    const [time, kind] = [queue.timeOf(slot), queue.kindOf(slot)];
    const [first, second] = [queue.firstOf(slot), queue.secondOf(slot)];
    if (time !== expected.time || kind !== expected.kind || first !== expected.first || second !== expected.second) {
      expect.fail(`event number ${taken} is ${time} ${kind} ${first}, expected ${JSON.stringify(expected)}`);
    }
    now = time;
    taken += 1;
  };
  const cancel = (): void => {
    const { handle, event } = scheduled[random.nextIndex(Math.max(1, scheduled.length))] ?? scheduled[0]!;
    const slot = queue.find(handle);
    if ((slot !== NO_SLOT) !== reference.remove(event)) expect.fail(`finding an event after ${taken} disagrees`);
    if (slot !== NO_SLOT) queue.cancel(slot);
  };
  for (let operation = 0; operation < operations; operation += 1) {
    const fullness = queue.pending / pendingAimedAt;
    const choice = random.nextUnit();
    if (scheduled.length === 0 || choice < 0.4 + 0.2 * (1 - fullness)) push();
    else if (choice < 0.9) take();
    else cancel();
    if (random.nextIndex(20_000) === 0) for (let burst = 0; burst < pendingAimedAt; burst += 1) push();
    if (queue.pending !== reference.events.length) expect.fail(`pending differs after ${operation} operations`);
  }
  while (reference.events.length > 0) take();
  expect(queue.takeNext(END)).toBe(NO_SLOT);
  return taken;
}

describe("the event queue", () => {
  for (const [tuningName, tuning] of Object.entries(TUNINGS)) {
    for (const [spreadName, spread] of Object.entries(SPREADS)) {
      it(`gives the order of a sorted array with ${tuningName} and ${spreadName} times`, () => {
        const pending = tuningName === "slices of 1 µs" ? 50 : 1500;
        expect(playAgainstReference("small", tuning, spread, 20, 50_000)).toBeGreaterThan(15_000);
        expect(playAgainstReference("large", tuning, spread, pending, 150_000)).toBeGreaterThan(45_000);
      });
    }
  }

  it("gives the order of a sorted array for any short sequence of operations", () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant("push" as const),
        ahead: fc.oneof(fc.nat(3), fc.nat(10_000), fc.nat(2 ** 40)),
        phase: fc.nat(5),
      }),
      fc.record({ kind: fc.constant("take" as const), within: fc.oneof(fc.nat(100), fc.constant(2 ** 50)) }),
      fc.record({ kind: fc.constant("cancel" as const), index: fc.nat(200) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.constantFrom(...Object.values(TUNINGS)), (steps, tuning) => {
        const queue = new EventQueue(1000, tuning);
        const reference = new SortedList();
        const scheduled: { handle: EventHandle; event: ListedEvent }[] = [];
        let now = 0;
        for (const operation of steps) {
          if (operation.kind === "push") {
            const time = now + operation.ahead;
            const handle = queue.push(time as SimTime, operation.phase, 1, scheduled.length, 0);
            scheduled.push({ handle, event: reference.add(time, operation.phase, 1, scheduled.length, 0) });
          } else if (operation.kind === "take") {
            const expected = reference.takeNext(now + operation.within);
            const slot = queue.takeNext((now + operation.within) as SimTime);
            expect(slot !== NO_SLOT).toBe(expected !== undefined);
            if (expected !== undefined) {
              expect([queue.timeOf(slot), queue.firstOf(slot)]).toEqual([expected.time, expected.first]);
            }
            now = expected?.time ?? now;
          } else if (operation.index < scheduled.length) {
            const { handle, event } = scheduled[operation.index]!;
            const slot = queue.find(handle);
            expect(slot !== NO_SLOT).toBe(reference.remove(event));
            if (slot !== NO_SLOT) queue.cancel(slot);
          }
          expect(queue.pending).toBe(reference.events.length);
        }
      }),
      { seed: 20260101, numRuns: 2000 },
    );
  });

  it("takes events that lie before the earliest one that it has prepared for", () => {
    const queue = new EventQueue(1000);
    for (let index = 0; index < 100; index += 1) queue.push((1_000_000 + index) as SimTime, 0, 0, index, 0);
    expect(queue.takeNext(10 as SimTime)).toBe(NO_SLOT);
    queue.push(500 as SimTime, 0, 0, 4711, 0);
    queue.push(20 as SimTime, 0, 0, 4712, 0);
    const taken = [];
    for (;;) {
      const slot = queue.takeNext(1_000_000 as SimTime);
      if (slot === NO_SLOT) break;
      taken.push(queue.firstOf(slot));
    }
    expect(taken).toEqual([4712, 4711, 0]);
  });

  it("frees the slots of cancelled events, so that cancelling for ever needs no more room", () => {
    const queue = new EventQueue(5000);
    queue.push(1 as SimTime, 0, 0, 0, 0);
    for (let index = 0; index < 100_000; index += 1) {
      const handle = queue.push((1e12 + index) as SimTime, 0, 0, index, 0);
      queue.cancel(queue.find(handle));
    }
    expect(queue.pending).toBe(1);
  });

  it("forgets all events when all are cancelled, wherever they wait", () => {
    const queue = new EventQueue(10_000);
    // So many that the last cancellation is the one that sweeps.
    const handles = Array.from({ length: 1026 }, (_, index) => queue.push((index * 1000) as SimTime, 0, 0, index, 0));
    expect(queue.firstOf(queue.takeNext(END))).toBe(0);
    for (const handle of handles.slice(1)) queue.cancel(queue.find(handle));
    expect(queue.pending).toBe(0);
    for (let index = 0; index < 3000; index += 1) queue.push((4_000_000 - index * 1000) as SimTime, 0, 0, index, 0);
    const taken = Array.from({ length: 3000 }, () => queue.firstOf(queue.takeNext(END)));
    expect(taken).toEqual(Array.from({ length: 3000 }, (_, index) => 2999 - index));
    expect(queue.takeNext(END)).toBe(NO_SLOT);
  });

  it("refuses more pending events than its limit", () => {
    const queue = new EventQueue(1000);
    for (let index = 0; index < 1000; index += 1) queue.push(index as SimTime, 0, 0, 0, 0);
    expect(() => queue.push(1 as SimTime, 0, 0, 0, 0)).toThrow(/pending events stays within its limit \(limit: 1000\)/);
  });

  it("never takes an old handle for the event that now has its slot", () => {
    const queue = new EventQueue(10);
    const old = [];
    for (let round = 0; round < 1000; round += 1) {
      old.push(queue.push(round as SimTime, 0, 0, 0, 0));
      expect(queue.takeNext(END)).not.toBe(NO_SLOT);
    }
    const current = queue.push(5000 as SimTime, 0, 0, 0, 0);
    expect(old.every((handle) => queue.find(handle) === NO_SLOT)).toBe(true);
    queue.cancel(queue.find(current));
    expect(queue.find(current)).toBe(NO_SLOT);
  });
});
