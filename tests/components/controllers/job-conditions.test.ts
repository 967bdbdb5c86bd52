// The conditions of a Job.

import { describe, expect, it } from "vitest";

import {
  finishedCondition,
  holdingCondition,
  isFinished,
  withCondition,
  writtenNow,
} from "../../../src/components/controllers/job-conditions.ts";
import { fakeView } from "./fake-view.ts";

const { clock } = fakeView({ nowUs: 2_700_000 });
const SUSPENDED = { type: "Suspended", status: "True", reason: "JobSuspended", message: "Job suspended" } as const;
const RESUMED = { type: "Suspended", status: "False", reason: "JobResumed", message: "Job resumed" } as const;

describe("a Job", () => {
  it("is finished once it is complete or has failed", () => {
    expect(isFinished(undefined)).toBe(false);
    expect(isFinished({ conditions: [{ type: "SuccessCriteriaMet", status: "True" }] })).toBe(false);
    expect(isFinished({ conditions: [{ type: "Failed", status: "False" }] })).toBe(false);
    const failed = { type: "Failed", status: "True" };
    expect(finishedCondition({ conditions: [{ type: "FailureTarget", status: "True" }, failed] })).toBe(failed);
  });

  it("has a condition only while that holds", () => {
    expect(holdingCondition({ conditions: [{ type: "Suspended", status: "False" }] }, "Suspended")).toBeUndefined();
  });
});

describe("a condition", () => {
  it("is written with the whole second of now", () => {
    expect(writtenNow(SUSPENDED, clock)).toEqual({
      ...SUSPENDED,
      lastProbeTime: "1970-01-01T00:00:02Z",
      lastTransitionTime: "1970-01-01T00:00:02Z",
    });
  });

  it("that is not there is not told to be false", () => {
    expect(withCondition([], RESUMED, clock)).toEqual({ conditions: [], isChanged: false });
  });

  it("changes in its place, and only if it says something else", () => {
    const other = { type: "Other", status: "True" };
    const { conditions } = withCondition([], SUSPENDED, clock);
    expect(withCondition(conditions, SUSPENDED, clock).isChanged).toBe(false);
    const changed = withCondition([...conditions, other], RESUMED, clock);
    expect(changed.isChanged).toBe(true);
    expect(changed.conditions.map(({ type, status }) => `${type}=${status}`)).toEqual([
      "Suspended=False",
      "Other=True",
    ]);
  });
});
