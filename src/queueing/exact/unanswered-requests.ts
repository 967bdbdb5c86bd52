// How long the requests of sources that have no answer yet have been under way, all tries and pauses together. Knows the table of
// errands.

import { US_PER_SECOND } from "../../base/time.ts";

import type { WaitingRequests } from "../traffic-model.ts";
import type { ErrandTable } from "./errand-table.ts";

/** By site below `firstCall`, those that came last first; ages are rounded down to whole seconds, so that equal ones count together. */
export function unansweredBySite(
  errands: ErrandTable,
  firstCall: number,
  nowUs: number,
): readonly (readonly WaitingRequests[])[] {
  const counts = Array.from({ length: firstCall }, () => new Map<number, number>());
  for (const errand of errands.inUse()) {
    const ofSite = counts[errands.site[errand]!];
    const age = Math.floor((nowUs - errands.begunUs[errand]!) / US_PER_SECOND);
    ofSite?.set(age, (ofSite.get(age) ?? 0) + 1);
  }
  return counts.map((ofSite) =>
    [...ofSite].sort(([left], [right]) => left - right).map(([age, count]) => ({ count, ageUs: age * US_PER_SECOND })),
  );
}
