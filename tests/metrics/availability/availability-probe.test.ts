// A Deployment, its ReplicaSet and a Service as their controllers would write them, and pods that come and go.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { AvailabilityProbe } from "../../../src/metrics/availability/availability-probe.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, pod } from "../../model/build-objects.ts";

const LABELS = { app: "web" };

class Shop {
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  readonly probe = new AvailabilityProbe(this.cluster);
  #second = 0;
  #pods = 0;

  constructor(replicas: number) {
    this.cluster.observe(this.probe);
    this.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" });
    this.store("Deployment", { metadata: { name: "web" }, spec: { replicas, template: { spec: {} } } });
    const owner = { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "d", controller: true };
    this.store("ReplicaSet", { metadata: { name: "web-1", ownerReferences: [owner] }, spec: { replicas } });
    this.store("Service", { metadata: { name: "shop" }, spec: { selector: LABELS } });
  }

  at(second: number): this {
    this.#second = second;
    return this;
  }

  apply(change: Change): number {
    return this.cluster.apply(change, moment(this.#second * 1e6)).pod;
  }

  store(kind: StoredObject["kind"], object: unknown): void {
    this.apply({ kind: "object-stored", stored: { kind, object } as StoredObject });
  }

  /** A pod of the ReplicaSet that runs. */
  start(): number {
    const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-1", uid: "r", controller: true };
    const metadata = { namespace: "default", labels: LABELS, ownerReferences: [owner] };
    const classId = this.cluster.classify(pod({}, metadata));
    this.#pods += 1;
    const made = this.apply({ kind: "pod-created", classId, name: `web-1-${this.#pods}` });
    this.apply({ kind: "pod-assumed", pod: made, node: 0 });
    this.apply({ kind: "pod-bound", pod: made });
    this.apply({ kind: "pod-started", pod: made });
    return made;
  }

  found(end: number, kind: string) {
    return this.probe.findings(moment(end * 1e6)).workloads.find((workload) => workload.kind === kind)!;
  }
}

/** Two of three replicas serve, and one has ended. */
function runningShop(): { readonly shop: Shop; readonly ended: number } {
  const shop = new Shop(3);
  shop.start();
  shop.start();
  const ended = shop.start();
  shop.apply({ kind: "pod-ended", pod: ended, phase: "failed" });
  return { shop, ended };
}

describe("the availability of a workload", () => {
  it("is missing its replicas from the start until they serve", () => {
    const shop = new Shop(2);
    shop.at(3).start();
    shop.at(5).start();
    expect(shop.found(10, "Deployment")).toMatchObject({
      desired: 2,
      serving: 2,
      belowDesiredSeconds: 5,
      belowMinimumSeconds: 0,
      longestOutageSeconds: 5,
      missingReplicaSeconds: [{ cause: "start-up", replicaSeconds: 8 }],
      outages: [{ fromSeconds: 0, toSeconds: 5, fewestServing: 0, cause: "start-up" }],
    });
  });

  it("of a DaemonSet starts up when its controller has counted, and scales when nodes come", () => {
    const shop = new Shop(0);
    const metadata = { name: "agent", generation: 1 };
    const counted = (desiredNumberScheduled: number, observedGeneration: number) =>
      shop.store("DaemonSet", { metadata, spec: {}, status: { desiredNumberScheduled, observedGeneration } });
    counted(0, 0);
    counted(2, 1);
    shop.at(4);
    counted(3, 1);
    expect(shop.found(6, "DaemonSet").missingReplicaSeconds).toEqual([
      { cause: "start-up", replicaSeconds: 12 },
      { cause: "scale-up", replicaSeconds: 2 },
    ]);
  });

  it.each([
    ["not below a minimum that it has yet to reach, which a budget asked for before its pods came", 0, 0],
    ["below its minimum from when a budget asks for more than serve", 5, 3],
  ])("is %s", (_sentence, askedAtSecond, belowSeconds) => {
    const shop = new Shop(2);
    const ask = () =>
      shop.at(askedAtSecond).store("PodDisruptionBudget", {
        metadata: { name: "web" },
        spec: { selector: { matchLabels: LABELS } },
        status: { desiredHealthy: 2 },
      });
    if (askedAtSecond === 0) ask();
    shop.at(3).start();
    if (askedAtSecond > 0) ask();
    shop.at(8).start();
    const below = ["Deployment", "Service"].map((kind) => shop.found(10, kind).belowMinimumSeconds);
    expect(below).toEqual([belowSeconds, belowSeconds]);
  });

  it("ends with the failure of a node, for that reason, and is counted for the Service too", () => {
    const shop = new Shop(1);
    const only = shop.start();
    const silent = { runsContainers: false, managesPods: false, renewsLease: false, postsStatus: false } as const;
    shop.at(10).apply({
      kind: "kubelet-changed",
      node: 0,
      health: { ...silent, conditions: [], isShuttingDown: false, ticks: "as-before" },
    });
    shop.at(50).apply({ kind: "pod-ready", pod: only, ready: "False" });
    shop.at(70);
    for (const kind of ["Deployment", "Service"]) {
      expect(shop.found(70, kind).missingReplicaSeconds).toEqual([{ cause: "failure", replicaSeconds: 20 }]);
    }
    expect(shop.found(70, "Deployment").outages).toEqual([
      { fromSeconds: 50, toSeconds: null, fewestServing: 0, cause: "failure" },
    ]);
  });

  it("of a Service is that of the workloads behind it", () => {
    const shop = new Shop(2);
    const first = shop.start();
    shop.start();
    shop.at(10).apply({ kind: "pod-terminating", pod: first });
    shop.at(20).start();
    shop.at(30).apply({ kind: "pod-deleted", pod: first });
    expect(shop.found(40, "Service")).toMatchObject({
      desired: 2,
      serving: 2,
      missingReplicaSeconds: [{ cause: "deletion", replicaSeconds: 10 }],
    });
  });

  it("of a Service is about other pods once it selects others", () => {
    const shop = new Shop(2);
    shop.start();
    shop.start();
    const green = { name: "green", namespace: "default", labels: { app: "green" } };
    const classId = shop.cluster.classify(pod({}, green));
    const loose = shop.apply({ kind: "pod-created", classId, name: "green" });
    shop.apply({ kind: "pod-assumed", pod: loose, node: 0 });
    shop.apply({ kind: "pod-bound", pod: loose });
    shop.apply({ kind: "pod-started", pod: loose });
    shop.at(10).store("Service", { metadata: { name: "shop" }, spec: { selector: { app: "green" } } });
    expect(shop.found(20, "Service")).toMatchObject({ desired: 1, serving: 1, outageCount: 0 });
    shop.at(30).apply({ kind: "pod-terminating", pod: loose });
    shop.start();
    const name = { kind: "Service", namespace: "default", name: "shop" } as const;
    shop.at(40).apply({ kind: "object-removed", name });
    expect(shop.probe.findings(moment(50e6)).workloads.map(({ kind }) => kind)).toEqual(["Deployment"]);
  });

  it("says that there was no room while the replacement finds none", () => {
    const shop = new Shop(1);
    const first = shop.start();
    shop.at(10).apply({ kind: "pod-terminating", pod: first, preemptor: 0 });
    const { classId } = { classId: shop.cluster.pods.classOf(first) };
    const second = shop.apply({ kind: "pod-created", classId, name: "web-1-x" });
    const failure = { plugins: [], reasons: [], message: "0/1 nodes are available" };
    shop.at(14).apply({ kind: "pod-unschedulable", pod: second, failure });
    expect(shop.found(20, "Deployment").missingReplicaSeconds).toEqual([
      { cause: "preemption", replicaSeconds: 4 },
      { cause: "no-room", replicaSeconds: 6 },
    ]);
  });

  it("knows a rollout without downtime from one with", () => {
    const shop = new Shop(1);
    const old = shop.start();
    const done = { observedGeneration: 0, replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
    const next = { metadata: { name: "web" }, spec: { replicas: 1, template: { metadata: { labels: { v: "2" } } } } };
    shop.at(5).store("Deployment", next);
    shop.at(6).start();
    shop.at(7).apply({ kind: "pod-terminating", pod: old });
    shop.at(8).store("Deployment", { ...next, status: done });
    expect(shop.found(9, "Deployment").rollouts).toEqual([
      {
        fromSeconds: 5,
        toSeconds: 8,
        fewestServing: 1,
        stuckSinceSeconds: null,
        isGivenUp: false,
        isWithoutDowntime: true,
      },
    ]);
    const worse = { ...next, spec: { replicas: 1, template: { metadata: { labels: { v: "3" } } } } };
    shop.at(10).store("Deployment", worse);
    shop.at(11).apply({ kind: "pod-terminating", pod: old + 1 });
    shop.at(12).start();
    shop.at(13).store("Deployment", { ...worse, status: done });
    const found = shop.found(20, "Deployment");
    expect(found.rollouts[1]).toMatchObject({
      fromSeconds: 10,
      toSeconds: 13,
      fewestServing: 0,
      isWithoutDowntime: false,
    });
    expect(found.missingReplicaSeconds).toEqual([{ cause: "rollout", replicaSeconds: 1 }]);
  });

  it("says since when a rollout is stuck, and that it goes on", () => {
    const shop = new Shop(3);
    const next = { metadata: { name: "web" }, spec: { replicas: 3, template: { metadata: { labels: { v: "2" } } } } };
    const stuck = { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" };
    shop.at(5).store("Deployment", next);
    shop
      .at(605)
      .store("Deployment", { ...next, status: { conditions: [stuck], updatedReplicas: 1, readyReplicas: 2 } });
    shop
      .at(606)
      .store("Deployment", { ...next, status: { conditions: [stuck], updatedReplicas: 1, readyReplicas: 2 } });
    expect(shop.found(700, "Deployment").rollouts).toMatchObject([{ toSeconds: null, stuckSinceSeconds: 605 }]);
    shop.at(800).store("Deployment", next);
    expect(shop.found(900, "Deployment").rollouts).toMatchObject([{ toSeconds: null, stuckSinceSeconds: null }]);
    expect(shop.probe.findings(moment(900e6)).marks).toEqual([
      { atSeconds: 5, text: "rollout of web begins" },
      {
        atSeconds: 605,
        text: "rollout of web is stuck: its progress deadline of 10m has passed, 1 of 3 pods are new, 2 are ready",
      },
      { atSeconds: 800, text: "rollout of web goes on" },
    ]);
  });

  it("says that an image is missing while it cannot be pulled", () => {
    const shop = new Shop(1);
    const only = shop.start();
    const waiting = (reason: string) => [
      { name: "c", isReady: false, restartCount: 0, state: { kind: "waiting", reason } as const },
    ];
    shop.at(0).apply({ kind: "pod-ready", pod: only, ready: "False" });
    shop.at(2).apply({ kind: "pod-containers", pod: only, containers: waiting("ErrImagePull") });
    shop.at(5).apply({ kind: "pod-containers", pod: only, containers: waiting("ImagePullBackOff") });
    const { missingReplicaSeconds } = shop.found(10, "Deployment");
    expect(missingReplicaSeconds).toContainEqual({ cause: "no-image", replicaSeconds: 8 });
  });

  it("of a Service that means one pod of a StatefulSet wants one", () => {
    const shop = new Shop(1);
    shop.store("StatefulSet", { metadata: { name: "db" }, spec: { replicas: 3, template: { spec: {} } } });
    const labels = { "statefulset.kubernetes.io/pod-name": "db-0" };
    shop.store("Service", { metadata: { name: "db-0" }, spec: { selector: labels } });
    const owner = { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", uid: "s", controller: true };
    const metadata = { namespace: "default", labels, ownerReferences: [owner] };
    shop.apply({ kind: "pod-created", classId: shop.cluster.classify(pod({}, metadata)), name: "db-0" });
    const { workloads } = shop.probe.findings(moment(9e6));
    expect(workloads.find(({ name }) => name === "db-0")).toMatchObject({ kind: "Service", desired: 1 });
    expect(workloads.find(({ name }) => name === "db")).toMatchObject({ desired: 3 });
  });

  it("is the same after a snapshot", () => {
    const shop = new Shop(2);
    shop.at(3).start();
    const other = new AvailabilityProbe(shop.cluster);
    other.restore(shop.probe.snapshot());
    expect(other.findings(moment(9e6))).toEqual(shop.probe.findings(moment(9e6)));
    expect(other.series(moment(9e6))).toEqual(shop.probe.series(moment(9e6)));
  });

  it("counts what was there before anybody listened once, for the workload and for the Service", () => {
    const { shop, ended } = runningShop();
    const late = new AvailabilityProbe(shop.cluster);
    late.begin();
    shop.cluster.observe(late);
    const copy = new AvailabilityProbe(shop.cluster);
    copy.restore(late.snapshot());
    shop.cluster.observe(copy);
    shop.at(10).apply({ kind: "pod-ready", pod: 0, ready: "False" });
    shop.at(14).apply({ kind: "pod-ready", pod: 0, ready: "True" });
    shop.at(20).start();
    shop.apply({ kind: "pod-deleted", pod: ended });
    for (const probe of [late, copy]) {
      const { workloads } = probe.findings(moment(30e6));
      expect(workloads.map(({ kind }) => kind)).toEqual(["Deployment", "Service"]);
      for (const found of workloads) {
        expect(found).toMatchObject({
          desired: 3,
          serving: 3,
          outages: [{ fromSeconds: 0, toSeconds: 20, fewestServing: 1, cause: "start-up" }],
        });
        const all = found.missingReplicaSeconds.reduce((sum, { replicaSeconds }) => sum + replicaSeconds, 0);
        expect(all).toBe(24);
      }
    }
  });

  it("has the minimum of its budget alone, in one replica again once that is gone, and in a copy too", () => {
    const shop = new Shop(2);
    shop.start();
    const ask = (name: string, app: string, desiredHealthy: number) =>
      shop.store("PodDisruptionBudget", {
        metadata: { name },
        spec: { selector: { matchLabels: { app } } },
        status: { desiredHealthy },
      });
    ask("web", "web", 2);
    ask("db", "db", 9);
    const copy = new AvailabilityProbe(shop.cluster);
    copy.restore(shop.probe.snapshot());
    shop.cluster.observe(copy);
    const minimums = () =>
      [shop.probe, copy].flatMap((probe) => probe.findings(moment(9e6)).workloads.map(({ minimum }) => minimum));
    expect(minimums()).toEqual([2, 2, 2, 2]);
    ask("web", "web", 0);
    expect(minimums()).toEqual([0, 0, 0, 0]);
    const name = { kind: "PodDisruptionBudget", namespace: "default", name: "web" } as const;
    shop.apply({ kind: "object-removed", name });
    expect(minimums()).toEqual([1, 1, 1, 1]);
  });
});

describe("what an owner leaves behind", () => {
  const GOES = { metadata: { name: "web", deletionTimestamp: "2026-01-01T00:00:10Z", finalizers: ["orphan"] } };

  it("stands in books of its own from then on, and the owner misses nothing", () => {
    const shop = new Shop(2);
    shop.start();
    shop.start();
    shop.at(10).store("Deployment", { ...GOES, spec: { replicas: 2, template: { spec: {} } } });
    shop.at(11).store("ReplicaSet", { metadata: { name: "web-1" }, spec: { replicas: 2 } });
    expect(shop.found(20, "ReplicaSet")).toMatchObject({ desired: 2, serving: 2, outageCount: 0 });
    const owner = { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "d", controller: true };
    shop.at(20).store("Deployment", { metadata: { name: "web" }, spec: { replicas: 2, template: { spec: {} } } });
    shop.store("ReplicaSet", { metadata: { name: "web-1", ownerReferences: [owner] }, spec: { replicas: 2 } });
    expect(shop.found(30, "Deployment")).toMatchObject({ desired: 2, serving: 2, outageCount: 0 });
    expect(shop.found(30, "ReplicaSet")).toBeUndefined();
  });

  it("is missed no more when a pod without an owner goes", () => {
    const shop = new Shop(2);
    const [first] = [shop.start(), shop.start()];
    shop.at(5);
    shop.apply({ kind: "pod-updated", pod: first, object: pod({}, { namespace: "default", labels: LABELS }) });
    expect(shop.found(10, "Deployment")).toMatchObject({ desired: 2, serving: 1 });
    expect(shop.found(10, "Service")).toMatchObject({ desired: 3, serving: 2 });
    shop.apply({ kind: "pod-deleted", pod: first });
    expect(shop.found(10, "Service")).toMatchObject({ desired: 2, serving: 1 });
  });
});
