// The hold model, the usual yardstick of event queues: take the next event, schedule one in its place; the
// number of pending events stays the same. The reference is what most JavaScript simulators do: a TinyQueue
// of event objects. Every variant dispatches by kind and digests the order of events.

import TinyQueue from "tinyqueue";

import type { SimTime } from "../../src/base/time.ts";
import type { Benchmark, BenchmarkCase, Measurement } from "../benchmark.ts";

import { RandomStream } from "../../src/base/random/random-stream.ts";
import { Engine } from "../../src/engine/engine.ts";
import { EventQueue } from "../../src/engine/event-queue.ts";
import { atLeastTimes, timed } from "../benchmark.ts";

const END = Number.MAX_SAFE_INTEGER as SimTime;
const MEAN_DELAY_US = 10_000_000;
const DRAWS = 65_536;

/** Exponential delays in whole µs, drawn beforehand so that the queue is measured and not the generator. */
function makeDelays(): Float64Array {
  const random = new RandomStream("bench", "hold");
  return Float64Array.from({ length: DRAWS }, () => Math.floor(-Math.log1p(-random.nextUnit()) * MEAN_DELAY_US));
}

/** One step of the digest of the order in which entities come up. */
function digest(sum: number, entity: number): number {
  return (Math.imul(sum, 31) + entity) | 0;
}

interface EventObject {
  readonly time: number;
  readonly sequence: number;
  readonly kind: number;
  readonly first: number;
  readonly second: number;
}

function holdWithObjects(pending: number, holds: number): Measurement {
  const delays = makeDelays();
  const queue = new TinyQueue<EventObject>([], (x, y) => x.time - y.time || x.sequence - y.sequence);
  let sequence = 0;
  let now = 0;
  let sum = 0;
  const schedule = (delay: number, first: number, second: number): void => {
    queue.push({ time: now + delay, sequence, kind: 0, first, second });
    sequence += 1;
  };
  const handlers = [
    (first: number, second: number): void => {
      sum = digest(sum, first);
      schedule(delays[(sequence - pending) % DRAWS]!, first, second + 1);
    },
  ];
  for (let entity = 0; entity < pending; entity += 1) schedule(delays[entity % DRAWS]!, entity, 0);
  return timed(holds, () => {
    for (let hold = 0; hold < holds; hold += 1) {
      const event = queue.pop()!;
      now = event.time;
      handlers[event.kind]!(event.first, event.second);
    }
    return `${now} ${sum}`;
  });
}

function holdWithQueue(pending: number, holds: number): Measurement {
  const delays = makeDelays();
  const queue = new EventQueue(pending);
  let now = 0;
  let sum = 0;
  let drawn = 0;
  const handlers = [
    (first: number, second: number): void => {
      sum = digest(sum, first);
      queue.push((now + delays[drawn % DRAWS]!) as SimTime, 2, 0, first, second + 1);
      drawn += 1;
    },
  ];
  for (let entity = 0; entity < pending; entity += 1) queue.push(delays[entity % DRAWS]! as SimTime, 2, 0, entity, 0);
  return timed(holds, () => {
    for (let hold = 0; hold < holds; hold += 1) {
      const slot = queue.takeNext(END);
      now = queue.timeOf(slot);
      handlers[queue.kindOf(slot)]!(queue.firstOf(slot), queue.secondOf(slot));
    }
    return `${now} ${sum}`;
  });
}

function holdWithEngine(pending: number, holds: number): Measurement {
  const delays = makeDelays();
  const engine = new Engine();
  let sum = 0;
  let drawn = 0;
  const hold = engine.defineKind("hold", "api", (first, second) => {
    sum = digest(sum, first);
    engine.schedule((engine.now + delays[drawn % DRAWS]!) as SimTime, hold, first, second + 1);
    drawn += 1;
    if (drawn === holds) engine.stop();
  });
  for (let entity = 0; entity < pending; entity += 1) engine.schedule(delays[entity % DRAWS]! as SimTime, hold, entity);
  return timed(holds, () => {
    const { at } = engine.run();
    return `${at} ${sum}`;
  });
}

function caseOf(name: string, pending: number, holds: number): BenchmarkCase {
  const variant = (variantName: string, run: (pending: number, holds: number) => Measurement) => ({
    kind: "in-process" as const,
    name: variantName,
    measure: (smoke: boolean) => run(smoke ? pending / 100 : pending, smoke ? 1000 : holds),
  });
  return {
    name,
    reference: "TinyQueue of event objects",
    variants: [
      variant("TinyQueue of event objects", holdWithObjects),
      variant("event queue", holdWithQueue),
      variant("engine", holdWithEngine),
    ],
  };
}

export const holdBenchmark: Benchmark = {
  name: "hold",
  question: "What one event costs (take, dispatch, schedule), by the number of pending events",
  cases: [
    caseOf("1e3 pending", 1_000, 4_000_000),
    caseOf("1e5 pending", 100_000, 3_000_000),
    caseOf("1e6 pending", 1_000_000, 2_000_000),
  ],
  goals: [atLeastTimes("1e5 pending", "event queue", 6), atLeastTimes("1e5 pending", "engine", 6)],
};
