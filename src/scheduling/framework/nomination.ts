// What becomes of the node that a pod is nominated to, once it has been attempted.
// Imitates pkg/scheduler/schedule_one.go (schedulingAlgorithm: clearNominatedNode), v1.36.

import type { Decision, NominationOutcome } from "./decision.ts";

const KEEP: NominationOutcome = Object.freeze({ kind: "keep" });
const CLEAR: NominationOutcome = Object.freeze({ kind: "clear" });

/** What PostFilter said; a failed attempt that PostFilter had no say in takes the nomination away. */
export function nominationAfter(decision: Decision): NominationOutcome {
  switch (decision.kind) {
    case "scheduled":
    case "ignored":
      return KEEP;
    case "error":
      return CLEAR;
    case "unschedulable":
      return decision.postFilter?.nomination ?? CLEAR;
  }
}
