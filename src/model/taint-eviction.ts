// When taints drive a pod from its node.
// Imitates pkg/controller/tainteviction/taint_eviction.go and pkg/apis/core/v1/helper/helpers.go, v1.36.

import type { Taint, Toleration } from "./objects.ts";
import { INT64_MAX } from "./quantity/int64.ts";
import { isTolerated, tolerates } from "./toleration.ts";

/** What becomes of a pod on a node with these taints. */
export type TaintEviction =
  /** No taint drives anybody away. */
  | { readonly kind: "untainted" }
  /** Some taint is not tolerated: the pod goes at once. */
  | { readonly kind: "intolerable" }
  /**
   * All taints are tolerated for a while; 0 is at once, undefined for ever. `used` has, for each taint in order, the
   * first toleration that covers it: later ones do not count, whatever their seconds.
   */
  | { readonly kind: "tolerated"; readonly forUs: number | undefined; readonly used: readonly Toleration[] };

const NANOSECONDS_PER_SECOND = 1_000_000_000n;
const NANOSECONDS_PER_MICROSECOND = 1_000n;

/** The first NoExecute taint that is not tolerated. */
export function firstEvictingTaint(taints: readonly Taint[], tolerations: readonly Toleration[]): Taint | undefined {
  return taints.find((taint) => taint.effect === "NoExecute" && !isTolerated(taint, tolerations));
}

/** Decides by the NoExecute taints, from the moment at which the controller hears of them. */
export function taintEviction(taints: readonly Taint[], tolerations: readonly Toleration[]): TaintEviction {
  const evicting = taints.filter(({ effect }) => effect === "NoExecute");
  if (evicting.length === 0) return { kind: "untainted" };
  const used: Toleration[] = [];
  for (const taint of evicting) {
    const first = tolerations.find((toleration) => tolerates(toleration, taint));
    if (first === undefined) return { kind: "intolerable" };
    used.push(first);
  }
  return { kind: "tolerated", forUs: shortestUs(used), used };
}

/** The shortest time of the tolerations that have one; undefined: for ever. */
function shortestUs(tolerations: readonly Toleration[]): number | undefined {
  const seconds = tolerations.flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  if (seconds.length === 0) return undefined;
  return durationUs(Math.min(...seconds));
}

/**
 * Seconds as the library counts them: in nanoseconds of 64 bits. What does not fit wraps around, and what is below 0
 * then means for ever.
 */
function durationUs(seconds: number): number | undefined {
  if (seconds <= 0) return 0;
  const exact = BigInt(seconds);
  if (exact >= INT64_MAX) return undefined;
  const nanoseconds = BigInt.asIntN(64, exact * NANOSECONDS_PER_SECOND);
  return nanoseconds < 0n ? undefined : Number(nanoseconds / NANOSECONDS_PER_MICROSECOND);
}
