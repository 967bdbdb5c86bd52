// Jobs with and without a loss: two clusters as they stand at the end.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { touchedJobs } from "../../../src/experiment/rehearsal/touched-jobs.ts";
import type { Job } from "../../../src/model/api/types/job.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

import { pod } from "../../model/build-objects.ts";

type Stands = "runs" | "waits" | "Complete" | "Failed";

function clusterWith(stands: Stands): ClusterState {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const condition = { type: stands, status: "True", reason: "BackoffLimitExceeded" };
  const conditions = stands === "Complete" || stands === "Failed" ? [condition] : [];
  const object = { metadata: { namespace: "default", name: "j" }, spec: {}, status: { conditions } } as Job;
  cluster.apply({ kind: "object-stored", stored: { kind: "Job", object } }, moment(0));
  const owner = { apiVersion: "batch/v1", kind: "Job", name: "j", uid: "u", controller: true };
  const classId = cluster.classify(pod({}, { namespace: "default", ownerReferences: [owner] }));
  if (stands === "waits") cluster.apply({ kind: "pod-created", classId, name: "j-1" }, moment(0));
  return cluster;
}

describe("a job after a loss", () => {
  it.each<[Stands, Stands, unknown]>([
    ["Complete", "Failed", { became: "failed", reason: "BackoffLimitExceeded" }],
    ["runs", "Failed", { became: "failed", reason: "BackoffLimitExceeded" }],
    ["Complete", "runs", { became: "not-complete", reason: "" }],
    ["runs", "waits", { became: "waiting", reason: "" }],
  ])("that %s without it and %s with it is kept from its end", (calm, hit, found) => {
    const touched = touchedJobs(clusterWith(calm), clusterWith(hit));
    expect(touched).toMatchObject([{ namespace: "default", name: "j", ...(found as object) }]);
  });

  it.each<[Stands, Stands]>([
    ["Complete", "Complete"],
    ["Failed", "Failed"],
    ["Failed", "runs"],
    ["runs", "runs"],
    ["waits", "waits"],
  ])("that %s without it and %s with it is not touched", (calm, hit) => {
    expect(touchedJobs(clusterWith(calm), clusterWith(hit))).toEqual([]);
  });
});
