// Moments of pods in few bytes: the same as plain objects that keep every moment, through any history.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment, US_PER_SECOND } from "../../src/base/time.ts";
import {
  ASSUMED_AT,
  ATTEMPTED,
  BOUND_AT,
  ENDED,
  NOT_COME,
  PodMoments,
  STARTED,
  type LaterMoment,
} from "../../src/cluster/pod-moments.ts";

const SEED = 20_260_513;
const MOMENTS: readonly LaterMoment[] = [ATTEMPTED, ASSUMED_AT, BOUND_AT, STARTED, ENDED];

/** The reference: an object for each pod. */
interface PlainPod {
  readonly createdAtUs: number;
  readonly atUs: Partial<Record<LaterMoment, number>>;
  saidUs: number | undefined;
}

function statusStartOf({ atUs, saidUs }: PlainPod): number {
  if (saidUs !== undefined) return saidUs;
  return atUs[STARTED] === undefined ? Number.NaN : Math.floor(atUs[STARTED] / US_PER_SECOND) * US_PER_SECOND;
}

function readingsOf(moments: PodMoments, pod: number): readonly number[] {
  return [moments.createdAtUs(pod), ...MOMENTS.map((name) => moments.atUs(pod, name)), moments.statusStartUs(pod)];
}

function plainReadingsOf(pod: PlainPod): readonly number[] {
  return [pod.createdAtUs, ...MOMENTS.map((name) => pod.atUs[name] ?? NOT_COME), statusStartOf(pod)];
}

function textOf(moments: PodMoments): string {
  const arrays = Object.entries(moments.snapshot());
  return arrays.map(([name, array]) => `${name} ${array.BYTES_PER_ELEMENT}: ${array.join(" ")}`).join("\n");
}

/** Steps of time of all sizes, up to years. */
const STEPS_US = fc.oneof(fc.constant(0), fc.nat({ max: 300 }), fc.nat(), fc.nat({ max: 100_000_000_000_000 }));

const EVENTS = fc.record({
  afterUs: STEPS_US,
  pod: fc.oneof(fc.nat({ max: 20 }), fc.integer({ min: 4080, max: 4200 })),
  event: fc.oneof(
    fc.constant({ kind: "create" } as const),
    fc.record({ kind: fc.constant("reach" as const), name: fc.constantFrom(...MOMENTS) }),
    fc.record({ kind: fc.constant("forget" as const), name: fc.constantFrom(...MOMENTS) }),
    fc.record({ kind: fc.constant("say" as const), us: fc.oneof(fc.integer(), fc.constant(Number.NaN)) }),
  ),
});

type Played = typeof EVENTS extends fc.Arbitrary<infer Value> ? Value : never;

/** Pods beyond one block of them. */
const FIRST_PODS = 4090;

/** The columns and the reference, side by side. */
class TwoBooks {
  moments = new PodMoments();
  readonly plain: PlainPod[] = [];
  #nowUs = 0;

  constructor() {
    for (let pod = 0; pod < FIRST_PODS; pod += 1) this.create();
  }

  create(): void {
    this.moments.create(moment(this.#nowUs));
    this.plain.push({ createdAtUs: this.#nowUs, atUs: {}, saidUs: undefined });
  }

  play({ afterUs, pod: wanted, event }: Played): void {
    this.#nowUs += afterUs;
    const pod = wanted % this.plain.length;
    const plain = this.plain[pod]!;
    switch (event.kind) {
      case "create":
        this.create();
        break;
      case "reach":
        this.moments.reach(pod, event.name, moment(this.#nowUs));
        plain.atUs[event.name] = this.#nowUs;
        if (event.name === STARTED) plain.saidUs = undefined;
        break;
      case "forget":
        this.moments.forget(pod, event.name);
        delete plain.atUs[event.name];
        break;
      case "say":
        this.moments.sayStatusStart(pod, event.us);
        plain.saidUs = event.us;
        break;
    }
  }
}

describe("the moments of pods", () => {
  it("have not come at first", () => {
    const moments = new PodMoments();
    moments.create(moment(5));
    expect(readingsOf(moments, 0)).toEqual([5, NOT_COME, NOT_COME, NOT_COME, NOT_COME, NOT_COME, Number.NaN]);
  });

  it("come once a pod is created, and the second of its start is its status", () => {
    const moments = new PodMoments();
    moments.create(moment(1_500_000));
    moments.reach(0, STARTED, moment(3_999_999));
    expect([moments.atUs(0, STARTED), moments.statusStartUs(0)]).toEqual([3_999_999, 3_000_000]);
    moments.sayStatusStart(0, -7);
    expect(moments.statusStartUs(0)).toBe(-7);
  });

  it("are those that plain objects keep, through any history, saved and restored in its midst", () => {
    fc.assert(
      fc.property(fc.array(EVENTS, { maxLength: 80, size: "max" }), fc.nat({ max: 80 }), (events, savedAfter) => {
        const books = new TwoBooks();
        for (const [step, event] of events.entries()) {
          books.play(event);
          if (step !== savedAfter) continue;
          const twin = new PodMoments();
          twin.restore(books.moments.snapshot());
          expect(textOf(twin)).toBe(textOf(books.moments));
          books.moments = twin;
        }
        for (const [pod, plain] of books.plain.entries()) {
          if (pod > 30 && pod < FIRST_PODS - 20) continue;
          expect(readingsOf(books.moments, pod)).toEqual(plainReadingsOf(plain));
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  });
});
