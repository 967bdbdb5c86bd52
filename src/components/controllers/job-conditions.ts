// The conditions of a Job: how they are found, written and changed.
// Imitates pkg/controller/job/job_controller.go (newCondition, ensureJobConditionStatus) and pkg/controller/job/util, v1.36.

import type { JobStatus } from "../../model/api/types/job.ts";

import type { ControllerClock } from "./controller.ts";

export type JobCondition = NonNullable<JobStatus["conditions"]>[number];

/** What a condition says, without when. */
export interface ConditionWords {
  readonly type: string;
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
}

/** The condition that ends a Job; undefined while it goes on. */
export function finishedCondition(status: JobStatus | undefined): JobCondition | undefined {
  return status?.conditions?.find(
    ({ type, status: holds }) => (type === "Complete" || type === "Failed") && holds === "True",
  );
}

export function isFinished(status: JobStatus | undefined): boolean {
  return finishedCondition(status) !== undefined;
}

/** The condition of the type, if it holds. */
export function holdingCondition(status: JobStatus | undefined, wanted: string): JobCondition | undefined {
  const found = status?.conditions?.find(({ type }) => type === wanted);
  return found?.status === "True" ? found : undefined;
}

/** The conditions with this one, and whether that changed them. One that is not there is not told to be false. */
export function withCondition(
  conditions: readonly JobCondition[],
  words: ConditionWords,
  clock: ControllerClock,
): { readonly conditions: readonly JobCondition[]; readonly isChanged: boolean } {
  const at = conditions.findIndex(({ type }) => type === words.type);
  const existing = conditions[at];
  const isSame =
    existing === undefined
      ? words.status === "False"
      : existing.status === words.status && existing.reason === words.reason && existing.message === words.message;
  if (isSame) return { conditions, isChanged: false };
  const written = writtenNow(words, clock);
  return { conditions: at === -1 ? [...conditions, written] : conditions.with(at, written), isChanged: true };
}

export function writtenNow(words: ConditionWords, clock: ControllerClock): JobCondition {
  const now = clock.timestampAt(clock.nowUs);
  return { ...words, lastProbeTime: now, lastTransitionTime: now };
}
