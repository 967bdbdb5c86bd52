// Bringing raw scores to 0..100 over all candidates.
// Imitates pkg/scheduler/framework/plugins/helper/normalize_score.go, v1.36.

import { dividedInt } from "./integer.ts";
import { MAX_NODE_SCORE } from "./plugin.ts";

/** The largest raw score becomes 100; all zero stays all zero. */
export function normalizeAscending(scores: Float64Array): void {
  const largest = largestOf(scores);
  if (largest === 0) return;
  for (let index = 0; index < scores.length; index += 1) {
    scores[index] = dividedInt(MAX_NODE_SCORE * scores[index]!, largest);
  }
}

/** The largest raw score becomes 0, zero becomes 100. */
export function normalizeDescending(scores: Float64Array): void {
  const largest = largestOf(scores);
  for (let index = 0; index < scores.length; index += 1) {
    const share = largest === 0 ? 0 : dividedInt(MAX_NODE_SCORE * scores[index]!, largest);
    scores[index] = MAX_NODE_SCORE - share;
  }
}

function largestOf(scores: Float64Array): number {
  let largest = 0;
  for (const score of scores) if (score > largest) largest = score;
  return largest;
}
