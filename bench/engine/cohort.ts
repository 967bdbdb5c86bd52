// Periodic timers at equal times, as the heartbeats of nodes are: one event each against one per cohort. A
// tick does next to nothing here, so that the timers themselves are measured.

import TinyQueue from "tinyqueue";

import type { EventKind } from "../../src/engine/event-kinds.ts";
import type { Benchmark, InProcessVariant, Measurement } from "../benchmark.ts";

import { moment, seconds } from "../../src/base/time.ts";
import { CohortTimers } from "../../src/engine/cohort-timers.ts";
import { Engine } from "../../src/engine/engine.ts";
import { timed } from "../benchmark.ts";

const TIMERS = 5_000;
const PHASES = 100;
const PERIOD = seconds(10);
const PHASE_US = PERIOD / PHASES;

/** Digests which timer ticked when. */
class TickDigest {
  #sum = 0;

  add(time: number, timer: number): void {
    this.#sum = (Math.imul(this.#sum, 31) + Math.imul(time | 0, 17) + timer) | 0;
  }

  toString(): string {
    return String(this.#sum);
  }
}

/** When a timer ticks first: timers are dealt to the phases one by one. */
function firstTickUs(timer: number): number {
  return (1 + (timer % PHASES)) * PHASE_US;
}

interface TimerObject {
  time: number;
  sequence: number;
  readonly timer: number;
}

function tickWithObjects(periods: number): Measurement {
  const queue = new TinyQueue<TimerObject>([], (x, y) => x.time - y.time || x.sequence - y.sequence);
  const digest = new TickDigest();
  let sequence = 0;
  for (let timer = 0; timer < TIMERS; timer += 1) {
    queue.push({ time: firstTickUs(timer), sequence, timer });
    sequence += 1;
  }
  return timed(TIMERS * periods, () => {
    for (let tick = 0; tick < TIMERS * periods; tick += 1) {
      const { time, timer } = queue.pop()!;
      digest.add(time, timer);
      queue.push({ time: time + PERIOD, sequence, timer });
      sequence += 1;
    }
    return digest.toString();
  });
}

function tickWithEvents(periods: number): Measurement {
  const engine = new Engine();
  const digest = new TickDigest();
  const tick: EventKind = engine.defineKind("tick", "kubelet", (timer) => {
    digest.add(engine.now, timer);
    engine.scheduleAfter(PERIOD, tick, timer);
  });
  for (let timer = 0; timer < TIMERS; timer += 1) engine.schedule(moment(firstTickUs(timer)), tick, timer);
  return timed(TIMERS * periods, () => {
    engine.run(moment(PERIOD * periods));
    return digest.toString();
  });
}

function tickWithCohorts(periods: number): Measurement {
  const engine = new Engine();
  const digest = new TickDigest();
  const timers = new CohortTimers(engine, "tick", "kubelet", PERIOD, (timer) => digest.add(engine.now, timer));
  for (let timer = 0; timer < TIMERS; timer += 1) timers.join(timer, moment(firstTickUs(timer)));
  // Ticks are background events: something must wait at the end to keep the run going.
  const end = moment(PERIOD * periods);
  engine.schedule(
    end,
    engine.defineKind("end", "observers", () => undefined),
  );
  return timed(TIMERS * periods, () => {
    engine.run(end);
    return digest.toString();
  });
}

function variant(name: string, run: (periods: number) => Measurement): InProcessVariant {
  return { kind: "in-process", name, measure: (smoke) => run(smoke ? 2 : 3000) };
}

const CASE = "5,000 timers in 100 phases";
const COHORTS = "cohorts";
const EVENTS = "engine, one event a tick";

export const cohortBenchmark: Benchmark = {
  name: "timers",
  question: "What one tick of a periodic timer costs",
  cases: [
    {
      name: CASE,
      reference: "TinyQueue of event objects",
      variants: [
        variant("TinyQueue of event objects", tickWithObjects),
        variant(EVENTS, tickWithEvents),
        variant(COHORTS, tickWithCohorts),
      ],
    },
  ],
  goals: [
    {
      text: "cohorts at least 5 times as fast as one event a tick on the same engine",
      isMet: (figureOf) => {
        const [cohorts, events] = [figureOf(CASE, COHORTS), figureOf(CASE, EVENTS)];
        return cohorts && events ? events.nsPerOperation >= 5 * cohorts.nsPerOperation : null;
      },
    },
  ],
};
