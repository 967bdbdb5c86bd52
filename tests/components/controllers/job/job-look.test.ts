// What a look at a Job finds.

import { describe, expect, it } from "vitest";

import {
  allFailuresBefore,
  indexesOf,
  lookAt,
  takenIndexes,
} from "../../../../src/components/controllers/job/job-look.ts";
import { FAILURE_COUNT_KEY } from "../../../../src/components/controllers/job/job-pods.ts";
import { completionIndexesText } from "../../../../src/model/job/completion-indexes.ts";
import { fakeView } from "../fake-view.ts";
import { jobOf, jobPod, KEY, look } from "./build-jobs.ts";

describe("a look at a Job", () => {
  it("counts what is active, ready and going", () => {
    const seen = look(jobOf(), [
      jobPod({ name: "a" }),
      jobPod({ name: "b", readySinceUs: undefined }),
      jobPod({ name: "c", isDeleted: true }),
    ]);
    expect(seen).toMatchObject({ active: 2, ready: 1, terminating: 1, succeeded: 0, failed: 1 });
  });

  it("adds to the status what has ended since, each pod once", () => {
    const status = { succeeded: 3, failed: 1, uncountedTerminatedPods: { succeeded: ["uid-a"], failed: ["uid-b"] } };
    const pods = [
      jobPod({ name: "a", phase: "Succeeded" }),
      jobPod({ name: "b", phase: "Failed" }),
      jobPod({ name: "c", phase: "Succeeded" }),
      jobPod({ name: "d", phase: "Failed", isTracked: false }),
    ];
    expect(look(jobOf({}, status), pods)).toMatchObject({ succeeded: 5, failed: 2 });
  });

  it("does not count failures that the policy ignores", () => {
    const rules = [{ action: "Ignore", onExitCodes: { operator: "In", values: [1] } }];
    const { look: seen, finished } = lookAt(
      fakeView({}),
      KEY,
      jobOf({ podFailurePolicy: { rules } }),
      [jobPod({ name: "a", phase: "Failed" })],
      new Set(),
    );
    expect(seen.failed).toBe(0);
    expect(finished.failed).toHaveLength(1);
  });

  it("counts indexes, not pods, where there are indexes", () => {
    const job = jobOf({ completionMode: "Indexed", completions: 4 }, { completedIndexes: "0", succeeded: 1 });
    const pods = [0, 1, 1, 9].map((index, at) => jobPod({ name: `p${at}`, index, phase: "Succeeded" }));
    const seen = look(job, pods);
    expect(seen.succeeded).toBe(2);
    expect(completionIndexesText(seen.indexes!.succeeded)).toBe("0,1");
  });

  it("keeps a failed pod for the one in its place, and lets an index fail at its limit", () => {
    const job = jobOf({ completionMode: "Indexed", completions: 3, backoffLimitPerIndex: 1 });
    const pods = [
      jobPod({ name: "a", index: 0, phase: "Failed", annotations: { [FAILURE_COUNT_KEY]: "0" } }),
      jobPod({ name: "b", index: 1, phase: "Failed", annotations: { [FAILURE_COUNT_KEY]: "1" } }),
      jobPod({ name: "c", index: 2 }),
    ];
    const seen = look(job, pods);
    expect(completionIndexesText(seen.indexes!.failed!)).toBe("1");
    expect([...seen.indexes!.waiting.keys()]).toEqual([0]);
    expect(allFailuresBefore(pods[1]!)).toBe(1);
    expect(indexesOf(pods)).toEqual(new Set([0, 1, 2]));
    expect(completionIndexesText(takenIndexes(seen, []))).toBe("1,2");
  });
});
