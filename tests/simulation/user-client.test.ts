// What people can do to a run, and what the API server answers.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { controlledPlan, deployment } from "./controlled-plan.ts";
import { smallNode, smallPod } from "./small-plan.ts";

const LABELS = { app: "web" };

const DEPLOYMENT = deployment("web", 2);

const BUDGET = {
  kind: "PodDisruptionBudget",
  object: {
    metadata: { name: "web", namespace: "default", uid: "b" },
    spec: { minAvailable: 2, selector: { matchLabels: LABELS } },
  },
} as StoredObject;

function running(...objects: readonly StoredObject[]): Simulation {
  const simulation = new Simulation(controlledPlan(objects, { controlPlane: { kind: "instant" } }));
  simulation.run(moment(60e6));
  return simulation;
}

describe("somebody with kubectl", () => {
  it("evicts a pod only as its budget allows, and may delete it all the same", () => {
    const simulation = running(DEPLOYMENT, BUDGET);
    const { user } = simulation.motion!;
    const name = simulation.cluster.pods.nameOf(0);
    expect(user.evictPod("default", name)).toMatchObject({
      kind: "refused",
      reason: "TooManyRequests",
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
    });
    expect(user.removePod("default", name)).toEqual({ kind: "done" });
    simulation.run(moment(120e6));
    expect([simulation.cluster.pods.size, user.findPod("default", name)]).toEqual([3, undefined]);
  });

  it("scales a Deployment by its object, and its controllers follow", () => {
    const simulation = running(DEPLOYMENT);
    const { user } = simulation.motion!;
    const object = user.find("Deployment", "default", "web")!;
    const wished = { kind: "Deployment", object: { ...object, spec: { ...object.spec, replicas: 5 } } } as StoredObject;
    expect(user.update(wished)).toEqual({ kind: "done" });
    simulation.run(moment(120e6));
    expect(user.find("Deployment", "default", "web")?.status?.availableReplicas).toBe(5);
    expect(user.find("Deployment", "default", "web")?.metadata?.generation).toBe(2);
  });

  it("deletes a Deployment, and what it owns goes with it", () => {
    const simulation = running(DEPLOYMENT);
    const { user } = simulation.motion!;
    user.remove({ kind: "Deployment", namespace: "default", name: "web" }, "Background");
    simulation.run(moment(120e6));
    expect([user.list("ReplicaSet", "default"), user.podsOnNode("n1"), user.podsOnNode("n2")]).toEqual([[], [], []]);
  });

  it("is told what is not there, and what is there already", () => {
    const simulation = running(DEPLOYMENT);
    const { user } = simulation.motion!;
    expect(user.removeNode("n9")).toMatchObject({ reason: "NotFound", message: 'nodes "n9" not found' });
    expect(user.createNode(smallNode("n1", { cpu: "1" }), "p")).toMatchObject({ reason: "AlreadyExists" });
    expect(user.removePod("default", "nobody")).toMatchObject({ reason: "NotFound" });
    const name = simulation.cluster.pods.nameOf(0);
    const twin = { ...smallPod({}), metadata: { name, namespace: "default" } };
    expect(user.createPod(twin)).toMatchObject({ reason: "AlreadyExists" });
    expect(user.createPod({ ...twin, metadata: { name: "single", namespace: "default" } })).toEqual({ kind: "done" });
  });

  it("cordons a node without touching what its kubelet says", () => {
    const simulation = running(DEPLOYMENT);
    const { user } = simulation.motion!;
    const found = user.findNode("n1")!;
    user.updateNode({ metadata: found.metadata, spec: { ...found.spec, unschedulable: true } });
    expect(user.findNode("n1")).toEqual({ ...found, spec: { ...found.spec, unschedulable: true } });
  });
});
