// Jobs on the page: a table of them, and of CronJobs with all their Jobs.

import type { SimulationResult } from "../../simulation/result.ts";

import { firstRows, htmlTable } from "../html/html-table.ts";
import { markup } from "../html/markup.ts";
import type { PageSection } from "../html/page-section.ts";
import type { ReportMaterial } from "../report-material.ts";

import { jobFigures, jobName, jobsOf, worstFirst } from "./jobs-text.ts";

const MOST_JOBS = 100;

export const JOBS_SECTION: PageSection = {
  id: "jobs",
  title: "Jobs",
  body: ({ result }: ReportMaterial) => {
    const all = jobsOf(result);
    const { shown, ...rest } = firstRows(worstFirst(all), MOST_JOBS, "jobs.csv");
    const table = htmlTable({
      caption: "Jobs, and all Jobs of each CronJob",
      columns: [
        { title: "Job", kind: "name" },
        { title: "Jobs", kind: "number" },
        { title: "Complete", kind: "number" },
        { title: "Failed", kind: "number" },
        { title: "Pods succeeded", kind: "number" },
        { title: "Pods failed", kind: "number" },
        { title: "Mean time", kind: "number" },
        { title: "Longest time", kind: "number" },
      ],
      rows: shown.map((job) => [jobName(job, all), ...jobFigures(job)]),
      ...rest,
    });
    return markup`<p class="lede">
        How many Jobs came to their end, and how their pods did. Times are those of complete Jobs, from their start to their
        end. Those that failed or are not complete stand first.
      </p>
      ${table}`;
  },
};

/** Whether there is anything to show. */
export function hasJobs(result: SimulationResult): boolean {
  return jobsOf(result).length > 0;
}
