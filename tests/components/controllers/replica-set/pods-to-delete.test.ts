// Which pods of a ReplicaSet go first.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import { isActive, podsToDelete } from "../../../../src/components/controllers/replica-set/pods-to-delete.ts";
import { fakeView, ownedBy } from "../fake-view.ts";
import { LABELS, replicaSet, replicated, webPod } from "./build-replica-sets.ts";

function chosen(pods: readonly LivePod[], count: number, owner?: string): readonly string[] {
  const metadata = owner === undefined ? {} : { ownerReferences: [ownedBy("Deployment", owner)] };
  const stored: StoredObject = { kind: "ReplicaSet", object: replicaSet(3, { metadata }) };
  const view = fakeView({ nowUs: 100_000_000, pods, stored: [stored] });
  return podsToDelete(view, replicated(3, { metadata }), pods, count).map(({ name }) => name);
}

describe("the pods that go", () => {
  it("are all in their own order where all go", () => {
    expect(chosen([webPod("b"), webPod("a")], 2)).toEqual(["b", "a"]);
  });

  it("are first those on no node, then those that wait, then those that are not ready", () => {
    const pods = [
      webPod("ready"),
      webPod("unready", { readySinceUs: undefined }),
      webPod("waiting", { phase: "Pending", readySinceUs: undefined }),
      { ...webPod("nowhere", { phase: "Pending", readySinceUs: undefined }), nodeName: undefined },
    ];
    expect(chosen(pods, 3)).toEqual(["nowhere", "waiting", "unready"]);
  });

  it("are cheap ones before dear ones", () => {
    const priced = (name: string, cost: string) => {
      const pod = webPod(name);
      const annotations = { "controller.kubernetes.io/pod-deletion-cost": cost };
      return { ...pod, object: { ...pod.object, metadata: { ...pod.object.metadata, annotations } } };
    };
    expect(chosen([priced("dear", "10"), webPod("plain"), priced("cheap", "-5")], 2)).toEqual(["cheap", "plain"]);
  });

  it("are those with most neighbours of the same owner, which only an owner makes", () => {
    const pods = [webPod("a", { nodeName: "n1" }), webPod("b", { nodeName: "n2" }), webPod("c", { nodeName: "n2" })];
    const numbered = pods.map((pod, id) => ({ ...pod, id }));
    expect(chosen(numbered, 1, "web")).toEqual(["b"]);
    expect(chosen(numbered, 1)).toEqual(["a"]);
  });

  it("are those that were restarted most", () => {
    const restarted = (name: string, restartCount: number) => {
      const state = { kind: "running", startedUs: 0 } as const;
      return { ...webPod(name), containers: [{ name: "c", isReady: true, restartCount, state }] };
    };
    expect(chosen([restarted("once", 1), restarted("often", 4)], 1)).toEqual(["often"]);
  });

  it("count orphans that match as neighbours, and pods that are going not", () => {
    const pods = [webPod("a", { nodeName: "n1" }), webPod("b", { nodeName: "n2" })];
    const others = [
      {
        ...webPod("orphan", { nodeName: "n2" }),
        object: { ...webPod("orphan").object, metadata: { name: "orphan", labels: LABELS } },
      },
      webPod("going", { nodeName: "n1", isDeleted: true }),
    ];
    const metadata = { ownerReferences: [ownedBy("Deployment", "web")] };
    const all = [...pods, ...others].map((pod, id) => ({ ...pod, id }));
    const view = fakeView({ pods: all, stored: [{ kind: "ReplicaSet", object: replicaSet(1, { metadata }) }] });
    const [first] = podsToDelete(view, replicated(1, { metadata }), all.slice(0, 2), 1);
    expect(first?.name).toBe("b");
  });
});

it("counts pods as active that are neither over nor going", () => {
  expect(isActive(webPod("a"))).toBe(true);
  expect(isActive(webPod("a", { isDeleted: true }))).toBe(false);
  expect(isActive(webPod("a", { phase: "Failed" }))).toBe(false);
});
