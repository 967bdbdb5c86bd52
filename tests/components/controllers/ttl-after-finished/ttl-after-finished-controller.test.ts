// When finished Jobs are deleted.

import { describe, expect, it } from "vitest";

import { TTL_AFTER_FINISHED_CONTROLLER } from "../../../../src/components/controllers/ttl-after-finished/ttl-after-finished-controller.ts";
import type { Job } from "../../../../src/model/api/types/job.ts";
import { fakeView, play } from "../fake-view.ts";

const FINISHED = { conditions: [{ type: "Failed", status: "True", lastTransitionTime: "1970-01-01T00:00:05Z" }] };
const JOB: Job = {
  metadata: { name: "work", namespace: "default", uid: "uid-work" },
  spec: { ttlSecondsAfterFinished: 10 },
  status: FINISHED,
};

function sync(job: Job, nowUs: number) {
  const view = fakeView({ stored: [{ kind: "Job", object: job }], nowUs });
  return play(TTL_AFTER_FINISHED_CONTROLLER.create().sync(view, "default/work"));
}

describe("a finished Job with a time to live", () => {
  it("is looked at when it finishes", () => {
    const keysAfter = (object: Job) =>
      TTL_AFTER_FINISHED_CONTROLLER.create().keysAfter(
        { type: "updated", kind: "Job", stored: { kind: "Job", object } },
        fakeView({}),
      );
    expect(keysAfter(JOB)).toEqual([{ key: "default/work" }]);
    expect(keysAfter({ ...JOB, spec: {} })).toEqual([]);
    expect(keysAfter({ ...JOB, status: {} })).toEqual([]);
  });

  it("goes when that is over, after its pods", () => {
    expect(sync(JOB, 8_500_000)).toMatchObject({ told: [], value: { kind: "done", afterUs: 6_500_000 } });
    expect(sync(JOB, 15_000_000).writes).toEqual([
      {
        verb: "delete",
        kind: "Job",
        namespace: "default",
        name: "work",
        uid: "uid-work",
        propagation: "Foreground",
      },
    ]);
  });

  it("is left alone once it is going", () => {
    const going = { ...JOB, metadata: { ...JOB.metadata, deletionTimestamp: "1970-01-01T00:00:06Z" } };
    expect(sync(going, 15_000_000).told).toEqual([]);
  });

  it("that does not say when it finished is a failure", () => {
    const timeless = { ...JOB, status: { conditions: [{ type: "Complete", status: "True" }] } };
    expect(sync(timeless, 0).value.kind).toBe("failed");
  });
});
