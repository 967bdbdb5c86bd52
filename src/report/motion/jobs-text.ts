// The section of a printed result on Jobs: how many came to their end, their pods, and how long they took.

import type { JobFindings, SimulationResult } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds, NO_FIGURE } from "../human-numbers.ts";
import { layOut, type Column } from "../text/column-table.ts";
import type { TextExtent } from "../text/text-extent.ts";

const FIGURES: readonly Column[] = ["JOBS", "COMPLETE", "FAILED", "PODS OK", "PODS FAILED", "MEAN", "LONGEST"].map(
  (title) => ({ title, align: "right" }),
);
const NAME_LETTERS = 25;

/** One row a Job or CronJob, those first that failed or are not complete. */
export function jobLines(result: SimulationResult, extent: TextExtent): string[] {
  const all = worstFirst(jobsOf(result));
  if (all.length === 0) return [];
  const shown = all.slice(0, extent.workloads);
  const name: Column = { title: "JOB", align: "left", most: Math.max(NAME_LETTERS, extent.nameLetters) };
  const rows = shown.map((job) => [jobName(job, all), ...jobFigures(job)]);
  const part =
    shown.length < all.length ? ` (${formatExactCount(shown.length)} of ${formatExactCount(all.length)})` : "";
  return [`JOBS${part}`, ...layOut({ columns: [name, ...FIGURES], rows }, extent.width)];
}

/** The Jobs of a run; none where no controllers ran. */
export function jobsOf({ motion }: Pick<SimulationResult, "motion">): readonly JobFindings[] {
  return motion?.jobs ?? [];
}

/** Those first of which most failed, then those of which most are not complete, then those that took longest. */
export function worstFirst(jobs: readonly JobFindings[]): readonly JobFindings[] {
  return jobs.toSorted(
    (left, right) =>
      right.failed - left.failed ||
      right.unfinished - left.unfinished ||
      (right.longestSeconds ?? 0) - (left.longestSeconds ?? 0),
  );
}

/** `cronjob/backup`, and with its namespace before it where `all` lie in several ones. */
export function jobName({ kind, namespace, name }: JobFindings, all: readonly JobFindings[]): string {
  const short = `${kind.toLowerCase()}/${name}`;
  return all.every((other) => other.namespace === namespace) ? short : `${namespace}/${short}`;
}

/** Jobs, complete, failed, their pods that succeeded and failed, mean and longest time. */
export function jobFigures(job: JobFindings): string[] {
  const { jobs, complete, failed, podsSucceeded, podsFailed, meanSeconds, longestSeconds } = job;
  return [
    ...[jobs, complete, failed, podsSucceeded, podsFailed].map((count) => formatExactCount(count)),
    ...[meanSeconds, longestSeconds].map((seconds) => (seconds === null ? NO_FIGURE : formatSeconds(seconds))),
  ];
}
