// Revisions that a dump lacks.

import { expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import { textOfRevision, textOfTemplate } from "../../src/components/controllers/revision-history.ts";
import { applyPodTemplateDefaults } from "../../src/model/api/defaults/pod-template.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import type { Pod } from "../../src/model/objects.ts";
import { revisionsAtStart } from "../../src/simulation/revisions-at-start.ts";

const SET = {
  metadata: { name: "db", namespace: "default", uid: "s", generation: 2 },
  spec: { template: { metadata: { labels: { app: "db" } }, spec: { containers: [] } } },
  status: { observedGeneration: 2, updateRevision: "db-7c4d" },
};

const DAEMONS = {
  metadata: { name: "agent", namespace: "default", uid: "d", generation: 2 },
  spec: { template: { metadata: { labels: { app: "agent" } }, spec: { containers: [] } } },
  status: { observedGeneration: 2, updatedNumberScheduled: 2 },
};

const PODS = ["5d4f", "5d4f", "9c8b"].map((hash, index): Pod => ({
  metadata: {
    name: `agent-${index}`,
    namespace: "default",
    labels: { "controller-revision-hash": hash },
    ownerReferences: [{ apiVersion: "apps/v1", kind: "DaemonSet", name: "agent", uid: "d", controller: true }],
  },
  spec: { containers: [], nodeName: `n-${index}` },
}));

function revisions(...objects: readonly object[]) {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  for (const object of objects) cluster.apply({ kind: "object-stored", stored: object as StoredObject }, moment(0));
  return revisionsAtStart(cluster, { createdAt: "2026-01-01T00:00:00Z", boundPods: PODS });
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

it("takes a DaemonSet's hash from as many pods as its status counts as updated", () => {
  const made = revisions({ kind: "DaemonSet", object: DAEMONS });
  expect(made).toMatchObject([
    {
      metadata: {
        name: "agent-5d4f",
        labels: { app: "agent", "controller-revision-hash": "5d4f" },
        ownerReferences: [{ kind: "DaemonSet", name: "agent", uid: "d", controller: true }],
      },
      data: { spec: { template: { metadata: { labels: { app: "agent" } } } } },
    },
  ]);
  const { updatedNumberScheduled: _, ...status } = DAEMONS.status;
  expect(revisions({ kind: "DaemonSet", object: { ...DAEMONS, status } })).toEqual([]);
  const many = { ...status, updatedNumberScheduled: 3 };
  expect(revisions({ kind: "DaemonSet", object: { ...DAEMONS, status: many } })).toEqual([]);
});

it("completes the newest revision where its template only lacks defaults", () => {
  const template = { metadata: { labels: { app: "agent" } }, spec: { containers: [], restartPolicy: "Always" } };
  applyPodTemplateDefaults(template);
  const set = { ...DAEMONS, spec: { template } };
  const revision = (name: string, number: number) => ({
    metadata: { name, namespace: "default", ownerReferences: [{ kind: "DaemonSet", uid: "d", controller: true }] },
    data: { spec: { template: { $patch: "replace", ...DAEMONS.spec.template } } },
    revision: number,
  });
  const stored = [revision("agent-1", 1), revision("agent-2", 2)].map((object) => ({
    kind: "ControllerRevision",
    object,
  }));
  const made = revisions({ kind: "DaemonSet", object: set }, ...stored);
  expect(made.map(({ metadata }) => metadata?.name)).toEqual(["agent-2"]);
  expect(made.map((each) => textOfRevision(each))).toEqual([textOfTemplate(template)]);
  // As it is then, nothing is left to do.
  expect(revisions({ kind: "DaemonSet", object: set }, { kind: "ControllerRevision", object: made[0]! })).toEqual([]);
});
