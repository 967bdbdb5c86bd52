// Many ticks at once must come to what they come to one by one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  doTick,
  doTicks,
  type OutcomeSpan,
  type TickingWorker,
} from "../../../../src/components/kubelet/probes/probe-ticks.ts";
import {
  NEW_WORKER,
  seenRun,
  type ProbedContainer,
  type ProbeKind,
  type ProbeSettings,
} from "../../../../src/components/kubelet/probes/probe-worker.ts";

const SECOND = 1_000_000;

const settings: fc.Arbitrary<ProbeSettings> = fc.record({
  initialDelaySeconds: fc.integer({ min: 0, max: 5 }),
  periodSeconds: fc.integer({ min: 1, max: 4 }),
  successThreshold: fc.integer({ min: 1, max: 3 }),
  failureThreshold: fc.integer({ min: 1, max: 3 }),
});

const spans: fc.Arbitrary<readonly OutcomeSpan[]> = fc
  .array(
    fc.record({ outcome: fc.constantFrom("success", "failure"), lengthUs: fc.integer({ min: 1, max: 20 * SECOND }) }),
  )
  .map((parts) => {
    let untilUs = 0;
    const bounded = parts.map(({ outcome, lengthUs }) => ({ outcome, untilUs: (untilUs += lengthUs) }));
    return [...bounded, { outcome: "success", untilUs: Infinity }];
  });

/** The same, tick by tick. */
function oneByOne(
  kind: ProbeKind,
  rule: ProbeSettings,
  { worker: first, tickUs: firstUs }: TickingWorker,
  container: ProbedContainer,
  outcomes: readonly OutcomeSpan[],
  endUs: number,
) {
  let worker = first;
  for (let tickUs = firstUs; ; tickUs += rule.periodSeconds * SECOND) {
    if (tickUs >= endUs) return { worker, tickUs, changesAtUs: undefined };
    const tick = doTick(kind, rule, worker, container, outcomes, tickUs);
    if (tick.hasChanged) return { worker, tickUs, changesAtUs: tickUs };
    worker = tick.worker;
  }
}

describe("many ticks", () => {
  it("come to the same as one after the other", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ProbeKind>("startup", "liveness", "readiness"),
        settings,
        spans,
        fc.boolean(),
        fc.integer({ min: 0, max: 3 * SECOND }),
        fc.integer({ min: 1, max: 60 * SECOND }),
        (kind, rule, outcomes, isStarted, tickUs, endUs) => {
          const container = { run: 1, isRunning: true, startedAtUs: 0, isStarted };
          const ticking = { worker: seenRun(kind, NEW_WORKER, 1), tickUs };
          const args = [kind, rule, ticking, container, outcomes, endUs] as const;
          expect(doTicks(...args)).toEqual(oneByOne(...args));
        },
      ),
      { seed: 7, numRuns: 400 },
    );
  });

  it("of a healthy probe have no end and no change", () => {
    const rule = { initialDelaySeconds: 0, periodSeconds: 1, successThreshold: 1, failureThreshold: 3 };
    const ticking = { worker: seenRun("liveness", NEW_WORKER, 1), tickUs: 0 };
    const container = { run: 1, isRunning: true, startedAtUs: 0, isStarted: true };
    const outcomes: readonly OutcomeSpan[] = [{ outcome: "success", untilUs: Infinity }];
    expect(doTicks("liveness", rule, ticking, container, outcomes, Infinity).changesAtUs).toBeUndefined();
  });
});
