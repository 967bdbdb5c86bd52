// New pods held to quotas: what is used follows the pods of the cluster, whatever happens to them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { DELETED, FAILED, SUCCEEDED } from "../../../src/cluster/pod-table.ts";
import { QuotaAdmission } from "../../../src/components/api-server/quota-admission.ts";
import { POD_QUOTA } from "../../../src/model/admission/pod-quota.ts";
import type { ResourceQuota, ResourceQuotaSpec } from "../../../src/model/api/types/quota.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { canonicalText } from "../../../src/model/quantity/canonical-text.ts";
import { ZERO_QUANTITY } from "../../../src/model/quantity/quantity.ts";
import { addResources } from "../../../src/model/resource-list.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { addNodes, emptyCluster, HISTORIES, play } from "../../metrics/random-history.ts";
import { podAsking } from "../../model/build-objects.ts";

function quota(name: string, spec: ResourceQuotaSpec, namespace = "default"): ResourceQuota {
  return { metadata: { name, namespace }, spec };
}

function held(...quotas: readonly ResourceQuota[]) {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const admission = new QuotaAdmission(cluster, quotas);
  cluster.observe(admission);
  const classOf = (pod: Pod) => {
    const classId = cluster.classify(pod);
    admission.learn(classId, pod);
    return classId;
  };
  const create = (pod: Pod, name: string) => {
    const classId = classOf(pod);
    const refusal = admission.refusalOf(classId, name);
    return refusal ?? cluster.apply({ kind: "pod-created", classId, name }, cluster.now).pod;
  };
  return { cluster, admission, classOf, create };
}

const SMALL = podAsking({ cpu: "1", memory: "512Mi" });

describe("a quota", () => {
  it("lets pods in until it is full, and again when some have ended", () => {
    const { cluster, create } = held(quota("team", { hard: { "requests.cpu": "2" } }));
    expect([create(SMALL, "a"), create(SMALL, "b")]).toEqual([0, 1]);
    expect(create(SMALL, "c")).toEqual({
      plugin: "ResourceQuota",
      message:
        'pods "c" is forbidden: exceeded quota: team, requested: requests.cpu=1, used: requests.cpu=2, limited: requests.cpu=2',
    });
    cluster.apply({ kind: "pod-ended", pod: 0, phase: "succeeded" }, moment(1));
    expect(create(SMALL, "d")).toBe(2);
  });

  it("on all pods that are there counts those that have ended until they are deleted", () => {
    const { cluster, create } = held(quota("objects", { hard: { "count/pods": "1" } }));
    create(SMALL, "a");
    cluster.apply({ kind: "pod-ended", pod: 0, phase: "failed" }, moment(1));
    expect(create(SMALL, "b")).toMatchObject({ message: expect.stringContaining("count/pods=1") as string });
    cluster.apply({ kind: "pod-deleted", pod: 0 }, moment(2));
    expect(create(SMALL, "c")).toBe(1);
  });

  it("counts pods that were there before, and refuses none of them", () => {
    const { cluster, classOf, create } = held(quota("team", { hard: { pods: "1" } }));
    addNodes(cluster);
    const placed = { kind: "pod-placed", classId: classOf(SMALL), nodeName: "a1" } as const;
    for (const name of ["a", "b"]) cluster.apply({ ...placed, name }, moment(0));
    expect(create(SMALL, "c")).toMatchObject({ message: expect.stringContaining("used: pods=2") as string });
  });

  it("of another namespace, or with a scope that a pod is not in, is not about it", () => {
    const { create } = held(
      quota("other", { hard: { pods: "0" } }, "other"),
      quota("best-effort", { hard: { pods: "0" }, scopes: ["BestEffort"] }),
    );
    expect(create(SMALL, "a")).toBe(0);
    expect(create(podAsking({}), "b")).toMatchObject({ plugin: "ResourceQuota" });
  });

  it("speaks of amounts as pods write them", () => {
    const { create } = held(quota("team", { hard: { "requests.memory": "1Gi" } }));
    create(SMALL, "a");
    create(SMALL, "b");
    expect(create(SMALL, "c")).toMatchObject({
      message: expect.stringContaining("requested: requests.memory=512Mi, used: requests.memory=1Gi") as string,
    });
  });
});

/** Full from the beginning, so that every refusal tells what is used. */
const FULL = quota("full", {
  hard: { "count/pods": "0", pods: "0", "requests.cpu": "0", "requests.memory": "0", "requests.example.com/gpu": "0" },
});

/** What quotas would find in the cluster by looking at all of its pods. */
function counted(cluster: ClusterState): string {
  const sum = new Map(Object.keys(FULL.spec!.hard!).map((name) => [name, ZERO_QUANTITY]));
  for (let pod = 0; pod < cluster.pods.size; pod += 1) {
    const phase = cluster.pods.phaseOf(pod);
    if (phase === DELETED) continue;
    const hasEnded = phase === SUCCEEDED || phase === FAILED;
    const object = cluster.classOfPod(pod).pod;
    addResources(sum, POD_QUOTA.usage(hasEnded ? { ...object, status: { phase: "Failed" } } : object, 0));
  }
  const names = Object.keys(FULL.spec!.hard!).sort();
  return names.map((name) => `${name}=${canonicalText(sum.get(name)!)}`).join(",");
}

const GREEDY = podAsking({ cpu: "1", memory: "1k", "example.com/gpu": "1" });

function told(cluster: ClusterState, admission: QuotaAdmission): string {
  const refusal = admission.refusalOf(cluster.classify(GREEDY), "greedy");
  return /used: (.*), limited/.exec(refusal!.message)![1]!;
}

describe("what is used", () => {
  it("agrees with a count from scratch after every change of any history, and after any restoration", () => {
    fc.assert(
      fc.property(HISTORIES, HISTORIES, (before, after) => {
        const cluster = emptyCluster();
        const admission = new QuotaAdmission(cluster, [FULL]);
        cluster.observe(admission);
        addNodes(cluster);
        const look = () => expect(told(cluster, admission)).toBe(counted(cluster));
        const middle = play(cluster, before, look);
        const saved = admission.snapshot();
        const restored = new QuotaAdmission(cluster, [FULL]);
        restored.restore(saved);
        expect(restored.snapshot()).toEqual(saved);
        cluster.observe(restored);
        play(cluster, after, () => expect(told(cluster, restored)).toBe(counted(cluster)), middle);
      }),
      { seed: 20_261_121, numRuns: 60 },
    );
  });
});
