// What the scheduler hears of which change.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { labelOf, type EventKey } from "../../../src/components/scheduler/cluster-events.ts";
import { Informer } from "../../../src/components/scheduler/informer.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { TimedApi } from "./timed-api.ts";

/** A cluster of one node and one pod that waits; `keys`: what somebody waits for, absent: everything. */
function world(keys?: readonly EventKey[]) {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const heard: string[] = [];
  const informer = new Informer(cluster, new TimedApi(engine, cluster, { watchUs: 5, callUs: {} }), {
    someWaitFor: (key) => keys?.includes(key) ?? true,
    isQueued: () => false,
    podAdded: (pod) => void heard.push(`added ${pod}`),
    podUpdated: (pod, news) => void heard.push(`updated ${pod} ${news.map(labelOf).join()}`),
    podLeft: (pod) => void heard.push(`left ${pod}`),
    happened: (...events) => void heard.push(...events.map(labelOf)),
  });
  const apply = (change: Change) => cluster.apply(change, engine.now);
  apply({ kind: "node-added", node: node("n0", { cpu: 1 }), pool: "p" });
  const classId = cluster.classify(podAsking({ cpu: "1" }));
  apply({ kind: "pod-created", classId, name: "web" });
  cluster.observe(informer);
  const hearing = (...changes: readonly Change[]) => {
    for (const change of changes) apply(change);
    engine.run();
    return heard.splice(0);
  };
  return { engine, cluster, informer, hearing };
}

const ASSUMED: Change = { kind: "pod-assumed", pod: 0, node: 0 };
const BOUND: Change = { kind: "pod-bound", pod: 0 };
const GONE: Change = { kind: "pod-deleted", pod: 0 };

describe("the informer", () => {
  it("tells of pods that come, are bound, change and go", () => {
    const { hearing, cluster } = world();
    expect(hearing({ kind: "pod-created", classId: 0, name: "two" })).toEqual(["added 1"]);
    expect(hearing(ASSUMED, BOUND)).toEqual(["AssignedPodAdd", "left 0"]);
    const object = { ...cluster.classOfPod(0).pod, metadata: { name: "web", labels: { a: "b" } } };
    expect(hearing({ kind: "pod-updated", pod: 0, object })).toEqual(["AssignedPodUpdatePodLabel"]);
    expect(hearing({ kind: "pod-started", pod: 0 })).toEqual(["AssignedPodUpdate"]);
    expect(hearing(GONE)).toEqual(["left 0", "AssignedPodDelete"]);
  });

  it("tells of a waiting pod's changes, and what it leaves behind", () => {
    const { hearing, cluster } = world();
    const object = { ...cluster.classOfPod(0).pod, metadata: { name: "web", labels: { a: "b" } } };
    expect(hearing({ kind: "pod-updated", pod: 0, object })).toEqual(["updated 0 UnschedulablePodUpdatePodLabel"]);
    const nominated = (nodeName: string | undefined): Change => ({ kind: "pod-nominated", pod: 0, nodeName });
    expect(hearing(nominated("n0"))).toEqual([]);
    expect(hearing(nominated("n1"))).toEqual(["AssignedPodDelete"]);
    expect(hearing(GONE)).toEqual(["left 0", "AssignedPodDelete"]);
  });

  it("says nothing of pods that room is taken for, nor of those that have ended", () => {
    const { hearing, cluster } = world();
    const { pod: object } = cluster.classOfPod(0);
    expect(hearing(ASSUMED, { kind: "pod-updated", pod: 0, object })).toEqual([]);
    expect(hearing({ kind: "pod-ended", pod: 0, phase: "succeeded" })).toEqual(["left 0", "AssignedPodDelete"]);
    expect(hearing({ kind: "pod-updated", pod: 0, object })).toEqual([]);
  });

  it("makes an event of each aspect of a node", () => {
    const { hearing } = world();
    const grown = node("n0", { cpu: 2 });
    const changed = { ...grown, metadata: { ...grown.metadata, labels: { a: "b" } } };
    expect(hearing({ kind: "node-updated", node: changed })).toEqual([
      "NodeUpdateNodeAllocatable",
      "NodeUpdateNodeLabel",
    ]);
    expect(hearing({ kind: "node-removed", name: "n0" })).toEqual(["NodeDelete"]);
    expect(hearing({ kind: "node-added", node: node("n1", {}), pool: "p" })).toEqual(["NodeAdd"]);
  });

  it("tells of volumes and of claims to devices", () => {
    const { hearing } = world();
    const stored = (kind: "PersistentVolume" | "ResourceClaim"): Change => ({
      kind: "object-stored",
      stored: { kind, object: { metadata: { name: "x" } } } as never,
    });
    expect(hearing(stored("PersistentVolume"))).toEqual(["PersistentVolumeAdd"]);
    expect(hearing(stored("ResourceClaim"))).toEqual(["resource.k8s.io/ResourceClaimAdd"]);
  });

  it("passes over what nobody waits for", () => {
    const { hearing } = world([]);
    expect(hearing(ASSUMED, BOUND, { kind: "pod-started", pod: 0 }, { kind: "node-removed", name: "n0" })).toEqual([]);
  });

  it("does not lose news over a snapshot", () => {
    const { cluster, informer, hearing } = world();
    cluster.apply({ kind: "node-removed", name: "n0" }, moment(0));
    informer.restore(informer.snapshot());
    expect(hearing()).toEqual(["NodeDelete"]);
  });
});
