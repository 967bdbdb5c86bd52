// What a CronJob learns from its Jobs.

import { describe, expect, it } from "vitest";

import { activeOf } from "../../../../src/components/controllers/cron-job/active-jobs.ts";
import { cleanUpHistory, noteKnownJobs } from "../../../../src/components/controllers/cron-job/known-jobs.ts";
import { play } from "../fake-view.ts";
import { cronJobOf, look, madeJob, referenceTo } from "./build-cron-jobs.ts";

function started(second: number): { readonly startTime: string } {
  return { startTime: `1970-01-01T00:00:0${second}Z` };
}

describe("the history", () => {
  it("keeps the youngest Jobs of each kind, by their start and then by their name", () => {
    const jobs = [
      madeJob("c", "Complete", started(1)),
      madeJob("a", "Complete", started(2)),
      madeJob("b", "Complete", started(2)),
      madeJob("x", "Failed", started(1)),
      madeJob("y", "Failed"),
      madeJob("running"),
    ];
    const limits = { successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 1 };
    const { told } = play(cleanUpHistory(look(cronJobOf(limits), jobs), jobs));
    expect(told.filter((text) => text.startsWith("delete"))).toEqual(["delete Job/c", "delete Job/a", "delete Job/x"]);
  });

  it("keeps all where there is no limit", () => {
    const { successfulJobsHistoryLimit: _one, failedJobsHistoryLimit: _other, ...spec } = cronJobOf().spec!;
    const cronJob = { ...cronJobOf(), spec };
    const jobs = ["a", "b", "c", "d"].map((name) => madeJob(name, "Failed"));
    expect(play(cleanUpHistory(look(cronJob, jobs), jobs)).told).toEqual([]);
  });
});

describe("the list of running Jobs", () => {
  it("loses those that have finished, and those that are gone", () => {
    const jobs = [madeJob("done", "Complete", { completionTime: "1970-01-01T00:00:09Z" }), madeJob("runs")];
    const one = look(cronJobOf({}, { active: ["done", "runs", "gone"].map(referenceTo) }), jobs);
    const { writes } = play(noteKnownJobs(one, jobs));
    expect(writes).toMatchObject([
      { reason: "SawCompletedJob", message: "Saw completed job: done, condition: Complete" },
      { reason: "MissingJob", message: "Active job went missing: gone" },
    ]);
    expect(activeOf(one.cronJob)).toEqual([referenceTo("runs")]);
    expect(one.cronJob.status?.lastSuccessfulTime).toBe("1970-01-01T00:00:09Z");
  });

  it("does not take in a Job that somebody else made, but that is told", () => {
    const jobs = [madeJob("strange")];
    const one = look(cronJobOf(), jobs);
    expect(play(noteKnownJobs(one, jobs)).writes).toMatchObject([
      {
        type: "Warning",
        reason: "UnexpectedJob",
        message: "Saw a job that the controller did not create or forgot: strange",
      },
    ]);
    expect(one.hasChanged).toBe(false);
  });

  it("keeps the latest time of a success", () => {
    const jobs = [madeJob("old", "Complete", { completionTime: "1970-01-01T00:00:01Z" })];
    const one = look(cronJobOf({}, { lastSuccessfulTime: "1970-01-01T00:00:05Z" }), jobs);
    play(noteKnownJobs(one, jobs));
    expect(one.hasChanged).toBe(false);
  });
});
