// What a Job reads from a pod.

import { describe, expect, it } from "vitest";

import {
  completionIndexOf,
  deletableOf,
  FAILURE_COUNT_KEY,
  finishedUs,
  hasTrackingFinalizer,
  IGNORED_FAILURE_COUNT_KEY,
  ignoredIndexFailureCount,
  INDEX_KEY,
  indexFailureCount,
  isActive,
  isFailed,
  isTerminating,
  podKeyOf,
  replacesOnlyFailed,
  restartsOf,
  validIndexOf,
} from "../../../../src/components/controllers/job/job-pods.ts";
import { jobOf, jobPod } from "./build-jobs.ts";

describe("a pod of a Job", () => {
  it("is active until it is over or asked to go", () => {
    expect(isActive(jobPod({ name: "a" }))).toBe(true);
    expect(isActive(jobPod({ name: "a", phase: "Failed" }))).toBe(false);
    const going = jobPod({ name: "a", isDeleted: true });
    expect([isActive(going), isTerminating(going)]).toEqual([false, true]);
    expect(isTerminating(jobPod({ name: "a", phase: "Failed", isDeleted: true }))).toBe(false);
  });

  it("that is asked to go has failed, unless the Job waits for its end", () => {
    const going = jobPod({ name: "a", isDeleted: true });
    expect(isFailed(going, jobOf())).toBe(true);
    expect(isFailed(going, jobOf({ podReplacementPolicy: "Failed" }))).toBe(false);
    expect(isFailed(jobPod({ name: "a", phase: "Succeeded", isDeleted: true }), jobOf())).toBe(false);
    expect(replacesOnlyFailed(jobOf({ podFailurePolicy: { rules: [] } }))).toBe(true);
  });

  it("has the completion index of its annotation, if that is a number", () => {
    expect(completionIndexOf(jobPod({ name: "a", index: 3 }))).toBe(3);
    expect(completionIndexOf(jobPod({ name: "a" }))).toBeUndefined();
    expect(completionIndexOf(jobPod({ name: "a", annotations: { [INDEX_KEY]: "-1" } }))).toBeUndefined();
    expect(validIndexOf(jobPod({ name: "a", index: 3 }), jobOf({ completions: 3 }))).toBeUndefined();
  });

  it("tells how often its index has failed; what cannot be read is none", () => {
    const annotations = { [FAILURE_COUNT_KEY]: "2", [IGNORED_FAILURE_COUNT_KEY]: "x" };
    const pod = jobPod({ name: "a", annotations });
    expect([indexFailureCount(pod), ignoredIndexFailureCount(pod)]).toEqual([2, 0]);
    expect(indexFailureCount(jobPod({ name: "a", annotations: { [FAILURE_COUNT_KEY]: "2147483648" } }))).toBe(0);
  });

  it("ended when its last container did, else when it stopped being ready, else when it was asked to go", () => {
    expect(finishedUs(jobPod({ name: "a", phase: "Failed", finishedUs: 7_000_000 }))).toBe(7_000_000);
    const running = jobPod({ name: "a", createdUs: 5_000_000 });
    expect(finishedUs(running)).toBe(5_000_000);
    expect(finishedUs({ ...running, condition: () => ({ status: "False", sinceUs: 6_000_000 }) })).toBe(6_000_000);
    const deletion = { deadlineUs: 40_000_000, graceSeconds: 30 };
    expect(finishedUs({ ...running, deletion })).toBe(10_000_000);
  });

  it("tells its restarts, its key and whether it is tracked", () => {
    const pod = jobPod({ name: "a", restarts: 2 });
    expect(restartsOf(pod)).toBe(2);
    expect(deletableOf(pod)).toMatchObject({
      nodeName: "",
      phase: "Running",
      restarts: { containers: 2, sidecars: 0 },
    });
    expect(podKeyOf(pod)).toBe("default/a");
    expect([hasTrackingFinalizer(pod), hasTrackingFinalizer(jobPod({ name: "b", isTracked: false }))]).toEqual([
      true,
      false,
    ]);
  });
});
