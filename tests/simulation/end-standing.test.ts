// How pods stand at the end, counted and in sentences.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { HEALTHY_KUBELET } from "../../src/cluster/kubelet-health.ts";
import { ChronicleProbe } from "../../src/metrics/chronicle-probe.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { endStanding, lossSentence, standingParts, type EndStanding } from "../../src/simulation/end-standing.ts";
import type { PodCounts } from "../../src/simulation/result.ts";
import { node, pod } from "../model/build-objects.ts";

const NOTHING_LOST: EndStanding = {
  before: { count: 0, placed: 0, running: 0, succeeded: 0, failed: 0 },
  evicted: 0,
  terminating: 0,
  onLostNodes: 0,
  hasControllers: true,
  lost: [],
  waiting: [],
  restarts: undefined,
  failedJobs: [],
  hangingJobs: [],
  refusals: [],
};

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

function told(owner: string | undefined, changes: readonly Change[]): Parameters<typeof endStanding> {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const chronicle = new ChronicleProbe(cluster);
  cluster.observe(chronicle);
  const reference = { apiVersion: "apps/v1", kind: owner ?? "", name: "web", uid: "u", controller: true };
  const bare = pod();
  const object = owner === undefined ? bare : { ...bare, metadata: { ...bare.metadata, ownerReferences: [reference] } };
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  cluster.apply({ kind: "pod-created", classId: cluster.classify(object), name: "solo" }, moment(0));
  cluster.apply({ kind: "pod-assumed", pod: 0, node: 0 }, moment(0));
  for (const change of changes) cluster.apply(change, moment(0));
  return [cluster, chronicle, { first: 0, hasControllers: true, refused: [] }];
}

function standingOf(owner: string | undefined, ...changes: readonly Change[]): EndStanding {
  return endStanding(...told(owner, changes));
}

const EVICTED: Change = { kind: "pod-ended", pod: 0, phase: "failed", reason: "Evicted" };
const DISRUPTED: Change = {
  kind: "pod-condition",
  pod: 0,
  type: "DisruptionTarget",
  condition: { status: "True", reason: "DeletionByTaintManager" },
};

function containerSaid(reason: string, restartCount: number): Change {
  const state = { kind: "waiting", reason } as const;
  return { kind: "pod-containers", pod: 0, containers: [{ name: "main", isReady: false, restartCount, state }] };
}

function jobSaid(name: string, reason: string): Change {
  const event = { kind: "Job", namespace: "default", name, type: "Warning", reason, message: "" } as const;
  return { kind: "event-recorded", event };
}

describe("how pods stand at the end", () => {
  it("counts those whose node is silent, but for those that are to go", () => {
    const health = { ...HEALTHY_KUBELET, postsStatus: false };
    const silent: Change = { kind: "kubelet-changed", node: 0, health };
    expect(standingOf("ReplicaSet", silent)).toEqual({ ...NOTHING_LOST, onLostNodes: 1 });
    const going = standingOf("ReplicaSet", silent, { kind: "pod-terminating", pod: 0 });
    expect(going).toEqual({ ...NOTHING_LOST, terminating: 1 });
  });

  it("counts the evicted, and names those without a controller", () => {
    expect(standingOf(undefined, EVICTED)).toEqual({ ...NOTHING_LOST, evicted: 1, lost: ["default/solo"] });
    expect(standingOf("ReplicaSet", EVICTED)).toEqual({ ...NOTHING_LOST, evicted: 1 });
    expect(standingOf(undefined, DISRUPTED, { kind: "pod-deleted", pod: 0 }).lost).toEqual(["default/solo"]);
    const going = standingOf(undefined, DISRUPTED, { kind: "pod-terminating", pod: 0 });
    expect(going).toEqual({ ...NOTHING_LOST, terminating: 1, lost: ["default/solo"] });
    expect(standingOf(undefined)).toEqual(NOTHING_LOST);
  });

  it("takes no pod for lost that its user deleted", () => {
    expect(standingOf(undefined, { kind: "pod-deleted", pod: 0 })).toEqual(NOTHING_LOST);
    expect(standingOf(undefined, { kind: "pod-terminating", pod: 0 }).lost).toEqual([]);
  });

  it("takes every pod that failed for lost where no controllers run", () => {
    const [cluster, chronicle] = told("ReplicaSet", [EVICTED]);
    const standing = endStanding(cluster, chronicle, { first: 0, hasControllers: false, refused: [] });
    expect(standing).toEqual({ ...NOTHING_LOST, hasControllers: false, evicted: 1, lost: ["default/solo"] });
  });

  it("names pods of which a container does not run, but for replicas, which their workload misses", () => {
    const said = containerSaid("ImagePullBackOff", 0);
    const waiting = [{ pod: "default/solo", reason: "ImagePullBackOff" }];
    expect(standingOf(undefined, said)).toEqual({ ...NOTHING_LOST, waiting });
    expect(standingOf("Job", said).waiting).toEqual(waiting);
    expect(standingOf("ReplicaSet", said).waiting).toEqual([]);
    expect(standingOf(undefined, said, { kind: "pod-terminating", pod: 0 }).waiting).toEqual([]);
    expect(standingOf(undefined, containerSaid("ContainerCreating", 0)).waiting).toEqual([]);
  });

  it("counts restarts, of pods that are gone, too", () => {
    const said = [containerSaid("CrashLoopBackOff", 2), containerSaid("CrashLoopBackOff", 3)];
    const restarts = { count: 3, pods: 1, mostOften: "default/solo", most: 3 };
    expect(standingOf("ReplicaSet", ...said, { kind: "pod-deleted", pod: 0 })).toEqual({ ...NOTHING_LOST, restarts });
  });

  it("counts pods that were there before the run by themselves, and their evictions with all", () => {
    const [cluster, chronicle] = told("ReplicaSet", [EVICTED]);
    expect(endStanding(cluster, chronicle, { first: 1, hasControllers: true, refused: [] })).toEqual({
      ...NOTHING_LOST,
      before: { count: 1, placed: 0, running: 0, succeeded: 0, failed: 1 },
      evicted: 1,
    });
  });

  it("tells of quotas that refuse pods of StatefulSets, DaemonSets and Jobs, too", () => {
    const [cluster, chronicle, options] = told(undefined, []);
    const refused = [{ kind: "Job", namespace: "team", name: "j", replicas: 2, words: "exceeded quota: q" }];
    expect(endStanding(cluster, chronicle, { ...options, refused }).refusals).toEqual([
      { owner: "job/team/j", replicas: 2, words: "exceeded quota: q" },
    ]);
  });

  it("knows Jobs that failed by their events", () => {
    const said = [jobSaid("a", "BackoffLimitExceeded"), jobSaid("b", "FailedCreate")];
    expect(standingOf("ReplicaSet", ...said).failedJobs).toEqual(["default/a"]);
    const many = Array.from({ length: 1_002 }, (_, index) => jobSaid(`j-${index}`, "BackoffLimitExceeded"));
    expect(standingOf("ReplicaSet", ...many).failedJobs).toHaveLength(1_002);
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

  it("tells of pods that were there before the run, too", () => {
    const before = { count: 4, placed: 2, running: 2, succeeded: 0, failed: 1 };
    const own = { ...COUNTS, created: 1, placed: 1, running: 1, failed: 0 };
    expect(standingParts(own, { ...NOTHING_LOST, before, evicted: 1 })).toEqual([
      "At the end 3 of 5 pods run",
      "1 was evicted",
      "1 was deleted",
    ]);
  });

  it("does not count those that are to go among those that run", () => {
    const standing = { ...NOTHING_LOST, terminating: 1, lost: ["default/solo"] };
    expect(standingParts({ ...COUNTS, created: 6, failed: 0 }, standing)).toEqual([
      "At the end 5 of 6 pods run",
      "1 is terminating",
    ]);
  });

  it("does not count those on lost nodes among those that run, even where nothing else is lost", () => {
    const own = { ...COUNTS, created: 6, failed: 0 };
    expect(standingParts(own, { ...NOTHING_LOST, onLostNodes: 2 })).toEqual([
      "At the end 4 of 6 pods run",
      "2 are on nodes that are lost",
    ]);
    expect(standingParts(own, { ...NOTHING_LOST, terminating: 1, onLostNodes: 1 })).toEqual([
      "At the end 4 of 6 pods run",
      "1 is on a node that is lost",
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

  it("names Jobs that hang", () => {
    expect(lossSentence({ ...NOTHING_LOST, hangingJobs: ["default/a"] })).toBe(
      "1 Job is not over, with a pod on a node that is lost: job/a.",
    );
    expect(lossSentence({ ...NOTHING_LOST, hangingJobs: ["default/a", "team/b"] })).toBe(
      "2 Jobs are not over, with pods on a node that is lost: job/a, job/team/b.",
    );
  });

  it("says which containers do not run, and how often they were restarted", () => {
    const waiting = [{ pod: "default/a", reason: "CrashLoopBackOff" }];
    const restarts = { count: 7, pods: 2, mostOften: "default/a", most: 4 };
    const standing = { ...NOTHING_LOST, waiting, restarts };
    expect(standingParts({ ...COUNTS, failed: 0, created: 6 }, standing)).toEqual([
      "At the end 6 of 6 pods are placed",
    ]);
    expect(lossSentence(standing)).toBe(
      "1 pod has a container that does not run: pod/a (CrashLoopBackOff). " +
        "Containers were restarted 7 times in 2 pods, pod/a most often (4).",
    );
    const once = { count: 1, pods: 1, mostOften: "team/b", most: 1 };
    expect(lossSentence({ ...NOTHING_LOST, restarts: once })).toBe("Containers were restarted 1 time in pod/team/b.");
  });

  it("does not name a controller where none runs", () => {
    expect(lossSentence({ ...NOTHING_LOST, hasControllers: false, lost: ["default/solo"] })).toBe(
      "No controllers run here that would bring back 1 pod: pod/solo.",
    );
  });
});
