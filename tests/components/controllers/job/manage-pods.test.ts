// Which pods a Job makes and removes.

import { describe, expect, it } from "vitest";

import { Expectations } from "../../../../src/components/controllers/expectations.ts";
import type { JobLook } from "../../../../src/components/controllers/job/job-look.ts";
import {
  deleteActivePods,
  inOrderOfIndexes,
  managePods,
} from "../../../../src/components/controllers/job/manage-pods.ts";
import { FAILURE_COUNT_KEY } from "../../../../src/components/controllers/job/job-pods.ts";
import { play } from "../fake-view.ts";
import { jobOf, jobPod, KEY, look } from "./build-jobs.ts";

const REFUSED = { kind: "refused", reason: "Forbidden", message: "no room" } as const;

function requests(seen: JobLook, refusals = {}) {
  const played = play(managePods(seen, new Expectations()), refusals);
  return { ...played, told: played.told.filter((text) => !text.startsWith("event")) };
}

describe("a Job", () => {
  it("makes as many pods as are missing, and no more than completions are left", () => {
    const seen = look(jobOf({ parallelism: 5, completions: 4 }, { succeeded: 1 }), [jobPod({ name: "a" })]);
    expect(requests(seen).told).toEqual(["create-pod work-", "create-pod work-"]);
    expect(seen.active).toBe(3);
  });

  it("of a work queue makes none once a pod has succeeded", () => {
    const job = jobOf({ parallelism: 3, completions: undefined as never });
    const { completions: _completions, ...spec } = job.spec!;
    expect(requests(look({ ...job, spec }, [])).told).toHaveLength(3);
    expect(requests(look({ ...job, spec, status: { succeeded: 1 } }, [])).told).toEqual([]);
  });

  it("starts slowly, and stops where a pod is refused", () => {
    const seen = look(jobOf({ parallelism: 8, completions: 8 }), []);
    const { told, value } = requests(seen, { "create-pod work-": REFUSED });
    expect(told).toEqual(["create-pod work-"]);
    expect(value).toBe("no room");
    expect(seen.active).toBe(0);
  });

  it("waits after failures, and at least a second", () => {
    const seen = look(jobOf(), [], { nowUs: 3_200_000 });
    seen.failures = { count: 3, lastUs: 2_000_000 };
    expect(requests(seen).told).toEqual([]);
    expect(seen.afterUs).toBe(38_800_000);
    const soon = look(jobOf(), [], { nowUs: 11_900_000 });
    soon.failures = { count: 1, lastUs: 2_000_000 };
    requests(soon);
    expect(soon.afterUs).toBe(1_000_000);
  });

  it("that waits for ends does not replace a pod that is going", () => {
    const going = jobPod({ name: "a", isDeleted: true });
    expect(requests(look(jobOf({ podReplacementPolicy: "Failed" }), [going])).told).toEqual([]);
    expect(requests(look(jobOf(), [going])).told).toHaveLength(1);
  });

  it("removes those first that have got least far, untracked", () => {
    const pods = [jobPod({ name: "a" }), jobPod({ name: "b", readySinceUs: undefined }), jobPod({ name: "c" })];
    const seen = look(jobOf({ parallelism: 2, completions: 5 }), pods);
    expect(requests(seen).told).toEqual(["patch-pod b", "delete-pod b"]);
    expect(seen).toMatchObject({ active: 2, ready: 2, terminating: 1 });
  });

  it("removes all when it is suspended", () => {
    const seen = look(jobOf({ suspend: true }), [jobPod({ name: "a" })]);
    expect(requests(seen).told).toEqual(["patch-pod a", "delete-pod a"]);
  });

  it("that ends asks all to go, whose end is still tracked", () => {
    const seen = look(jobOf(), [jobPod({ name: "a" }), jobPod({ name: "b" })]);
    const { told, value } = play(deleteActivePods(seen), { "delete-pod b": REFUSED });
    expect(told).toEqual(["delete-pod a", "event SuccessfulDelete", "delete-pod b", "event FailedDelete"]);
    expect(value).toEqual({ isComplete: false, problem: "no room" });
  });
});

describe("an Indexed Job", () => {
  const indexed = { completionMode: "Indexed", parallelism: 4, completions: 4 };

  it("makes the pods of the lowest indexes that are free", () => {
    const seen = look(jobOf(indexed, { completedIndexes: "0" }), [jobPod({ name: "b", index: 2 })]);
    expect(requests(seen).told).toEqual(["create-pod work-1-", "create-pod work-3-"]);
  });

  it("removes pods that repeat an index, have none, or have one too many", () => {
    const pods = [
      jobPod({ name: "a", index: 1 }),
      jobPod({ name: "b", index: 1, readySinceUs: undefined }),
      jobPod({ name: "c" }),
      jobPod({ name: "d", index: 9 }),
    ];
    expect(inOrderOfIndexes(pods).map(({ name }) => name)).toEqual(["c", "a", "b", "d"]);
    const { told } = requests(look(jobOf(indexed), pods));
    expect(told.filter((text) => text.startsWith("delete"))).toEqual(["delete-pod c", "delete-pod b", "delete-pod d"]);
  });

  it("waits for each index by itself, and tells the new pod of the failures", () => {
    const job = jobOf({ ...indexed, completions: 2, parallelism: 2, backoffLimitPerIndex: 3 });
    const pods = [
      jobPod({ name: "a", index: 0, phase: "Failed", annotations: { [FAILURE_COUNT_KEY]: "1" }, finishedUs: 0 }),
      jobPod({ name: "b", index: 1, phase: "Failed", finishedUs: 0 }),
    ];
    const early = look(job, pods, { nowUs: 4_000_000 });
    expect(requests(early).told).toEqual([]);
    expect(early.afterUs).toBe(6_000_000);
    const { told, writes } = requests(look(job, pods, { nowUs: 20_000_000 }));
    expect(told).toEqual(["create-pod work-0-", "create-pod work-1-"]);
    expect(writes[0]).toMatchObject({ own: { annotations: { [FAILURE_COUNT_KEY]: "2" } } });
  });
});

describe("what a Job expects", () => {
  it("are the pods that it made and asked to go, but not those that were refused", () => {
    const expectations = new Expectations();
    play(managePods(look(jobOf(), []), expectations), { "create-pod work-": REFUSED });
    expect(expectations.isSatisfied(KEY, 0)).toBe(true);
    play(managePods(look(jobOf(), []), expectations));
    expect(expectations.isSatisfied(KEY, 0)).toBe(false);
  });
});
