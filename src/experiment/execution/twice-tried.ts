// What becomes of a run whose worker died: it is tried once more, for the cause may lie outside it, and then it has failed. Runs
// that end, if only by failing, are never repeated: they would end the same way.

import type { RunExecutor } from "./run-experiment.ts";
import { failedRun, type RunRecord, type RunTask } from "./run-record.ts";

/** How one attempt ended. */
export type RunAttempt =
  | { readonly kind: "made"; readonly record: RunRecord }
  /** No further run is begun. */
  | { readonly kind: "stopped" }
  /** `reason`: a sentence without a full stop. */
  | { readonly kind: "died"; readonly reason: string };

/** Tries runs; a death costs the run that was going on, and no other. */
export interface RunAttempts {
  readonly width: number;
  attempt(task: RunTask): Promise<RunAttempt>;
}

/** An executor that tries each run at most twice. */
export function twiceTried(attempts: RunAttempts): RunExecutor {
  return {
    width: attempts.width,
    run: async (task) => {
      const first = await attempts.attempt(task);
      const last = first.kind === "died" ? await attempts.attempt(task) : first;
      switch (last.kind) {
        case "made":
          return last.record;
        case "stopped":
          return undefined;
        case "died":
          return failedRun(task, `${last.reason}, twice`);
      }
    },
  };
}
