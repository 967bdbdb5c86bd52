// Many ticks of a probe at once: when its result will change next, as long as its container behaves as foretold. So a healthy
// probe is no event, however often it ticks.

import { US_PER_SECOND } from "../../../base/time.ts";

import {
  probed,
  probeTick,
  type ProbedContainer,
  type ProbeKind,
  type ProbeSettings,
  type ProbeWorker,
} from "./probe-worker.ts";

/** What a command would say from the end of the span before it on. The last span has no end. */
export interface OutcomeSpan {
  readonly outcome: "success" | "failure";
  /** µs; Infinity: for ever. */
  readonly untilUs: number;
}

/** A worker with the next of its ticks. */
export interface TickingWorker {
  readonly worker: ProbeWorker;
  readonly tickUs: number;
}

export interface TicksDone extends TickingWorker {
  /** The tick, not yet done, at which the result will change; undefined: none before the end. */
  readonly changesAtUs: number | undefined;
}

/**
 * Does the ticks before `endUs` (Infinity: all) up to the first that changes the result. The container runs and is as its status
 * says until then.
 */
export function doTicks(
  kind: ProbeKind,
  settings: ProbeSettings,
  { worker: before, tickUs: firstUs }: TickingWorker,
  container: ProbedContainer,
  outcomes: readonly OutcomeSpan[],
  endUs: number,
): TicksDone {
  const periodUs = settings.periodSeconds * US_PER_SECOND;
  if (firstUs < endUs && before.run !== container.run) return { worker: before, tickUs: firstUs, changesAtUs: firstUs };
  const isProbed = !before.isOnHold && container.isStarted === (kind !== "startup");
  const dueUs = container.startedAtUs + settings.initialDelaySeconds * US_PER_SECOND;
  let tickUs = firstUs + ticksBefore(firstUs, Math.min(dueUs, endUs), periodUs) * periodUs;
  let worker = before;
  if (!isProbed) return { worker, tickUs: laterTick(tickUs, endUs, periodUs), changesAtUs: undefined };
  for (const { outcome, untilUs } of outcomes) {
    const ticks = ticksBefore(tickUs, Math.min(untilUs, endUs), periodUs);
    if (ticks === 0) continue;
    const inRow = worker.lastOutcome === outcome ? worker.outcomesInRow : 0;
    const threshold = outcome === "success" ? settings.successThreshold : settings.failureThreshold;
    const needed = Math.max(threshold - inRow, 1);
    if (worker.result !== outcome && needed <= ticks) {
      const without = needed - 1;
      return {
        worker: without === 0 ? worker : { ...worker, lastOutcome: outcome, outcomesInRow: inRow + without },
        tickUs: tickUs + without * periodUs,
        changesAtUs: tickUs + without * periodUs,
      };
    }
    if (ticks === Infinity) return { worker, tickUs, changesAtUs: undefined };
    worker = { ...worker, lastOutcome: outcome, outcomesInRow: inRow + ticks };
    tickUs += ticks * periodUs;
  }
  return { worker, tickUs, changesAtUs: undefined };
}

function ticksBefore(firstUs: number, endUs: number, periodUs: number): number {
  return endUs <= firstUs ? 0 : Math.ceil((endUs - firstUs) / periodUs);
}

function laterTick(tickUs: number, endUs: number, periodUs: number): number {
  return endUs === Infinity ? tickUs : tickUs + ticksBefore(tickUs, endUs, periodUs) * periodUs;
}

/** One tick at `nowUs`, its command run if it is due. */
export function doTick(
  kind: ProbeKind,
  settings: ProbeSettings,
  before: ProbeWorker,
  container: ProbedContainer,
  outcomes: readonly OutcomeSpan[],
  nowUs: number,
): { readonly worker: ProbeWorker; readonly hasChanged: boolean } {
  const tick = probeTick(kind, settings, before, container, nowUs);
  if (!tick.runsCommand) return tick;
  const outcome = outcomes.find(({ untilUs }) => nowUs < untilUs)?.outcome ?? "success";
  const after = probed(kind, settings, tick.worker, outcome);
  return { worker: after.worker, hasChanged: tick.hasChanged || after.hasChanged };
}
