// The Job controller's requests about pods.

import { describe, expect, it } from "vitest";

import { TRACKING_FINALIZER } from "../../../../src/components/controllers/job/job-pods.ts";
import { createPod, deletePod, withoutTracking } from "../../../../src/components/controllers/job/job-requests.ts";
import { play } from "../fake-view.ts";
import { jobOf, jobPod } from "./build-jobs.ts";

describe("a pod of a Job", () => {
  it("is made of one object for all pods, with the tracking finalizer", () => {
    const job = jobOf();
    const [first, second] = [
      play(createPod(job, undefined, undefined, 0)),
      play(createPod(job, undefined, undefined, 0)),
    ];
    const [one, other] = [first.writes[0]!, second.writes[0]!];
    expect(one).toMatchObject({
      verb: "create-pod",
      generateName: "work-",
      owner: { apiVersion: "batch/v1", kind: "Job", name: "work", uid: "uid-work", controller: true },
      template: { metadata: { labels: { app: "work" }, finalizers: [TRACKING_FINALIZER] } },
    });
    expect("template" in one && "template" in other && one.template === other.template).toBe(true);
    expect(first.writes[1]).toMatchObject({ reason: "SuccessfulCreate", message: "Created pod: made" });
  });

  it("has its index in its name, labels and annotations", () => {
    const [write] = play(createPod(jobOf(), 7, { "batch.kubernetes.io/job-index-failure-count": "1" }, 0)).writes;
    expect(write).toMatchObject({
      generateName: "work-7-",
      own: {
        labels: { "batch.kubernetes.io/job-completion-index": "7" },
        annotations: {
          "batch.kubernetes.io/job-completion-index": "7",
          "batch.kubernetes.io/job-index-failure-count": "1",
        },
      },
    });
  });

  it("gets a name that is cut where it would be too long", () => {
    const job = jobOf();
    const long = { ...job, metadata: { ...job.metadata, name: "n".repeat(63) } };
    const [write] = play(createPod(long, 12, undefined, 0)).writes;
    expect(write).toMatchObject({ generateName: `${"n".repeat(54)}-12-` });
  });

  it("that cannot be made is told of, but not where the namespace is going", () => {
    const refused = { kind: "refused", reason: "Forbidden", message: "no room" } as const;
    const played = play(createPod(jobOf(), undefined, undefined, 0), { "create-pod work-": refused });
    expect(played.writes[1]).toMatchObject({ reason: "FailedCreate", message: "Error creating: no room" });
    const going = { ...refused, reason: "NamespaceTerminating" } as const;
    expect(play(createPod(jobOf(), undefined, undefined, 0), { "create-pod work-": going }).told).toHaveLength(1);
  });

  it("is deleted and told of, unless it was gone", () => {
    const pod = jobPod({ name: "a" });
    expect(play(deletePod(jobOf(), pod)).told).toEqual(["delete-pod a", "event SuccessfulDelete"]);
    const answers = { "delete-pod a": { kind: "refused", reason: "NotFound", message: "gone" } } as const;
    expect(play(deletePod(jobOf(), pod), answers).told).toEqual(["delete-pod a"]);
  });

  it("is let go by taking the finalizer of Jobs and no other", () => {
    const pod = jobPod({ name: "a" });
    const metadata = { ...pod.object.metadata, finalizers: ["mine", TRACKING_FINALIZER] };
    expect(withoutTracking({ ...pod, object: { ...pod.object, metadata } })).toMatchObject({
      verb: "patch-pod",
      metadata: { finalizers: ["mine"] },
    });
  });
});
