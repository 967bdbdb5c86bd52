// The list of running Jobs in a CronJob's status.

import { describe, expect, it } from "vitest";

import {
  activeOf,
  addToList,
  changeStatus,
  cronJobEvent,
  deleteJob,
  dropFromList,
  isListed,
} from "../../../../src/components/controllers/cron-job/active-jobs.ts";
import { play } from "../fake-view.ts";
import { cronJobOf, look, madeJob, referenceTo } from "./build-cron-jobs.ts";

describe("the list of running Jobs", () => {
  it("takes Jobs in and lets them go, and is absent when it is empty", () => {
    const one = look(cronJobOf());
    addToList(one, madeJob("tick-1"));
    expect(activeOf(one.cronJob)).toEqual([referenceTo("tick-1")]);
    expect([isListed(one.cronJob, "uid-tick-1"), isListed(one.cronJob, "uid-other")]).toEqual([true, false]);
    dropFromList(one, "uid-tick-1");
    expect(one.cronJob.status).toEqual({});
    expect(one.hasChanged).toBe(true);
  });

  it("leaves the stored object alone", () => {
    const cronJob = cronJobOf();
    const one = look(cronJob);
    changeStatus(one, { lastScheduleTime: "1970-01-01T00:01:00Z" });
    expect(cronJob.status).toEqual({});
    expect(one.cronJob.status).toEqual({ lastScheduleTime: "1970-01-01T00:01:00Z" });
  });
});

describe("a Job that is deleted", () => {
  it("goes with its pods after it, leaves the list, and is told of", () => {
    const one = look(cronJobOf({}, { active: [referenceTo("tick-1")] }));
    const { writes, value } = play(deleteJob(one, madeJob("tick-1")));
    expect(value).toBe(true);
    expect(writes).toMatchObject([
      { verb: "delete", kind: "Job", name: "tick-1", propagation: "Background" },
      { reason: "SuccessfulDelete", message: "Deleted job tick-1" },
    ]);
    expect(activeOf(one.cronJob)).toEqual([]);
  });

  it("stays in the list if that is refused", () => {
    const one = look(cronJobOf({}, { active: [referenceTo("tick-1")] }));
    const refused = { kind: "refused", reason: "InternalError", message: "sorry" } as const;
    const { told, value } = play(deleteJob(one, madeJob("tick-1")), { "delete Job/tick-1": refused });
    expect(value).toBe(false);
    expect(told.at(-1)).toBe("event FailedDelete");
    expect(activeOf(one.cronJob)).toHaveLength(1);
  });
});

describe("an event", () => {
  it("is about the CronJob", () => {
    expect(cronJobEvent(look(cronJobOf()), "Normal", "Why", "so")).toEqual({
      verb: "event",
      kind: "CronJob",
      namespace: "default",
      name: "tick",
      type: "Normal",
      reason: "Why",
      message: "so",
    });
  });
});
