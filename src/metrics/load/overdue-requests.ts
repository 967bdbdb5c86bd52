// Requests that had no answer when counting ended, and had waited longer by then than any other had to wait for its own: a service
// that stands still would have the latencies of the few that it answered without them. Where nobody knows which of them wait, those that
// came last are taken to be the ones: how long they waited is then the least that it can be.

import type { WaitingRequests } from "../../queueing/traffic-model.ts";

export const NOBODY_WAITS: readonly WaitingRequests[] = Object.freeze([]);

/** Of those that wait, each `share` of one; `longestUs`: the longest that one waited for its answer. */
export function overdueOf(
  waiting: readonly WaitingRequests[],
  share: number,
  longestUs: number,
): readonly WaitingRequests[] {
  return waiting.flatMap(({ count, ageUs }) => (ageUs > longestUs ? [{ count: count * share, ageUs }] : []));
}
