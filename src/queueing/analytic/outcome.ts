// What comes of a request by chance: how long it takes if it comes off, and why it does not else. Attempts, calls side by side and
// stages of calls are put together from that, as if they were independent of one another; only tries at full queues are not.

import { power } from "../../base/random/special-functions.ts";

import type { Call, Patience } from "../traffic-model.ts";

import { REQUEST_FAILURES } from "../traffic-model.ts";
import { AT_ONCE, inBuckets, laterOf, massOf, NEVER, oneAfterAnother, totalOf, withinLimit } from "./discrete-law.ts";
import type { DiscreteLaw, LawBuilder } from "./discrete-law.ts";
import { MetQueues, type FullQueues } from "./met-queues.ts";
import { lastOf, type FirstOfCrowd } from "./own-crowd.ts";

export interface Outcome {
  /** Of those that come off; the weights sum to their chance. */
  readonly law: DiscreteLaw;
  /** Chances of failing, in the order of REQUEST_FAILURES. */
  readonly failed: Float64Array;
  /** Mean time until a failure shows. */
  readonly failedUs: number;
  /** Chance that nothing ever comes of it: it is at a station that stands still. */
  readonly never: number;
}

/** An outcome after as many tries as there are. */
export interface TriedOutcome extends Outcome {
  /** Mean number of tries that meet a station as any other request does. */
  readonly attempts: number;
  /** Mean number of further ones, which meet a queue that was full when they met it before and has been ever since. */
  readonly bounced: number;
}

/** What comes of a call; where such calls come in crowds and none is tried again, with the law of those who are the first of theirs. */
export interface CallOutcome extends Outcome {
  readonly first?: FirstOfCrowd;
}

export const NO_STATION = REQUEST_FAILURES.indexOf("no-station");
export const REFUSED = REQUEST_FAILURES.indexOf("refused");
export const QUEUE_FULL = REQUEST_FAILURES.indexOf("queue-full");
export const TIMEOUT = REQUEST_FAILURES.indexOf("timeout");
export const CUT_OFF = REQUEST_FAILURES.indexOf("cut-off");
export const CALL_FAILED = REQUEST_FAILURES.indexOf("call-failed");

/** Chances below this count for nothing. */
const NEGLIGIBLE = 1e-9;

export const NOTHING_FAILED: Float64Array = new Float64Array(REQUEST_FAILURES.length);

/**
 * What comes of tries with the patience. They are alike, and independent but for full queues: who comes back soon to one that
 * was full finds it full, and is no further request to those who wait there. `queues` absent: none is full.
 */
export function tried(once: Outcome, patience: Patience, builder: LawBuilder, queues?: FullQueues): TriedOutcome {
  const law = withinLimit(once.law, patience.timeoutUs);
  const mass = massOf(law);
  const isPatient = patience.timeoutUs === Infinity;
  const never = isPatient ? once.never : 0;
  const timedOut = (law === once.law ? 0 : massOf(once.law) - mass) + once.never - never;
  const failing = timedOut > 0 ? Math.max(0, 1 - mass - never) : sumOf(once.failed);
  const failed = once.failed.slice();
  failed[TIMEOUT]! += timedOut;
  if (failing < NEGLIGIBLE) return { law, failed, failedUs: 0, attempts: 1, bounced: 0, never };
  const otherUs = Math.min(once.failedUs, patience.timeoutUs);
  const tryUs = ((timedOut > 0 ? timedOut * patience.timeoutUs : 0) + (failing - timedOut) * otherUs) / failing;
  if (patience.attempts <= 1) return { law, failed, failedUs: tryUs, attempts: 1, bounced: 0, never };
  const tries = again({ law, failed, failing, tryUs }, patience, new MetQueues(failed[QUEUE_FULL]!, queues), builder);
  return { ...tries, never: never * tries.attempts };
}

/** What comes of one try. */
interface Try {
  readonly law: DiscreteLaw;
  readonly failed: Float64Array;
  readonly failing: number;
  /** Mean time until it has failed. */
  readonly tryUs: number;
}

function again(
  { law, failed, failing, tryUs }: Try,
  patience: Patience,
  met: MetQueues,
  builder: LawBuilder,
): Omit<TriedOutcome, "never"> {
  let [reached, attempts, bounced, laterUs, waitUs] = [1, 0, 0, 0, patience.backoffUs];
  let [last, lastBounced] = [1, 0];
  for (let attempt = 1; attempt <= patience.attempts && reached > NEGLIGIBLE; attempt += 1) {
    const bounces = met.bounces;
    builder.addAll(law, reached * (1 - bounces), laterUs);
    attempts += reached * (1 - bounces);
    bounced += reached * bounces;
    [last, lastBounced] = [reached * (1 - bounces), reached * bounces];
    const fails = bounces + (1 - bounces) * failing;
    reached *= fails;
    laterUs += tryUs;
    if (attempt === patience.attempts) break;
    met.fail(fails, waitUs);
    laterUs += waitUs;
    waitUs *= 2;
  }
  const chances = failed.map((chance) => chance * last);
  chances[QUEUE_FULL]! += lastBounced;
  return { law: builder.build(), failed: chances, failedUs: laterUs, attempts, bounced };
}

/** What comes of all calls of a request, and how long its place is kept for them. */
export interface CallsOutcome {
  readonly law: DiscreteLaw;
  /** Chance that all come off; and that one of them never ends. */
  readonly mass: number;
  readonly never: number;
  /** Mean time of those that end, whether they come off or not. */
  readonly meanUs: number;
  readonly secondUs: number;
  /** Chance that a stage is begun, by stage. */
  readonly reached: readonly number[];
}

export const NO_CALLS: CallsOutcome = { law: AT_ONCE, mass: 1, never: 0, meanUs: 0, secondUs: 0, reached: [] };

/** Stage after stage; `outcomeOf` tells what comes of a call that is made. */
export function callsOutcome(
  stages: readonly (readonly Call[])[],
  outcomeOf: (call: Call) => CallOutcome,
  builder: LawBuilder,
): CallsOutcome {
  if (stages.length === 0) return NO_CALLS;
  let law = AT_ONCE;
  let mass = 1;
  let never = 0;
  let lostUs = 0;
  const reached: number[] = [];
  for (const calls of stages) {
    reached.push(mass);
    const stage = stageLaw(calls, outcomeOf, builder);
    law = oneAfterAnother(law, stage.law, builder);
    lostUs += mass * stage.lostUs;
    never += mass * stage.never;
    mass = stage.mass >= 1 - NEGLIGIBLE ? mass : mass * stage.mass;
  }
  const ending = 1 - never;
  const meanUs = ending > NEGLIGIBLE ? (totalOf(law) + lostUs) / ending : 0;
  const failing = ending - mass;
  let secondUs = failing > 0 ? (lostUs * lostUs) / failing : 0;
  for (let place = 0; place < law.values.length; place += 1)
    secondUs += law.weights[place]! * law.values[place]! * law.values[place]!;
  return { law, mass, never, meanUs, secondUs: ending > NEGLIGIBLE ? secondUs / ending : 0, reached };
}

interface Stage {
  readonly law: DiscreteLaw;
  readonly mass: number;
  readonly never: number;
  readonly lostUs: number;
}

function stageLaw(calls: readonly Call[], outcomeOf: (call: Call) => CallOutcome, builder: LawBuilder): Stage {
  const made = calls.map((call) => ({ call, outcome: outcomeOf(call) }));
  let mass = 1;
  let ending = 1;
  let lostUs = 0;
  for (const { call, outcome } of made) {
    const failing = call.probability * sumOf(outcome.failed);
    const never = call.probability * outcome.never;
    mass *= 1 - failing - never;
    ending *= 1 - never;
    lostUs += failing * outcome.failedUs;
  }
  let law = AT_ONCE;
  for (const alike of crowdsAmong(made)) law = laterOf(law, lastLaw(alike, builder));
  return { law, mass, never: 1 - ending, lostUs };
}

interface MadeCall {
  readonly call: Call;
  readonly outcome: CallOutcome;
}

/** Calls of one crowd together, the others each by itself. */
function crowdsAmong(made: readonly MadeCall[]): Iterable<readonly MadeCall[]> {
  const crowds = new Map<unknown, MadeCall[]>();
  for (const one of made) {
    const key = one.outcome.first ?? one;
    const alike = crowds.get(key);
    if (alike === undefined) crowds.set(key, [one]);
    else alike.push(one);
  }
  return crowds.values();
}

/** The law of the last of calls of one crowd, or of one call. */
function lastLaw(alike: readonly MadeCall[], builder: LawBuilder): DiscreteLaw {
  const [{ call, outcome }] = alike as [MadeCall];
  if (alike.length === 1 || outcome.first === undefined) {
    if (call.probability < 1) builder.add(0, 1 - call.probability);
    builder.addAll(outcome.law, call.probability);
    return builder.build();
  }
  const chance = alike.reduce((sum, one) => sum + one.call.probability, 0) / alike.length;
  const mass = power(1 - chance * (1 - massOf(outcome.law)), alike.length);
  builder.addAll(lastOf(outcome.first, alike.length, chance), mass);
  return builder.build();
}

/** The sum of chances. */
export function sumOf(chances: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < chances.length; place += 1) sum += chances[place]!;
  return sum;
}

/** Own time (of those that have an end) and then calls; what is refused with `failed` never gets there. */
export function withCalls(own: DiscreteLaw, calls: CallsOutcome, failed: Float64Array, builder: LawBuilder): Outcome {
  const refused = sumOf(failed);
  if (refused >= 1) return { law: NEVER, failed, failedUs: 0, never: 0 };
  const answering = massOf(own);
  const both = calls === NO_CALLS ? own : oneAfterAnother(inBuckets(own, builder), calls.law, builder);
  const law =
    refused > 0 ? { values: both.values, weights: both.weights.map((weight) => weight * (1 - refused)) } : both;
  const never = (1 - refused) * (answering < 1 - NEGLIGIBLE ? 1 - answering * (1 - calls.never) : calls.never);
  const lost = (1 - refused) * Math.min(1, answering) * (1 - calls.mass - calls.never);
  if (!(lost > 0)) return { law, failed, failedUs: 0, never };
  const chances = failed.slice();
  chances[CALL_FAILED]! += lost;
  const failedUs = (lost / (lost + refused)) * (totalOf(own) / answering + calls.meanUs);
  return { law, failed: chances, failedUs, never };
}
