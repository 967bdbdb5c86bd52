// What budgets ask for of pods of a class.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { isAbout, minimumOf } from "../../../src/metrics/availability/budget-minimum.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { pod } from "../../model/build-objects.ts";

function budget(name: string, app: string, desiredHealthy: number | undefined, namespace = "default") {
  return {
    metadata: { name, namespace },
    spec: { selector: { matchLabels: { app } } },
    ...(desiredHealthy === undefined ? {} : { status: { desiredHealthy } }),
  };
}

function minimumWith(...budgets: readonly ReturnType<typeof budget>[]): number | undefined {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  for (const object of budgets) {
    const stored = { kind: "PodDisruptionBudget", object } as StoredObject;
    cluster.apply({ kind: "object-stored", stored }, moment(0));
  }
  const classId = cluster.classify(pod({}, { namespace: "default", labels: { app: "web" } }));
  return minimumOf(cluster, cluster.classes.get(classId));
}

it("is the most that any budget asks for which selects pods of the class, whichever was written last", () => {
  const [two, three] = [budget("a", "web", 2), budget("b", "web", 3)];
  expect([minimumWith(two, three), minimumWith(three, two)]).toEqual([3, 3]);
});

it("is unknown where no budget selects them, or none has said yet", () => {
  const elsewhere = budget("a", "web", 2, "other");
  expect([minimumWith(), minimumWith(budget("a", "db", 2), elsewhere, budget("b", "web", undefined))]).toEqual([
    undefined,
    undefined,
  ]);
});

it("asks nothing by a selector that cannot be read", () => {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const podClass = cluster.classes.get(cluster.classify(pod({}, { namespace: "default", labels: { app: "web" } })));
  const broken = { spec: { selector: { matchExpressions: [{ key: "app", operator: "Near" }] } } };
  expect([isAbout(broken, podClass), isAbout({ spec: { selector: {} } }, podClass)]).toEqual([false, true]);
});
