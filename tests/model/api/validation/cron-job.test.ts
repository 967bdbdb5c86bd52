// CronJobs that the API server refuses, in its words.

import { expect, it } from "vitest";

import type { CronJob, CronJobSpec } from "../../../../src/model/api/types/job.ts";
import { validateCronJob, validateCronJobUpdate } from "../../../../src/model/api/validation/cron-job.ts";
import { errorLines } from "../error-lines.ts";
import { GOOD_SELECTOR, goodTemplate } from "../pod-templates.ts";

const JOB_TEMPLATE = { spec: { template: goodTemplate("Never") } };

function cronJob(spec: CronJobSpec, name = "nightly"): CronJob {
  const good = { schedule: "0 3 * * *", concurrencyPolicy: "Allow", jobTemplate: JOB_TEMPLATE };
  return { metadata: { name, namespace: "default", resourceVersion: "1" }, spec: { ...good, ...spec } };
}

const IN_ZONE = "TZ=UTC 0 3 * * *";
const NO_ZONE = `spec.schedule: Invalid value: "${IN_ZONE}": cannot use TZ or CRON_TZ in schedule, use timeZone field instead`;

it.each<[string, CronJobSpec, readonly string[]]>([
  ["good", { timeZone: "Europe/Paris" }, []],
  ["without a schedule", { schedule: "" }, ["spec.schedule: Required value"]],
  [
    "with a schedule of too many fields",
    { schedule: "* * * * * *" },
    ['spec.schedule: Invalid value: "* * * * * *": expected exactly 5 fields, found 6: [* * * * * *]'],
  ],
  ["with a zone in its schedule", { schedule: IN_ZONE }, [NO_ZONE]],
  [
    "in an unknown zone",
    { timeZone: "Mars/Base" },
    ['spec.timeZone: Invalid value: "Mars/Base": unknown time zone Mars/Base'],
  ],
  [
    "of an unknown policy",
    { concurrencyPolicy: "Bad" },
    ['spec.concurrencyPolicy: Unsupported value: "Bad": supported values: "Allow", "Forbid", "Replace"'],
  ],
  ["without a policy", { concurrencyPolicy: "" }, ["spec.concurrencyPolicy: Required value"]],
  [
    "with limits below zero",
    { failedJobsHistoryLimit: -1 },
    ["spec.failedJobsHistoryLimit: Invalid value: -1: must be greater than or equal to 0"],
  ],
  [
    "that selects the pods of its Jobs",
    { jobTemplate: { spec: { ...JOB_TEMPLATE.spec, selector: GOOD_SELECTOR, manualSelector: true } } },
    [
      'spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: "nil", "false"',
      'spec.jobTemplate.spec.selector: Invalid value: {"matchLabels":{"app":"web"}}: `selector` will be auto-generated',
    ],
  ],
])("judges a CronJob %s", (_, spec, lines) => {
  expect(errorLines(validateCronJob(cronJob(spec)))).toEqual(lines);
});

it("leaves room in the name for the time of a Job, but only of new CronJobs", () => {
  const long = cronJob({}, "x".repeat(53));
  expect(errorLines(validateCronJob(long))).toEqual([
    `metadata.name: Invalid value: "${"x".repeat(53)}": must be no more than 52 characters`,
  ]);
  expect(validateCronJobUpdate(long, long)).toEqual([]);
});

it("leaves zones where they were", () => {
  const old = cronJob({ schedule: IN_ZONE });
  expect(validateCronJobUpdate(old, old)).toEqual([]);
  expect(errorLines(validateCronJobUpdate(old, cronJob({})))).toEqual([NO_ZONE]);
  expect(errorLines(validateCronJobUpdate(cronJob({ schedule: IN_ZONE, timeZone: "UTC" }), old))).toEqual([
    `spec.schedule: Invalid value: "${IN_ZONE}": cannot use both timeZone field and TZ or CRON_TZ in schedule`,
  ]);
  const unknown = cronJob({ timeZone: "Mars/Base" });
  expect(validateCronJobUpdate(unknown, unknown)).toEqual([]);
});
