// The CSV file of Jobs.

import type { CsvFile } from "../csv/csv-file.ts";

import { jobsOf } from "./jobs-text.ts";

export const JOBS_FILE: CsvFile = {
  name: "jobs",
  holds: "each Job, and all Jobs of each CronJob: how many came to their end, their pods, and how long they took",
  table: (result) => ({
    header: [
      "kind",
      "namespace",
      "name",
      "jobs",
      "complete",
      "failed",
      "unfinished",
      "pods_succeeded",
      "pods_failed",
      "mean_seconds",
      "longest_seconds",
    ],
    rows: jobsOf(result).map((job) => [
      job.kind,
      job.namespace,
      job.name,
      job.jobs,
      job.complete,
      job.failed,
      job.unfinished,
      job.podsSucceeded,
      job.podsFailed,
      job.meanSeconds,
      job.longestSeconds,
    ]),
  }),
};
