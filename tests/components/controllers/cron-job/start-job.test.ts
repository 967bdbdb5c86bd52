// Whether a CronJob starts a Job now.

import { describe, expect, it } from "vitest";

import { activeOf } from "../../../../src/components/controllers/cron-job/active-jobs.ts";
import { startDueJob } from "../../../../src/components/controllers/cron-job/start-job.ts";
import type { CronJob, CronJobSpec, Job } from "../../../../src/model/api/types/job.ts";
import { play } from "../fake-view.ts";
import { cronJobOf, look, madeJob, minutes, referenceTo } from "./build-cron-jobs.ts";

const NEXT = { kind: "done", afterUs: minutes(1) } as const;

function start(
  nowUs: number,
  spec: CronJobSpec = {},
  status: CronJob["status"] = {},
  jobs: readonly Job[] = [],
  refusals = {},
) {
  const one = look(cronJobOf(spec, status), jobs, { nowUs });
  return { ...play(startDueJob(one), refusals), status: one.cronJob.status };
}

describe("a CronJob", () => {
  it("starts the Job of a time that has come, named after it, and notes it", () => {
    const { writes, status, value } = start(minutes(2) + 100_000, {}, { lastScheduleTime: "1970-01-01T00:01:00Z" });
    expect(writes).toMatchObject([
      {
        verb: "create",
        stored: {
          kind: "Job",
          object: {
            metadata: {
              name: "tick-2",
              labels: { app: "tick" },
              annotations: { "batch.kubernetes.io/cronjob-scheduled-timestamp": "1970-01-01T00:02:00Z" },
              ownerReferences: [{ kind: "CronJob", name: "tick", controller: true }],
            },
            spec: { completions: 1 },
          },
        },
      },
      { reason: "SuccessfulCreate", message: "Created job made" },
    ]);
    expect(status).toMatchObject({
      lastScheduleTime: "1970-01-01T00:02:00Z",
      active: [{ kind: "Job", name: "tick-2" }],
    });
    expect(value).toEqual(NEXT);
  });

  it("starts nothing before its time, or twice", () => {
    expect(start(minutes(0.5))).toMatchObject({ told: [], value: { kind: "done", afterUs: 30_100_000 } });
    expect(start(minutes(1) + 5, {}, { lastScheduleTime: "1970-01-01T00:01:00Z" }).told).toEqual([]);
    expect(start(minutes(1) + 5, {}, { active: [referenceTo("tick-1")] }).told).toEqual([]);
  });

  it("starts the latest of several missed times, and warns of many", () => {
    expect(start(minutes(10) + 1).status).toMatchObject({ lastScheduleTime: "1970-01-01T00:10:00Z" });
    expect(start(minutes(300)).told[0]).toBe("event TooManyMissedTimes");
  });

  it("lets a time pass whose deadline is over", () => {
    const { writes } = start(minutes(60) + 90_000_000, { schedule: "0 * * * *", startingDeadlineSeconds: 100 });
    expect(writes).toHaveLength(2);
    const missed = start(minutes(1) + 30_000_000, { startingDeadlineSeconds: 20 });
    expect(missed.told).toEqual([]);
  });

  it("waits for a running Job, or puts the new one in its place, as it says", () => {
    const active = { active: [referenceTo("tick-1")], lastScheduleTime: "1970-01-01T00:01:00Z" };
    const forbidden = start(minutes(2), { concurrencyPolicy: "Forbid" }, active, [madeJob("tick-1")]);
    expect(forbidden.told).toEqual(["event JobAlreadyActive"]);
    const replaced = start(minutes(2), { concurrencyPolicy: "Replace" }, active, [madeJob("tick-1")]);
    expect(replaced.told).toEqual([
      "delete Job/tick-1",
      "event SuccessfulDelete",
      "create Job/tick-2",
      "event SuccessfulCreate",
    ]);
    expect(replaced.status?.active).toHaveLength(1);
    const gone = start(minutes(2), { concurrencyPolicy: "Replace" }, active);
    expect(gone.writes).toMatchObject([{ reason: "FailedGet", message: 'Get job: jobs.batch "tick-1" not found' }]);
  });

  it("starts nothing while it is suspended, is going, or cannot be understood", () => {
    expect(start(minutes(2), { suspend: true })).toMatchObject({ told: [], value: { kind: "done" } });
    expect(start(minutes(2), { timeZone: "Moon/Base" }).writes).toMatchObject([
      { reason: "UnknownTimeZone", message: 'invalid timeZone: "Moon/Base": unknown time zone Moon/Base' },
    ]);
    expect(start(minutes(2), { schedule: "soon" }).told).toEqual(["event UnparseableSchedule"]);
    expect(start(minutes(2), { schedule: "TZ=UTC 0 0 31 2 *" }).told).toEqual([
      "event UnsupportedSchedule",
      "event InvalidSchedule",
    ]);
    const { metadata, ...others } = cronJobOf();
    const going = { ...others, metadata: { ...metadata, deletionTimestamp: "1970-01-01T00:00:00Z" } };
    expect(play(startDueJob(look(going, [], { nowUs: minutes(2) }))).told).toEqual([]);
  });

  it("takes a Job of that name for its own if it is", () => {
    const refusals = { "create Job/tick-2": { kind: "refused", reason: "AlreadyExists", message: "exists" } };
    const own = start(minutes(2), {}, {}, [madeJob("tick-2")], refusals);
    expect(own.status?.active).toMatchObject([{ name: "tick-2" }]);
    const stranger = { metadata: { name: "tick-2", namespace: "default", uid: "other" } };
    expect(start(minutes(2), {}, {}, [stranger], refusals)).toMatchObject({ status: {}, value: { kind: "done" } });
  });

  it("tells of a Job that it cannot make, and tries again", () => {
    const refused = { "create Job/tick-2": { kind: "refused", reason: "Forbidden", message: "no room" } };
    const failed = start(minutes(2), {}, {}, [], refused);
    expect(failed.writes.at(-1)).toMatchObject({ reason: "FailedCreate", message: "Error creating job: no room" });
    expect(failed.value).toEqual({ kind: "failed", message: "no room" });
    expect(activeOf(cronJobOf({}, failed.status))).toEqual([]);
  });
});
