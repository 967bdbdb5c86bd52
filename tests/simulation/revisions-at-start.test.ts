// Revisions that a dump lacks.

import { expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { revisionsAtStart } from "../../src/simulation/revisions-at-start.ts";

const SET = {
  metadata: { name: "db", namespace: "default", uid: "s", generation: 2 },
  spec: { template: { metadata: { labels: { app: "db" } }, spec: { containers: [] } } },
  status: { observedGeneration: 2, updateRevision: "db-7c4d" },
};

function revisions(...objects: readonly object[]) {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  for (const object of objects) cluster.apply({ kind: "object-stored", stored: object as StoredObject }, moment(0));
  return revisionsAtStart(cluster, "2026-01-01T00:00:00Z");
}

it("holds the set's template under the name that its status says", () => {
  expect(revisions({ kind: "StatefulSet", object: SET })).toMatchObject([
    {
      metadata: {
        name: "db-7c4d",
        labels: { app: "db", "controller.kubernetes.io/hash": "7c4d" },
        ownerReferences: [{ kind: "StatefulSet", name: "db", uid: "s", controller: true }],
      },
      data: { spec: { template: { metadata: { labels: { app: "db" } } } } },
      revision: 1,
    },
  ]);
});

it("is not made where it is there, where the set is new, or where its template is", () => {
  const there = { kind: "ControllerRevision", object: { metadata: { name: "db-7c4d", namespace: "default" } } };
  expect(revisions({ kind: "StatefulSet", object: SET }, there)).toEqual([]);
  expect(revisions({ kind: "StatefulSet", object: { ...SET, status: {} } })).toEqual([]);
  const changed = { ...SET, metadata: { ...SET.metadata, generation: 3 } };
  expect(revisions({ kind: "StatefulSet", object: changed })).toEqual([]);
});
