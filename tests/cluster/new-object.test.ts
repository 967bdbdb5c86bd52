// Which of some changes create something.

import { expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { newObjectsOf } from "../../src/cluster/new-object.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";

it("tells pods and objects that come from those that change", () => {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const known = { kind: "Service", object: { metadata: { name: "known", namespace: "x" } } } as const;
  const other = { kind: "Service", object: { metadata: { name: "other", namespace: "x" } } } as const;
  cluster.apply({ kind: "object-stored", stored: known }, moment(0));
  const changes = [
    { kind: "object-stored", stored: known },
    { kind: "object-stored", stored: other },
    { kind: "pod-created", classId: 3, name: "a" },
    { kind: "pod-deleted", pod: 0 },
  ] as const;
  expect(newObjectsOf(cluster, changes)).toEqual([
    { kind: "stored", stored: other },
    { kind: "pod", classId: 3, name: "a" },
  ]);
});
