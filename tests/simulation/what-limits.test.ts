// The sentences of a result: what limits the cluster, and whether it carried its load.

import { describe, expect, it } from "vitest";

import type { FailureReason, Fragmentation, UtilisationGroup } from "../../src/metrics/findings.ts";
import type { PodCounts, ThresholdOutcome } from "../../src/simulation/result.ts";
import { verdictOf, whatLimits } from "../../src/simulation/what-limits.ts";

const GROUP: UtilisationGroup = {
  dimension: "cluster",
  name: "cluster",
  nodes: 1_523,
  resources: [use("cpu", 100, 66), use("memory", 1_000, 475), { ...use("pods", 110, 20), unit: "count" }],
};
const FRAGMENTS: readonly Fragmentation[] = [
  { resource: "cpu", unit: "cores", free: 34, unusable: 17, medianRequest: 8 },
];
const NONE_WAIT: PodCounts = counts(100, 0, 0);
const KEPT: ThresholdOutcome = { threshold: "x", passed: true, observed: 0, limit: 1, unit: "" };

function use(resource: string, allocatable: number, requestedAtEnd: number): UtilisationGroup["resources"][number] {
  const same = { requestedMean: requestedAtEnd, requestedPeak: requestedAtEnd, requestedRunningMean: requestedAtEnd };
  return { resource, unit: "cores", allocatable, requestedAtEnd, ...same };
}

function counts(created: number, pending: number, gated: number): PodCounts {
  const placed = created - pending - gated;
  return {
    created,
    placed,
    running: placed,
    succeeded: 0,
    failed: 0,
    pending,
    gated,
    refused: 0,
    preempted: 0,
    preexisting: 0,
  };
}

function lack(reason: string, pods: number, nodes: number): FailureReason {
  return { plugin: "NodeResourcesFit", reason, pods, nodes, attempts: pods };
}

describe("what limits a cluster", () => {
  it("is what its waiting pods lack, with how much of it is taken and how scattered the rest is", () => {
    const [limit] = whatLimits([lack("Insufficient cpu", 39, 1_502.4)], GROUP, FRAGMENTS, counts(100, 39, 0));
    expect(limit).toEqual({
      resource: "cpu",
      sentence:
        "39 pods wait: 1,502 of 1,523 nodes on average have too little cpu left. 66.0% of the cluster's cpu is " +
        "requested, and 50.0% of what is free lies in pieces too small for such a pod",
    });
  });

  it.each([
    [{ unusable: 8, cordoned: 8 }, "80.0% of what is free lies on cordoned nodes"],
    [
      { unusable: 9, cordoned: 8 },
      "90.0% of what is free lies in pieces too small for such a pod or on cordoned nodes",
    ],
  ])("knows room on cordoned nodes from pieces that are too small: %j", (parts, words) => {
    const fragment = { ...FRAGMENTS[0]!, resource: "cpu", free: 10, ...parts };
    const [limit] = whatLimits([lack("Insufficient cpu", 39, 1_502.4)], GROUP, [fragment], counts(100, 39, 0));
    expect(limit!.sentence.endsWith(`, and ${words}`)).toBe(true);
  });

  it("is first of all the errors that pods wait after", () => {
    const unblamed = { pods: 2, message: 'running "Own" filter plugin: no' };
    const limits = whatLimits([lack("Insufficient cpu", 1, 3)], GROUP, [], counts(9, 3, 0), unblamed);
    expect(limits.map(({ resource }) => resource)).toEqual(["errors", "cpu"]);
    expect(limits[0]!.sentence).toBe('2 pods wait after an error: running "Own" filter plugin: no');
    const { sentence } = verdictOf(counts(9, 3, 0), 9, 0, [], [lack("Insufficient cpu", 1, 3)], unblamed);
    expect(sentence).toBe("The cluster carries 6 of 9 pods; 3 still wait, first of all because of errors.");
  });

  it("is places for pods where nodes hold as many as they may", () => {
    expect(whatLimits([lack("Too many pods", 1, 3)], GROUP, [], counts(9, 1, 0))[0]).toMatchObject({
      resource: "pods",
    });
  });

  it("is a plugin where pods wait for something else than room", () => {
    const taints = { ...lack("node(s) had untolerated taint(s)", 2, 1_523), plugin: "TaintToleration" };
    expect(whatLimits([taints], GROUP, [], counts(9, 2, 0))[0]).toEqual({
      resource: "TaintToleration",
      sentence:
        '2 pods wait: TaintToleration refuses 1,523 of 1,523 nodes on average ("node(s) had untolerated taint(s)")',
    });
  });

  it("is the fullest resource where every pod was placed", () => {
    const old = { ...lack("Insufficient memory", 0, 0), attempts: 3 };
    expect(whatLimits([old], GROUP, [], NONE_WAIT)).toEqual([
      {
        resource: "cpu",
        sentence: "cpu fills up first: 66.0% of it is requested at the end, and every pod was placed",
      },
    ]);
  });

  it("is admission where it kept pods out, before how full the cluster is and after what others wait for", () => {
    const refused = { ...counts(10, 0, 0), refused: 2 };
    expect(whatLimits([], GROUP, [], refused)).toEqual([
      {
        resource: "admission",
        sentence: "Admission refused 2 pods: whatever room there is, they were never created",
      },
      {
        resource: "cpu",
        sentence: "cpu fills up first: 66.0% of it is requested at the end, and no pod waits for room",
      },
    ]);
    const waiting = whatLimits([lack("Insufficient cpu", 1, 3)], GROUP, [], { ...counts(10, 1, 0), refused: 1 });
    expect(waiting.map(({ resource }) => resource)).toEqual(["cpu", "admission"]);
  });

  it("is the quota that refuses pods, in the server's words", () => {
    const refusal = { owner: "deployment/web", replicas: 3, words: "exceeded quota: q" };
    expect(whatLimits([], GROUP, [], counts(10, 0, 0), undefined, [refusal])).toEqual([
      { resource: "quota", sentence: "deployment/web lacks 3 pods that a quota refuses: exceeded quota: q" },
    ]);
  });

  it("is nothing in a cluster without nodes", () => {
    expect(whatLimits([], undefined, [], counts(0, 0, 0))).toEqual([]);
  });
});

describe("the verdict", () => {
  it("is passed where every pod was placed and every promise kept", () => {
    expect(verdictOf(NONE_WAIT, 100, 0, [KEPT], [])).toEqual({
      outcome: "passed",
      sentence: "All thresholds are met. The cluster carries all 100 pods.",
    });
  });

  it("tells new pods from those that were there before", () => {
    const sentenceOf = (pods: PodCounts) => verdictOf(pods, 5, 0, [], []).sentence;
    const both = { ...counts(5, 0, 0), preexisting: 19 };
    expect(sentenceOf(both)).toBe("The cluster carries all 5 new pods; 19 were there before the run.");
    const none = { ...counts(0, 0, 0), preexisting: 1 };
    expect(sentenceOf(none)).toBe("No new pod came; 1 was there before the run.");
  });

  it("speaks of a single pod as of one", () => {
    const sentenceOf = (pods: PodCounts) => verdictOf(pods, 5, 0, [], []).sentence;
    expect(sentenceOf(counts(1, 0, 0))).toBe("The cluster carries the pod.");
    expect(sentenceOf({ ...counts(1, 0, 0), deleted: 1 })).toBe(
      "The cluster carries the pod, which was deleted later.",
    );
  });

  it("is passed, with the number that waits, where no promise was made", () => {
    const { outcome, sentence } = verdictOf(counts(8_152, 39, 0), 8_152, 0, [], [lack("Insufficient cpu", 39, 9)]);
    expect(outcome).toBe("passed");
    expect(sentence).toBe("The cluster carries 8,113 of 8,152 pods; 39 still wait, first of all for cpu.");
  });

  it("tells of pods that had to go for others, though none waits", () => {
    const { sentence } = verdictOf({ ...counts(10, 0, 0), placed: 8, preempted: 2 }, 10, 0, [], []);
    expect(sentence).toBe("The cluster carries 8 of 10 pods; 2 had to go for pods of higher priority.");
  });

  it("tells of pods that were deleted after they had their place, as an autoscaler does", () => {
    const sentenceOf = (pods: PodCounts) => verdictOf(pods, 10, 0, [], []).sentence;
    const scaled = { ...counts(8, 0, 0), placed: 2, deleted: 6 };
    expect(sentenceOf(scaled)).toBe("The cluster carries all 8 pods, 6 of which were deleted later.");
    expect(sentenceOf({ ...scaled, preexisting: 1 })).toBe(
      "The cluster carries all 8 new pods, 6 of which were deleted later; 1 was there before the run.",
    );
    const waiting = { ...counts(10, 2, 0), placed: 7, deleted: 1 };
    expect(sentenceOf(waiting)).toBe("The cluster carries 8 of 10 pods, 1 of which was deleted later; 2 still wait.");
  });

  it("does not take pods for carried that were deleted while they waited", () => {
    const pods = { ...counts(10, 0, 0), placed: 4, deleted: 6, deletedUnplaced: 5 };
    expect(verdictOf(pods, 10, 0, [], []).sentence).toBe(
      "The cluster carries 5 of 10 pods, 1 of which was deleted later; 5 were deleted without ever having a node.",
    );
  });

  it("tells what stands at the end where pods failed", () => {
    const standing = {
      before: { count: 0, placed: 0, running: 0, succeeded: 0, failed: 0 },
      evicted: 2,
      terminating: 0,
      onLostNodes: 0,
      hasControllers: true,
      lost: ["default/solo"],
      waiting: [],
      restarts: undefined,
      failedJobs: [],
      hangingJobs: [],
      refusals: [],
    };
    const pods = { ...counts(10, 0, 0), placed: 8, running: 8, failed: 2 };
    const { sentence } = verdictOf(pods, 10, 0, [], [], undefined, { failures: [], unfinished: [], standing });
    expect(sentence).toBe("At the end 8 of 10 pods run; 2 were evicted. No controller brings back 1 pod: pod/solo.");
  });

  it("is failed for one broken promise among several", () => {
    const { outcome, sentence } = verdictOf(NONE_WAIT, 105, 5, [KEPT, { ...KEPT, passed: false }], []);
    expect(outcome).toBe("failed");
    expect(sentence).toBe("1 of 2 thresholds are not met. The cluster carries all 100 pods.");
  });

  it("is incomplete where the horizon came before pods had been tried", () => {
    const { outcome, sentence } = verdictOf(counts(10, 2, 0), 14, 6, [], []);
    expect(outcome).toBe("incomplete");
    expect(sentence).toBe("6 of 14 pods had not been tried once when the run ended. The cluster carries 8 so far.");
  });

  it("is incomplete where an action failed or waits, and failed all the same for a broken promise", () => {
    const by = { by: "drain", text: "not found", position: { file: "s.yaml", line: 3, column: 1 } };
    const undone = {
      failures: [{ ...by, atSeconds: 1, times: 1, lastSeconds: 1, level: "error" as const }],
      unfinished: [],
    };
    const [kept, broken] = [[KEPT], [{ ...KEPT, passed: false }]].map((thresholds) =>
      verdictOf(NONE_WAIT, 100, 0, thresholds, [], undefined, undone),
    );
    expect(kept).toEqual({
      outcome: "incomplete",
      sentence: "The cluster carries all 100 pods. drain (s.yaml:3) failed: not found.",
    });
    expect(broken!.outcome).toBe("failed");
    expect(broken!.sentence).toContain("drain (s.yaml:3) failed");
  });
});
