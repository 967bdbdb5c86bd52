// The Job controller as a whole: its keys and its memory.

import { describe, expect, it } from "vitest";

import { JOB_CONTROLLER } from "../../../../src/components/controllers/job/job-controller.ts";
import type { Snapshotable } from "../../../../src/base/snapshot.ts";
import type { Controller } from "../../../../src/components/controllers/controller.ts";
import { fakeView, play } from "../fake-view.ts";
import { jobOf, jobPod, KEY, stored } from "./build-jobs.ts";

function controller(): Controller & Snapshotable {
  return JOB_CONTROLLER.create() as Controller & Snapshotable;
}

const SELECTED = "orphans-selected/default/app=work";

describe("the Job controller", () => {
  it("looks at Jobs that are there, not finished, and its own to manage", () => {
    const told = (job = jobOf()) => play(controller().sync(fakeView({ stored: [stored(job)] }), KEY)).told;
    expect(told()).toHaveLength(3);
    expect(told(jobOf({ managedBy: "kubernetes.io/job-controller" }))).toHaveLength(3);
    expect(told(jobOf({ managedBy: "example.com/queue" }))).toEqual([]);
    expect(told(jobOf({}, { conditions: [{ type: "Failed", status: "True" }] }))).toEqual([]);
    expect(play(controller().sync(fakeView({}), KEY)).told).toEqual([]);
  });

  it("lets pods go that nobody tracks any more", () => {
    const pods = [jobPod({ name: "a" }), jobPod({ name: "b", isTracked: false })];
    const gone = fakeView({ pods });
    expect(play(controller().sync(gone, "orphan-pod/default/a")).told).toEqual(["patch-pod a"]);
    expect(play(controller().sync(gone, SELECTED)).told).toEqual(["patch-pod a"]);
    const running = fakeView({ pods, stored: [stored(jobOf())] });
    expect(play(controller().sync(running, SELECTED)).told).toEqual([]);
    const finished = jobOf({}, { conditions: [{ type: "Complete", status: "True" }] });
    expect(play(controller().sync(fakeView({ pods, stored: [stored(finished)] }), SELECTED)).told).toEqual([
      "patch-pod a",
    ]);
    expect(play(controller().sync(gone, "orphan-pod/default/nobody")).told).toEqual([]);
  });

  it("lets the same pods go in a world that keeps those with finalizers apart, and looks at no others there", () => {
    const pods = ["a", "b", "c", "d"].map((name, number) => jobPod({ name, isTracked: number % 2 === 0 }));
    const whole = fakeView({ pods });
    const apart = { ...whole, pods: () => [], podsHeld: () => pods.filter(({ name }) => name === "a" || name === "c") };
    for (const view of [whole, apart]) {
      expect(play(controller().sync(view, SELECTED)).told).toEqual(["patch-pod a", "patch-pod c"]);
    }
  });

  it("remembers failures, also in another one that takes over its state", () => {
    const job = jobOf();
    const failing = fakeView({
      stored: [stored(job)],
      pods: [jobPod({ name: "a", phase: "Failed", finishedUs: 0 })],
      nowUs: 1_000_000,
    });
    const first = controller();
    play(first.sync(failing, KEY));
    const second = controller();
    second.restore(first.snapshot());
    for (const one of [first, second]) {
      const later = fakeView({ stored: [stored(job)], nowUs: 3_000_000 });
      expect(play(one.sync(later, KEY)).value).toEqual({ kind: "done", afterUs: 7_000_000 });
    }
  });

  it("retries after a second, and at most a minute", () => {
    expect(controller().retries).toEqual({ baseUs: 1_000_000, maxUs: 60_000_000 });
  });
});
