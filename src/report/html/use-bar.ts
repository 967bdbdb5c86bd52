// A bar in a table cell: how much of what there is was requested at the end, with a mark for what pods that ran requested on average.

import type { ResourceUse } from "../../simulation/result.ts";

import { formatPercent } from "../human-numbers.ts";
import { ratioOf } from "../readings.ts";

import type { Markup } from "./markup.ts";
import { markup } from "./markup.ts";

const LENGTH = 100;
const MARK_WIDTH = 2.5;

export function useBar(use: ResourceUse): Markup {
  const requested = ratioOf(use.requestedAtEnd, use.allocatable);
  const running = ratioOf(use.requestedRunningMean, use.allocatable);
  return markup`<div class="use">
    <svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" y="2" width="100" height="12" />
      <rect class="fill" y="2" width="${along(requested)}" height="12" />
      <rect class="mean" x="${Math.min(along(running), LENGTH - MARK_WIDTH)}" width="${MARK_WIDTH}" height="16" /></svg
    ><span>${formatPercent(requested)}</span>
  </div>`;
}

/** A ratio on the bar, from its beginning to its end, with one decimal. */
function along(ratio: number): number {
  return Math.round(Math.min(1, Math.max(0, ratio || 0)) * LENGTH * 10) / 10;
}
