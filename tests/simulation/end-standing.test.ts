// How pods stand at the end, counted and in sentences.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { Chronicle, EventCount } from "../../src/metrics/chronicle-probe.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { endStanding, lossSentence, standingParts, type EndStanding } from "../../src/simulation/end-standing.ts";
import type { PodCounts } from "../../src/simulation/result.ts";
import { node, pod } from "../model/build-objects.ts";

const NOTHING_LOST: EndStanding = { evicted: 0, terminating: 0, lost: [], failedJobs: [], refusals: [] };
const QUIET: Chronicle = { messages: [], failures: [], events: [] };

const COUNTS: PodCounts = {
  created: 17,
  placed: 6,
  running: 6,
  succeeded: 0,
  failed: 11,
  pending: 0,
  gated: 0,
  refused: 0,
  preempted: 0,
  preexisting: 0,
};

function jobEvent(object: string, reason: string): EventCount {
  const words = { kind: "Job", type: "Warning", message: "", count: 1, firstSeconds: 1, lastSeconds: 1 } as const;
  return { ...words, object, reason };
}

function clusterOf(owned: boolean, ...changes: readonly Change[]): ClusterState {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "u", controller: true };
  const bare = pod();
  const object = owned ? { ...bare, metadata: { ...bare.metadata, ownerReferences: [owner] } } : bare;
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  cluster.apply({ kind: "pod-created", classId: cluster.classify(object), name: "solo" }, moment(0));
  cluster.apply({ kind: "pod-assumed", pod: 0, node: 0 }, moment(0));
  for (const change of changes) cluster.apply(change, moment(0));
  return cluster;
}

const EVICTED: Change = { kind: "pod-ended", pod: 0, phase: "failed", reason: "Evicted" };

describe("how pods stand at the end", () => {
  it("counts the evicted, and names those without a controller", () => {
    expect(endStanding(clusterOf(false, EVICTED), QUIET, 0)).toEqual({
      evicted: 1,
      terminating: 0,
      lost: ["default/solo"],
      failedJobs: [],
      refusals: [],
    });
    expect(endStanding(clusterOf(true, EVICTED), QUIET, 0)).toEqual({ ...NOTHING_LOST, evicted: 1 });
    expect(endStanding(clusterOf(false, { kind: "pod-deleted", pod: 0 }), QUIET, 0).lost).toEqual(["default/solo"]);
    const going = endStanding(clusterOf(false, { kind: "pod-terminating", pod: 0 }), QUIET, 0);
    expect(going).toEqual({ ...NOTHING_LOST, terminating: 1, lost: ["default/solo"] });
    expect(endStanding(clusterOf(false), QUIET, 0)).toEqual(NOTHING_LOST);
  });

  it("leaves pods that were there before out of the run's evictions", () => {
    expect(endStanding(clusterOf(true, EVICTED), QUIET, 1).evicted).toBe(0);
  });

  it("knows Jobs that failed by their events", () => {
    const events = [jobEvent("default/a", "BackoffLimitExceeded"), jobEvent("default/b", "FailedCreate")];
    expect(endStanding(clusterOf(true), { ...QUIET, events }, 0).failedJobs).toEqual(["default/a"]);
  });
});

describe("the sentence on it", () => {
  it("is none where no pod failed and nothing is lost", () => {
    expect(standingParts({ ...COUNTS, failed: 0 }, NOTHING_LOST)).toBeUndefined();
    expect(standingParts(COUNTS, undefined)).toBeUndefined();
    expect(lossSentence(undefined)).toBeUndefined();
    expect(lossSentence(NOTHING_LOST)).toBeUndefined();
  });

  it("tells what became of all pods", () => {
    expect(standingParts(COUNTS, { ...NOTHING_LOST, evicted: 11 })).toEqual([
      "At the end 6 of 17 pods run",
      "11 were evicted",
    ]);
    const jobs = { ...COUNTS, created: 33, placed: 1, running: 1, succeeded: 2, failed: 6 };
    expect(standingParts(jobs, { ...NOTHING_LOST, evicted: 2 })?.join("; ")).toBe(
      "At the end 1 of 33 pods runs; 2 succeeded; 6 failed, 2 of them evicted; 24 were deleted",
    );
  });

  it("does not count those that are to go among those that run", () => {
    const standing = { ...NOTHING_LOST, terminating: 1, lost: ["default/solo"] };
    expect(standingParts({ ...COUNTS, created: 6, failed: 0 }, standing)).toEqual([
      "At the end 5 of 6 pods run",
      "1 is terminating",
    ]);
  });

  it("says how many pods a quota refuses", () => {
    const refusals = [{ owner: "deployment/web", replicas: 3, words: "exceeded quota: q" }];
    const standing = { ...NOTHING_LOST, refusals };
    expect(standingParts({ ...COUNTS, created: 6, failed: 0 }, standing)).toEqual([
      "At the end 6 of 6 pods run",
      "a quota refuses 3 more",
    ]);
  });

  it("names the first Jobs and pods that are lost", () => {
    const failedJobs = ["default/a", "default/b", "team/c", "team/d"];
    expect(lossSentence({ ...NOTHING_LOST, failedJobs, lost: ["default/solo"] })).toBe(
      "4 Jobs failed: job/a, job/b, job/team/c, and 1 more. No controller brings back 1 pod: pod/solo.",
    );
  });
});
