// Operations of flow.jsonl.

import { Backoff } from "../../../../src/model/flow-control/backoff.ts";
import {
  allocateConcurrency,
  type AllocationClass,
} from "../../../../src/model/flow-control/concurrency-allocation.ts";
import { seatLimits, type ExemptLevel, type LimitedLevel } from "../../../../src/model/flow-control/priority-levels.ts";
import { exponentialDelayNs, fastSlowDelayNs } from "../../../../src/model/flow-control/retry-delay.ts";
import { dealerProblem, dealHand, requiredEntropyBits } from "../../../../src/model/flow-control/shuffle-sharding.ts";
import { TokenBucket } from "../../../../src/model/flow-control/token-bucket.ts";
import { wholeAnswer, type Answer, type Operations, type RecordedValue } from "../operation.ts";

export const FLOW_OPERATIONS: Operations = Object.freeze({
  tokenBucket,
  itemExponential: wholeAnswer(itemExponential),
  itemFastSlow: wholeAnswer(itemFastSlow),
  backoff: wholeAnswer(backoff),
  deal: wholeAnswer(deal),
  allocation,
  limits: wholeAnswer(limits),
});

/** FORMAT.md: compare within 1 µs, and allocations within 1e-9. */
const TOLERANCE_NS = 1_000;
const TOLERANCE_SEATS = 1e-9;

function tokenBucket(input: RecordedValue, expected: RecordedValue): Answer {
  const arrivals = (input["arrivalsNs"] as readonly string[]).map(Number);
  const bucket = (): TokenBucket => new TokenBucket(input["qps"] as number, input["burst"] as number);
  const [serial, parallel, passive] = [bucket(), bucket(), bucket()];
  let freeAtNs = 0;
  const serialNs = arrivals.map((arrivalNs) => {
    const atNs = Math.max(arrivalNs, freeAtNs);
    freeAtNs = atNs + delayNs(serial, atNs);
    return freeAtNs;
  });
  const parallelNs = arrivals.map((arrivalNs) => arrivalNs + delayNs(parallel, arrivalNs));
  const actual = {
    serialNs: nearTexts(serialNs, expected["serialNs"] as readonly string[]),
    parallelNs: nearTexts(parallelNs, expected["parallelNs"] as readonly string[]),
    tryAccept: arrivals.map((arrivalNs) => passive.tryAccept(arrivalNs)),
  };
  return { kind: "answered", actual, expected };
}

function delayNs(bucket: TokenBucket, atNs: number): number {
  const reservation = bucket.reserve(atNs);
  return reservation.kind === "reserved" ? reservation.delayNs : Number.POSITIVE_INFINITY;
}

/** The recorded texts where ours are near enough. */
function nearTexts(found: readonly number[], recorded: readonly string[]): readonly string[] {
  return found.map((value, index) => {
    const text = recorded[index];
    return text !== undefined && Math.abs(value - Number(text)) <= TOLERANCE_NS ? text : value.toString();
  });
}

function itemExponential(input: RecordedValue): unknown {
  const retry = { baseNs: (input["baseMs"] as number) * 1e6, maxNs: (input["maxMs"] as number) * 1e6 };
  const calls = input["calls"] as number;
  return {
    delaysUs: microsecondTexts(calls, (failures) => exponentialDelayNs(retry, failures)),
    numRequeues: calls,
    otherUs: (exponentialDelayNs(retry, 0) / 1e3).toString(),
  };
}

function itemFastSlow(input: RecordedValue): unknown {
  const retry = {
    fastNs: (input["fastMs"] as number) * 1e6,
    slowNs: (input["slowMs"] as number) * 1e6,
    fastAttempts: input["maxFast"] as number,
  };
  return { delaysUs: microsecondTexts(input["calls"] as number, (failures) => fastSlowDelayNs(retry, failures)) };
}

function microsecondTexts(calls: number, delay: (earlierFailures: number) => number): readonly string[] {
  return Array.from({ length: calls }, (_, failures) => Math.floor(delay(failures) / 1e3).toString());
}

function backoff(input: RecordedValue): unknown {
  const item = "item";
  const kept = new Backoff((input["initialS"] as number) * 1e3, (input["maxS"] as number) * 1e3);
  const steps = input["steps"] as readonly { readonly atMs: number; readonly do: string }[];
  return {
    steps: steps.map((step) => {
      if (step.do === "next") kept.next(item, step.atMs);
      if (step.do === "reset") kept.reset(item);
      const delayMs = kept.delayOf(item);
      return step.do === "ask" ? { delayMs, inBackOffSinceUpdate: kept.isBackingOff(item, step.atMs) } : { delayMs };
    }),
  };
}

function deal(input: RecordedValue): unknown {
  const deckSize = input["deckSize"] as number;
  const handSize = input["handSize"] as number;
  const entropyBits = requiredEntropyBits(deckSize, handSize);
  const error = dealerProblem(deckSize, handSize);
  if (error !== undefined) return { entropyBits, error };
  return { entropyBits, hand: dealHand(deckSize, handSize, BigInt(input["hash"] as string)) };
}

function allocation(input: RecordedValue, expected: RecordedValue): Answer {
  const found = allocateConcurrency(input["sum"] as number, input["classes"] as readonly AllocationClass[]);
  if (found.kind === "impossible") return { kind: "answered", actual: { error: found.message }, expected };
  const recorded = expected["allocations"] as readonly number[] | undefined;
  const actual = {
    allocations: found.allocations.map((seats, index) => near(seats, recorded?.[index])),
    fairProportion: near(found.fairProportion, expected["fairProportion"] as number | undefined),
  };
  return { kind: "answered", actual, expected };
}

function near(found: number, recorded: number | undefined): number {
  const isNear = recorded !== undefined && Math.abs(found - recorded) <= TOLERANCE_SEATS;
  return isNear ? recorded : found;
}

interface RecordedLevel {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly type: string; readonly limited?: LimitedLevel; readonly exempt?: ExemptLevel };
}

function limits(input: RecordedValue): unknown {
  const levels = (input["priorityLevels"] as readonly RecordedLevel[]).map(({ metadata, spec }) => ({
    name: metadata.name,
    ...spec,
  }));
  return { levels: Object.fromEntries(seatLimits(levels, input["serverConcurrencyLimit"] as number)) };
}
