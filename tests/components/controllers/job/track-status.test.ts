// How the ends of pods are counted.

import { describe, expect, it } from "vitest";

import type { JobLook } from "../../../../src/components/controllers/job/job-look.ts";
import { setCount, trackStatus } from "../../../../src/components/controllers/job/track-status.ts";
import type { JobStatus } from "../../../../src/model/api/types/job.ts";
import type { Write } from "../../../../src/components/controllers/controller.ts";
import { play } from "../fake-view.ts";
import { jobOf, jobPod, look } from "./build-jobs.ts";

const REFUSED = { kind: "refused", reason: "InternalError", message: "sorry" } as const;

function statusesIn(writes: readonly Write[]): readonly JobStatus[] {
  return writes.flatMap((write) =>
    "stored" in write && write.stored.kind === "Job" ? [write.stored.object.status ?? {}] : [],
  );
}

function track(seen: JobLook, refusals = {}) {
  let remembered = 0;
  const played = play(
    trackStatus(seen, false, () => {
      remembered += 1;
    }),
    refusals,
  );
  return { ...played, remembered, statuses: statusesIn(played.writes) };
}

describe("pods that have ended", () => {
  it("are named, let go, and then counted", () => {
    const pods = [jobPod({ name: "a", phase: "Succeeded" }), jobPod({ name: "b", phase: "Failed" })];
    const { told, statuses, remembered } = track(look(jobOf({ completions: 5 }), pods));
    expect(told).toEqual(["updateStatus Job/work", "patch-pod a", "patch-pod b", "updateStatus Job/work"]);
    expect(statuses[0]).toEqual({ uncountedTerminatedPods: { succeeded: ["uid-a"], failed: ["uid-b"] } });
    expect(statuses[1]).toEqual({ uncountedTerminatedPods: {}, succeeded: 1, failed: 1 });
    expect(remembered).toBe(1);
  });

  it("stay named where their finalizer could not be removed", () => {
    const pods = [jobPod({ name: "a", phase: "Succeeded" }), jobPod({ name: "b", phase: "Succeeded" })];
    const { value, statuses } = track(look(jobOf({ completions: 5 }), pods), { "patch-pod b": REFUSED });
    expect(value).toBe("sorry");
    expect(statuses[1]).toEqual({ uncountedTerminatedPods: { succeeded: ["uid-b"] }, succeeded: 1 });
  });

  it("that were let go before are only counted", () => {
    const status = { uncountedTerminatedPods: { failed: ["uid-gone"] }, failed: 2 };
    const { told, statuses } = track(look(jobOf({}, status), []));
    expect(told).toEqual(["updateStatus Job/work"]);
    expect(statuses[0]).toEqual({ uncountedTerminatedPods: {}, failed: 3 });
  });

  it("of an Indexed Job are counted by their indexes at once", () => {
    const job = jobOf({ completionMode: "Indexed", completions: 5 }, { completedIndexes: "0", succeeded: 1 });
    const pods = [2, 1].map((index) => jobPod({ name: `p${index}`, index, phase: "Succeeded" }));
    const { told, statuses } = track(look(job, pods));
    expect(told).toEqual(["updateStatus Job/work", "patch-pod p1", "patch-pod p2"]);
    expect(statuses[0]).toMatchObject({ completedIndexes: "0-2", succeeded: 3 });
  });

  it("are left alone when nothing has ended", () => {
    expect(track(look(jobOf(), [jobPod({ name: "a" })])).told).toEqual([]);
  });
});

describe("the end of a Job", () => {
  const complete = {
    type: "SuccessCriteriaMet",
    status: "True",
    reason: "CompletionsReached",
    message: "done",
  } as const;

  it("is announced first, and comes when all is counted", () => {
    const seen = look(jobOf(), [jobPod({ name: "a", phase: "Succeeded" })], { nowUs: 6_200_000 });
    seen.ending = complete;
    const { told, statuses } = track(seen);
    expect(told.at(-1)).toBe("event Completed");
    expect(statuses[0]!.conditions).toMatchObject([{ type: "SuccessCriteriaMet" }]);
    expect(statuses[1]).toMatchObject({
      completionTime: "1970-01-01T00:00:06Z",
      conditions: [{ type: "SuccessCriteriaMet" }, { type: "Complete", reason: "CompletionsReached" }],
    });
  });

  it("waits for pods that are going", () => {
    const seen = look(jobOf(), [jobPod({ name: "a", isDeleted: true })]);
    seen.ending = { ...complete, type: "FailureTarget" };
    const { statuses } = track(seen);
    expect(statuses.at(-1)!.conditions).toMatchObject([{ type: "FailureTarget" }]);
    expect(statuses.at(-1)!.failed).toBe(1);
  });

  it("by failure is told as a warning", () => {
    const seen = look(jobOf(), []);
    seen.ending = { type: "FailureTarget", status: "True", reason: "DeadlineExceeded", message: "late" };
    const { writes } = track(seen);
    expect(writes.at(-1)).toMatchObject({ type: "Warning", reason: "DeadlineExceeded", message: "late" });
  });

  it("is not told if it could not be written", () => {
    const seen = look(jobOf(), []);
    seen.ending = complete;
    const { value, told } = track(seen, { "updateStatus Job/work": REFUSED });
    expect(value).toBe("adding uncounted pods to status: sorry");
    expect(told).toEqual(["updateStatus Job/work"]);
  });
});

describe("a count", () => {
  it("of nothing is absent", () => {
    const status: JobLook["status"] = { active: 3 };
    setCount(status, "active", 0);
    setCount(status, "failed", 2);
    expect(status).toEqual({ failed: 2 });
  });
});
