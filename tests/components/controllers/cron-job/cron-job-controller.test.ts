// The CronJob controller as a whole.

import { describe, expect, it } from "vitest";

import { CRON_JOB_CONTROLLER } from "../../../../src/components/controllers/cron-job/cron-job-controller.ts";
import type { WatchEvent } from "../../../../src/components/controllers/controller.ts";
import { fakeView, play } from "../fake-view.ts";
import { cronJobOf, KEY, madeJob, minutes, referenceTo, storedCronJob, storedJobs } from "./build-cron-jobs.ts";

function keysAfter(event: WatchEvent) {
  return CRON_JOB_CONTROLLER.create().keysAfter(event, fakeView({ stored: [storedCronJob(cronJobOf())] }));
}

describe("the CronJob controller", () => {
  it("looks at a CronJob at once, but after a new schedule at its next time", () => {
    const stored = storedCronJob(cronJobOf());
    expect(keysAfter({ type: "added", kind: "CronJob", stored })).toEqual([{ key: KEY }]);
    expect(keysAfter({ type: "updated", kind: "CronJob", stored, before: stored })).toEqual([{ key: KEY }]);
    const before = storedCronJob(cronJobOf({ schedule: "0 0 * * *" }));
    expect(keysAfter({ type: "updated", kind: "CronJob", stored, before })).toEqual([
      { key: KEY, afterUs: 60_100_000 },
    ]);
  });

  it("looks at it when one of its Jobs comes, changes or goes", () => {
    const [stored] = storedJobs([madeJob("tick-1")]);
    for (const type of ["added", "updated", "deleted"] as const) {
      expect(keysAfter({ type, kind: "Job", stored: stored!, before: stored! })).toEqual([{ key: KEY }]);
    }
    const [stranger] = storedJobs([{ metadata: { name: "other", namespace: "default" } }]);
    expect(keysAfter({ type: "added", kind: "Job", stored: stranger! })).toEqual([]);
  });

  it("writes the status once, after all else", () => {
    const cronJob = cronJobOf({}, { active: [referenceTo("tick-1")], lastScheduleTime: "1970-01-01T00:01:00Z" });
    const jobs = [madeJob("tick-1", "Complete", { completionTime: "1970-01-01T00:01:30Z" })];
    const view = fakeView({ stored: [storedCronJob(cronJob), ...storedJobs(jobs)], nowUs: minutes(2) });
    const { told, writes, value } = play(CRON_JOB_CONTROLLER.create().sync(view, KEY));
    expect(told).toEqual([
      "event SawCompletedJob",
      "create Job/tick-2",
      "event SuccessfulCreate",
      "updateStatus CronJob/tick",
    ]);
    expect(writes.at(-1)).toMatchObject({
      stored: { object: { status: { active: [{ name: "tick-2" }], lastSuccessfulTime: "1970-01-01T00:01:30Z" } } },
    });
    expect(value).toEqual({ kind: "done", afterUs: 60_100_000 });
  });

  it("has nothing to do about one that is gone", () => {
    expect(play(CRON_JOB_CONTROLLER.create().sync(fakeView({}), KEY)).value).toEqual({ kind: "done" });
  });
});
