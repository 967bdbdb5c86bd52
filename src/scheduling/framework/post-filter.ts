// The PostFilter extension point: what can still be done for a pod that fits nowhere.
// Imitates pkg/scheduler/framework/runtime/framework.go (RunPostFilterPlugins), v1.36.

import type { NominationOutcome, PostFilterOutcome } from "./decision.ts";
import type { CyclePod, PostFilterDiagnosis } from "./plugin.ts";
import type { ProfileRuntime } from "./profile-runtime.ts";

const KEEP: NominationOutcome = Object.freeze({ kind: "keep" });

/**
 * Runs the plugins in order until one succeeds, fails, or says that nothing can help; other refusals' texts are joined.
 * Undefined without plugins.
 */
export function runPostFilter(
  runtime: ProfileRuntime,
  pod: CyclePod,
  diagnosis: PostFilterDiagnosis,
): PostFilterOutcome | undefined {
  if (runtime.postFilter.length === 0) return undefined;
  const messages: string[] = [];
  let nomination = KEEP;
  let tried: Pick<PostFilterOutcome, "triedPreemption" | "releasedClaim"> = {};
  for (const { name, plugin } of runtime.postFilter) {
    const { postFilterWithoutState } = plugin;
    if (postFilterWithoutState !== undefined && !wasPrepared(name, runtime, diagnosis)) {
      return { code: "Error", message: postFilterWithoutState, nomination: KEEP };
    }
    const outcome = plugin.postFilter!(pod, diagnosis);
    if (outcome.code !== "Unschedulable") return { ...tried, ...outcome };
    if (outcome.nomination.kind !== "keep") ({ nomination } = outcome);
    if (outcome.triedPreemption) tried = { ...tried, triedPreemption: true };
    if (outcome.releasedClaim !== undefined) tried = { ...tried, releasedClaim: outcome.releasedClaim };
    messages.push(outcome.message);
  }
  return { code: "Unschedulable", message: messages.join(", "), nomination, ...tried };
}

/** Whether the plugin's preFilter was run: one that refuses for good ends the cycle before those behind it. */
function wasPrepared(
  name: string,
  { preFilter }: ProfileRuntime,
  { preFilter: refusal }: PostFilterDiagnosis,
): boolean {
  const position = preFilter.findIndex((plugin) => plugin.name === name);
  if (refusal?.code !== "UnschedulableAndUnresolvable") return position >= 0;
  return position >= 0 && position <= preFilter.findIndex((plugin) => plugin.name === refusal.plugin);
}
