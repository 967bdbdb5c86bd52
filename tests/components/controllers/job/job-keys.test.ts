// What makes a Job worth a look.

import { describe, expect, it } from "vitest";

import type { WatchEvent } from "../../../../src/components/controllers/controller.ts";
import { Expectations } from "../../../../src/components/controllers/expectations.ts";
import { jobKeysAfter, wantingJobs } from "../../../../src/components/controllers/job/job-keys.ts";
import type { Job } from "../../../../src/model/api/types/job.ts";
import { fakeView, livePod } from "../fake-view.ts";
import { jobOf, jobPod, KEY, stored } from "./build-jobs.ts";

const FINISHED = { conditions: [{ type: "Complete", status: "True" }] };
const BATCHED = [{ key: KEY, afterUs: 1_000_000 }];

function after(event: WatchEvent, job: Job = jobOf(), expectations = new Expectations()) {
  return jobKeysAfter(event, fakeView({ stored: [stored(job)] }), { expectations, wanting: wantingJobs() });
}

describe("an event of a Job", () => {
  it("that says what is wanted is looked at once, one of its status a second later", () => {
    const job = jobOf();
    expect(after({ type: "added", kind: "Job", stored: stored(job) })).toEqual([{ key: KEY }]);
    const updated = { type: "updated", kind: "Job", stored: stored(job), before: stored(job) } as const;
    expect(after(updated)).toEqual(BATCHED);
    const older = { ...job, metadata: { ...job.metadata, generation: 0 } };
    expect(after({ ...updated, before: stored(older) })).toEqual([{ key: KEY }]);
  });

  it("with a new deadline is looked at when that is over", () => {
    const job = jobOf({ activeDeadlineSeconds: 30 }, { startTime: "1970-01-01T00:00:00Z" });
    const before = stored(jobOf({}, { startTime: "1970-01-01T00:00:00Z" }));
    expect(after({ type: "updated", kind: "Job", stored: stored(job), before })).toEqual([
      ...BATCHED,
      { key: KEY, afterUs: 30_000_000 },
    ]);
  });

  it("that is gone or finished makes its pods worth a look", () => {
    const orphans = { key: "orphans-selected/default/app=work" };
    expect(after({ type: "deleted", kind: "Job", stored: stored(jobOf()) })).toEqual([{ key: KEY }, orphans]);
    const finished = stored(jobOf({}, FINISHED));
    expect(after({ type: "updated", kind: "Job", stored: finished, before: finished })).toEqual([orphans]);
  });
});

describe("an event of a pod", () => {
  const pod = jobPod({ name: "a" });

  it("is looked at a second later with its Job, and what was expected is seen", () => {
    const expectations = new Expectations();
    expectations.expectCreations(KEY, 1, 0);
    expect(after({ type: "added", kind: "Pod", pod }, jobOf(), expectations)).toEqual(BATCHED);
    expect(expectations.isSatisfied(KEY, 0)).toBe(true);
    expectations.expectDeletions(KEY, ["default/a"], 0);
    const going = jobPod({ name: "a", isDeleted: true });
    expect(after({ type: "updated", kind: "Pod", pod: going }, jobOf(), expectations)).toEqual(BATCHED);
    expect(expectations.isSatisfied(KEY, 0)).toBe(true);
  });

  it("whose Job is gone or finished is about its finalizer", () => {
    const orphan = [{ key: "orphan-pod/default/a" }];
    const going = jobPod({ name: "a", isDeleted: true });
    const knowledge = { expectations: new Expectations(), wanting: wantingJobs() };
    expect(after({ type: "updated", kind: "Pod", pod: going }, jobOf({}, FINISHED))).toEqual(orphan);
    expect(jobKeysAfter({ type: "deleted", kind: "Pod", pod }, fakeView({}), knowledge)).toEqual(orphan);
  });

  it("without an owner concerns all Jobs that may want it", () => {
    const free = livePod({ name: "free", labels: { app: "work" } });
    expect(after({ type: "added", kind: "Pod", pod: free })).toEqual(BATCHED);
    expect(after({ type: "updated", kind: "Pod", pod: free, before: free })).toEqual([]);
    const other = livePod({ name: "free", labels: { app: "else" } });
    expect(after({ type: "updated", kind: "Pod", pod: other, before: free })).toEqual([]);
    expect(after({ type: "updated", kind: "Pod", pod: free, before: pod })).toEqual([...BATCHED, ...BATCHED]);
  });
});
