// The scores of kube-scheduler 1.36's default profile that plimsoll simulates, node by node.
// Integer divisions are Go's: cut towards zero.

import { matchesTerm } from "../../src/model/node-selector.ts";
import { countIntolerablePreferences } from "../../src/model/toleration.ts";

import { amountsByName, type NodeObject, type PodObject } from "./objects.ts";
import type { NodeScore } from "./plugin.ts";

/** The resources that both resource plugins look at, each with weight 1. */
const SCORED_RESOURCES = ["cpu", "memory"];

export function countDislikedTaints({ look }: PodObject, node: NodeObject): number {
  return countIntolerablePreferences(node.taints, look.preferenceTolerations);
}

export function sumPreferredTerms({ look }: PodObject, node: NodeObject): number {
  let sum = 0;
  for (const { weight, term } of look.preferred) if (matchesTerm(term, node)) sum += weight;
  return sum;
}

/** LeastAllocated: the free share in percent after the pod has come, the mean over the resources. */
export function scoreFreeRoom({ look }: PodObject, node: NodeObject): number {
  const own = amountsByName(look.scoringRequests);
  let sum = 0;
  let weights = 0;
  for (const name of SCORED_RESOURCES) {
    const capacity = node.allocatable.get(name) ?? 0;
    if (capacity === 0) continue;
    const requested = (node.nonZeroRequested.get(name) ?? 0) + own.get(name)!;
    if (requested <= capacity) sum += percentOf(capacity - requested, capacity);
    weights += 1;
  }
  return weights === 0 ? 0 : Math.trunc(sum / weights);
}

/** In doubles as long as they hold the product exactly, beyond (82 TiB) in big integers. */
function percentOf(part: number, whole: number): number {
  const scaled = part * 100;
  return Number.isSafeInteger(scaled) ? Math.trunc(scaled / whole) : Number((BigInt(part) * 100n) / BigInt(whole));
}

/** 1.36 scores what the pod changes: 75 for no change. */
export function scoreBalance({ look }: PodObject, node: NodeObject): number {
  const own = amountsByName(look.placedRequests);
  const before: number[] = [];
  const after: number[] = [];
  for (const name of SCORED_RESOURCES) {
    const capacity = node.allocatable.get(name) ?? 0;
    if (capacity === 0) continue;
    const requested = node.requested.get(name) ?? 0;
    before.push(Math.min(1, requested / capacity));
    after.push(Math.min(1, (requested + own.get(name)!) / capacity));
  }
  return 50 + Math.trunc((50 + balanceOf(after) - balanceOf(before)) / 2);
}

/** For two fractions the standard deviation is half their distance; a single one is in balance. */
function balanceOf([first, second]: readonly number[]): number {
  const deviation = first === undefined || second === undefined ? 0 : Math.abs((first - second) / 2);
  return Math.trunc((1 - deviation) * 100);
}

export function asksForNothing({ look }: PodObject): boolean {
  return SCORED_RESOURCES.every((name) => amountsByName(look.placedRequests).get(name) === 0);
}

/** The largest raw score becomes 100. */
export function normalizeUpwards(scores: readonly NodeScore[]): void {
  const largest = largestOf(scores);
  if (largest === 0) return;
  for (const entry of scores) entry.score = Math.trunc((100 * entry.score) / largest);
}

/** The largest raw score becomes 0, and 0 becomes 100. */
export function normalizeDownwards(scores: readonly NodeScore[]): void {
  const largest = largestOf(scores);
  for (const entry of scores) {
    entry.score = largest === 0 ? 100 : 100 - Math.trunc((100 * entry.score) / largest);
  }
}

function largestOf(scores: readonly NodeScore[]): number {
  return Math.max(...scores.map(({ score }) => score));
}
