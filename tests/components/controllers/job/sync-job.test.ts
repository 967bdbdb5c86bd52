// One look at a Job, from its pods to its status.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { Expectations } from "../../../../src/components/controllers/expectations.ts";
import { syncJob, type JobMemory } from "../../../../src/components/controllers/job/sync-job.ts";
import type { Job } from "../../../../src/model/api/types/job.ts";
import { fakeView, livePod, play, type FakeWorld } from "../fake-view.ts";
import { jobOf, jobPod, KEY, stored } from "./build-jobs.ts";

function memory(): JobMemory {
  return { failures: new Map(), expectations: new Expectations() };
}

function sync(job: Job, pods: readonly LivePod[], world: FakeWorld = {}, remembered = memory()) {
  const view = fakeView({ stored: [stored(job)], pods, ...world });
  const played = play(syncJob(view, KEY, job, remembered));
  const last = played.writes.findLast((write) => "stored" in write);
  const written = last !== undefined && "stored" in last ? last.stored.object : undefined;
  return { ...played, status: (written as Job | undefined)?.status };
}

describe("a Job", () => {
  it("starts with its first look", () => {
    const { told, status, value } = sync(jobOf({ activeDeadlineSeconds: 60 }), [], { nowUs: 1_500_000 });
    expect(told).toEqual(["create-pod work-", "event SuccessfulCreate", "updateStatus Job/work"]);
    expect(status).toEqual({
      startTime: "1970-01-01T00:00:01Z",
      active: 1,
      ready: 0,
      terminating: 0,
      uncountedTerminatedPods: {},
    });
    // From the microsecond of the start, not from what is stored of it.
    expect(value).toEqual({ kind: "done", afterUs: 60_000_000 });
  });

  it("is complete when enough pods have succeeded", () => {
    const { told, status } = sync(jobOf({}, { startTime: "1970-01-01T00:00:00Z" }), [
      jobPod({ name: "a", phase: "Succeeded" }),
    ]);
    expect(told.at(-1)).toBe("event Completed");
    expect(status?.conditions?.map(({ type }) => type)).toEqual(["SuccessCriteriaMet", "Complete"]);
  });

  it("fails when more pods have failed than it may have, and asks the others to go", () => {
    const remembered = memory();
    const pods = [jobPod({ name: "a", phase: "Failed", finishedUs: 2_000_000 }), jobPod({ name: "b" })];
    const { told, status } = sync(jobOf({ backoffLimit: 0, completions: 3, parallelism: 2 }), pods, {}, remembered);
    expect(told).toContain("delete-pod b");
    expect(status?.conditions).toMatchObject([
      { type: "FailureTarget", reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit" },
    ]);
    expect(remembered.failures.get(KEY)).toEqual({ count: 1, lastUs: 2_000_000 });
  });

  it("fails when its containers were restarted too often", () => {
    const template = { ...jobOf().spec!.template, spec: { restartPolicy: "OnFailure" } };
    const pods = [jobPod({ name: "a", restarts: 2 })];
    const failed = sync(jobOf({ backoffLimit: 2, template }), pods).status;
    expect(failed?.conditions).toMatchObject([{ type: "FailureTarget", reason: "BackoffLimitExceeded" }]);
    expect(sync(jobOf({ backoffLimit: 3, template }), pods).status?.conditions).toBeUndefined();
  });

  it("fails at its deadline", () => {
    const job = jobOf({ activeDeadlineSeconds: 5 }, { startTime: "1970-01-01T00:00:00Z" });
    const { status } = sync(job, [], { nowUs: 5_000_000 });
    expect(status?.conditions?.at(-1)).toMatchObject({ type: "Failed", reason: "DeadlineExceeded" });
  });

  it("fails by its policy, by its failed indexes, and succeeds by its policy", () => {
    const rules = [{ action: "FailJob", onExitCodes: { operator: "In", values: [42] } }];
    const refused = sync(jobOf({ podFailurePolicy: { rules } }), [
      jobPod({ name: "a", phase: "Failed", exitCode: 42 }),
    ]);
    expect(refused.status?.conditions?.[0]).toMatchObject({ type: "FailureTarget", reason: "PodFailurePolicy" });
    const indexed = { completionMode: "Indexed", completions: 3, parallelism: 3 };
    const failed = [0, 1].map((index) => jobPod({ name: `p${index}`, index, phase: "Failed" }));
    const limits = { ...indexed, backoffLimitPerIndex: 0, backoffLimit: 100 };
    expect(sync(jobOf({ ...limits, maxFailedIndexes: 1 }), failed).status?.conditions?.[0]).toMatchObject({
      reason: "MaxFailedIndexesExceeded",
    });
    const third = jobPod({ name: "p2", index: 2, phase: "Succeeded" });
    expect(sync(jobOf(limits), [...failed, third]).status?.conditions?.[0]).toMatchObject({ reason: "FailedIndexes" });
    const policy = { ...indexed, successPolicy: { rules: [{ succeededIndexes: "2" }] } };
    expect(sync(jobOf(policy), [third]).status?.conditions?.[0]).toMatchObject({
      reason: "SuccessPolicy",
      message: "Matched rules at index 0",
    });
  });

  it("is suspended and resumed, and its time starts anew", () => {
    const suspended = sync(jobOf({ suspend: true }, { startTime: "1970-01-01T00:00:00Z" }), [jobPod({ name: "a" })]);
    expect(suspended.told).toEqual([
      "patch-pod a",
      "delete-pod a",
      "event SuccessfulDelete",
      "event Suspended",
      "updateStatus Job/work",
    ]);
    expect(suspended.status?.startTime).toBeUndefined();
    const resumed = sync(jobOf({}, suspended.status), [], { nowUs: 9_000_000 });
    expect(resumed.told).toContain("event Resumed");
    expect(resumed.status).toMatchObject({ startTime: "1970-01-01T00:00:09Z", conditions: [{ status: "False" }] });
  });

  it.each([
    ["1.34", {}, true],
    ["1.35", {}, true],
    ["1.35", { MutableSchedulingDirectivesForSuspendedJobs: true }, false],
    ["1.36", {}, false],
    ["1.36", { MutableSchedulingDirectivesForSuspendedJobs: false }, true],
  ] as const)("that is suspended in %s with the gates %j keeps its time of start: %s", (kubernetes, gates, isKept) => {
    const job = jobOf({ suspend: true }, { startTime: "1970-01-01T00:00:00Z" });
    const { status } = sync(job, [], { kubernetes, featureGates: gates });
    expect(status?.startTime).toBe(isKept ? "1970-01-01T00:00:00Z" : undefined);
  });

  it("that is being deleted makes no pods, and lets its pods go", () => {
    const job = jobOf();
    const going = { ...job, metadata: { ...job.metadata, deletionTimestamp: "1970-01-01T00:00:00Z" } };
    expect(sync(going, [jobPod({ name: "a" })]).told).toEqual(["updateStatus Job/work", "patch-pod a"]);
  });

  it("adopts a pod that it selects, and counts its end", () => {
    const orphan = livePod({ name: "free", labels: { app: "work" }, phase: "Succeeded" });
    const { told, status } = sync(jobOf({ completions: 2 }), [orphan]);
    expect(told[0]).toBe("patch-pod free");
    expect(status?.succeeded).toBe(1);
  });

  it("does nothing more about pods while it has not seen those that it made", () => {
    const remembered = memory();
    remembered.expectations.expectCreations(KEY, 1, 0);
    expect(sync(jobOf(), [], {}, remembered).told).toEqual(["updateStatus Job/work"]);
    expect(sync(jobOf(), [], { nowUs: 301_000_000 }, remembered).told[0]).toBe("create-pod work-");
  });
});
