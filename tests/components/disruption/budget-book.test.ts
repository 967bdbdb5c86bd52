// What one disruption budget counts, and the status that follows.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { BudgetBook } from "../../../src/components/disruption/budget-book.ts";
import type { PodDisruptionBudget } from "../../../src/model/api/types/policy.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { podAsking } from "../../model/build-objects.ts";

const WEB = { matchLabels: { app: "web" } };

function bench(spec: PodDisruptionBudget["spec"], ...objects: readonly StoredObject[]) {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  for (const stored of objects) cluster.apply({ kind: "object-stored", stored }, SIMULATION_START);
  const book = new BudgetBook({ metadata: { name: "b", namespace: "default" }, spec: { selector: WEB, ...spec } });
  const classOf = (kind?: string, labels: Readonly<Record<string, string>> = { app: "web" }, namespace = "default") => {
    const ownerReferences = kind === undefined ? [] : [{ kind, name: "web", controller: true }];
    const pod = { ...podAsking({}), metadata: { name: "", namespace, labels, ownerReferences } };
    return cluster.classes.get(cluster.classify(pod));
  };
  return { book, classOf, status: () => book.renewed(cluster.objects)?.status };
}

function replicaSet(replicas: number): StoredObject {
  return { kind: "ReplicaSet", object: { metadata: { name: "web", namespace: "default" }, spec: { replicas } } };
}

it("selects labelled pods of its namespace", () => {
  const { book, classOf } = bench({ minAvailable: 1 });
  const selected = [
    classOf(),
    classOf(undefined, {}),
    classOf(undefined, { app: "db" }),
    classOf(undefined, { app: "web" }, "x"),
  ];
  expect(selected.map((podClass) => book.selects(podClass))).toEqual([true, false, false, false]);
});

describe("the status", () => {
  it("of a number of available pods follows from the pods that are there", () => {
    const { book, classOf, status } = bench({ minAvailable: 2 });
    book.count(classOf(), 4, 3);
    expect(status()).toEqual({ disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 4 });
    expect(status()).toBeUndefined();
    book.count(classOf(), -1, -1);
    expect(status()).toMatchObject({ disruptionsAllowed: 0, currentHealthy: 2, expectedPods: 3 });
  });

  it("of a share follows from what the pods' controllers want", () => {
    const { book, classOf, status } = bench({ maxUnavailable: "50%" }, replicaSet(10));
    book.count(classOf("ReplicaSet"), 8, 8);
    book.count(classOf(), 1, 1);
    expect(status()).toEqual({ disruptionsAllowed: 4, currentHealthy: 9, desiredHealthy: 5, expectedPods: 10 });
  });

  it("takes the pods of a controller that is not known for those that should be, as long as it has some", () => {
    const { book, classOf, status } = bench({ maxUnavailable: 1 });
    book.count(classOf("ReplicaSet"), 3, 3);
    expect(status()).toMatchObject({ disruptionsAllowed: 1, expectedPods: 3 });
    book.count(classOf("ReplicaSet"), -3, -3);
    expect(status()).toMatchObject({ disruptionsAllowed: 0, expectedPods: 0 });
  });

  it("allows nothing for a share of pods whose controller has no scale", () => {
    const { book, classOf, status } = bench({ maxUnavailable: 1 });
    book.count(classOf("DaemonSet"), 3, 3);
    expect(status()).toEqual({ disruptionsAllowed: 0 });
  });
});
