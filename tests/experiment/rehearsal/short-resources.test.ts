// What waiting pods ask for, beside what is free where they may go.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { shortResources } from "../../../src/experiment/rehearsal/short-resources.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

import { node, pod } from "../../model/build-objects.ts";

describe("what is short", () => {
  it("is what pods ask for together, and what is free but on lost nodes", () => {
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    for (const name of ["n1", "n2", "n3"]) {
      cluster.apply({ kind: "node-added", node: node(name, { cpu: "2", memory: "4Gi" }), pool: "p" }, moment(0));
    }
    const classId = cluster.classify(pod({ containers: [{ name: "c", resources: { requests: { cpu: "1500m" } } }] }));
    const ids = ["a", "b", "c"].map((name) => cluster.apply({ kind: "pod-created", classId, name }, moment(0)).pod);
    cluster.apply({ kind: "pod-assumed", pod: ids[0]!, node: 0 }, moment(0));
    expect(shortResources(cluster, ids.slice(1), new Set(["n3"]))).toContainEqual({
      resource: "cpu",
      unit: "cores",
      asked: 3,
      free: 2.5,
    });
    expect(shortResources(cluster, [], new Set())).toEqual([]);
  });
});
