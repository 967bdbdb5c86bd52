// How long requests take that run on a quota of work per period: alone, beside so many others from the beginning of a period on, and with
// what is left of it in a period that has begun. Times are µs of running cores.

import type { Standstill, Throttle } from "./throttle.ts";

import { remainingUs } from "./throttle.ts";

const SHORT = 1e-6;

/** How long one takes who has the quota for himself, with so much time to the end of the period. */
export function loneUs({ quotaUs, periodUs }: Throttle, aloneUs: number, toEndUs: number): number {
  const eachUs = Math.min(quotaUs, periodUs);
  const leftUs = aloneUs - Math.min(eachUs, toEndUs);
  if (leftUs <= 0) return aloneUs;
  const periods = Math.ceil(leftUs / eachUs - SHORT) - 1;
  return toEndUs + periods * periodUs + (leftUs - periods * eachUs);
}

/** How long one takes who comes when so much of the quota is left for those who are there, and so much time in the period. */
export function sharedUs(
  still: Standstill,
  aloneUs: number,
  before: number,
  others: number,
  leftUs: number,
  toEndUs: number,
): number {
  const { places, workUs } = still.throttle;
  const crowd = Math.min(places - 1, others + leftUs / remainingUs(still.throttle));
  const servedUs = before > places - 1 ? 0 : servedInAPeriodUs(leftUs, 1 + crowd, workUs);
  if (aloneUs > servedUs) return toEndUs + untilDoneUs(still, aloneUs - servedUs, before, others);
  return sharingUs(still, aloneUs, crowd);
}

/** How long so much takes beside so many others who end when they have enough, and others who come meanwhile. */
function sharingUs({ throttle, running }: Standstill, aloneUs: number, others: number): number {
  const { cores, workUs } = throttle;
  const usedUs = aloneUs + others * workUs * -Math.expm1(-aloneUs / workUs);
  return Math.max(aloneUs, usedUs / (cores - running / 2));
}

/** How long one takes from the beginning of a period who needs so much of a core, behind so many at the most, and beside so many others. */
export function untilDoneUs(still: Standstill, aloneUs: number, before: number, others: number): number {
  const { throttle } = still;
  const { quotaUs, periodUs, cores, places, workUs } = throttle;
  const inside = Math.min(others, places - 1);
  if (before > places - 1) {
    const workAheadUs = (before - places + 1) * workUs + aloneUs * (1 + inside);
    return onQuotaUs(throttle, workAheadUs, Math.min(cores, 1 + inside));
  }
  const eachUs = servedInAPeriodUs(quotaUs, 1 + inside, workUs);
  const periods = eachUs >= periodUs ? 0 : Math.floor(aloneUs / eachUs);
  return periods * periodUs + sharingUs(still, aloneUs - periods * eachUs, inside);
}

/** How long so much work takes from the beginning of a period on, by so many cores. */
function onQuotaUs({ quotaUs, periodUs }: Throttle, workUs: number, busy: number): number {
  if (busy * periodUs <= quotaUs) return workUs / busy;
  const periods = Math.floor(workUs / quotaUs);
  return periods * periodUs + (workUs - periods * quotaUs) / busy;
}

/**
 * What each of so many gets of a quota if the others end when they have enough, and need exponentially much: where it is enough for all of
 * them, one has the rest for himself. A step of Newton's way from the even share.
 */
function servedInAPeriodUs(quotaUs: number, sharing: number, workUs: number): number {
  const share = quotaUs / sharing;
  const going = Math.exp(-share / workUs);
  const others = sharing - 1;
  const left = quotaUs - share - others * workUs * (1 - going);
  return Math.min(quotaUs, share + left / (1 + others * going));
}
