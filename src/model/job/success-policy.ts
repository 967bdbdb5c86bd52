// Whether the indexes of a Job that have succeeded are enough by its success policy.
// Imitates pkg/controller/job/success_policy.go, v1.36.

import type { JobSpec } from "../api/types/job.ts";
import { countIndexes, parseCompletionIndexes, type CompletionIndexes } from "./completion-indexes.ts";

/** The place of the first rule that is met; undefined if none is, or if there is no policy. */
export function metSuccessRule(spec: JobSpec, succeeded: CompletionIndexes): number | undefined {
  const { successPolicy, completions = 0 } = spec;
  if (successPolicy === undefined || succeeded.length === 0) return undefined;
  const met = (successPolicy.rules ?? []).findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined)
      return succeededCount !== undefined && countIndexes(succeeded) >= succeededCount;
    const wanted = parseCompletionIndexes(succeededIndexes, completions);
    if (wanted.length === 0) return false;
    const common = countCommon(wanted, succeeded);
    return common === countIndexes(wanted) || (succeededCount !== undefined && common >= succeededCount);
  });
  return met === -1 ? undefined : met;
}

function countCommon(left: CompletionIndexes, right: CompletionIndexes): number {
  let common = 0;
  for (let [inLeft, inRight] = [0, 0]; inLeft < left.length && inRight < right.length;) {
    const [one, other] = [left[inLeft]!, right[inRight]!];
    common += Math.max(0, Math.min(one.last, other.last) - Math.max(one.first, other.first) + 1);
    if (one.last <= other.last) inLeft += 1;
    if (other.last <= one.last) inRight += 1;
  }
  return common;
}
