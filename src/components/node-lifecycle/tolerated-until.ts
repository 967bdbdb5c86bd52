// When a pod's time on a tainted node is over, if its taints came one after the other. Knows taints and tolerations alone.
// Imitates pkg/controller/tainteviction/taint_eviction.go (processPodOnNode), v1.36, as if it had heard of each taint as it came.

import type { Taint, Toleration } from "../../model/objects.ts";
import { taintEviction } from "../../model/taint-eviction.ts";

/**
 * In µs; undefined: never. The first taints that the pod bears for a limited time decide: a deletion that is timed stays as it is.
 * All of the taints are tolerated.
 */
export function toleratedUntilUs(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
  sinceUsOf: (taint: Taint) => number,
): number | undefined {
  const since = taints.map((taint) => ({ taint, sinceUs: sinceUsOf(taint) }));
  const moments = [...new Set(since.map(({ sinceUs }) => sinceUs))].toSorted((left, right) => left - right);
  for (const moment of moments) {
    const present = since.filter(({ sinceUs }) => sinceUs <= moment).map(({ taint }) => taint);
    const eviction = taintEviction(present, tolerations);
    if (eviction.kind === "tolerated" && eviction.forUs !== undefined) return moment + eviction.forUs;
  }
  return undefined;
}
