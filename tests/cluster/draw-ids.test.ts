// The numbers under which pods draw: of the name, however often they are asked for.

import { describe, expect, it } from "vitest";

import { entityIdOf } from "../../src/base/random/entity-id.ts";
import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { DrawIds } from "../../src/cluster/draw-ids.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { pod } from "../model/build-objects.ts";

function clusterOf(...names: readonly string[]): ClusterState {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const classId = cluster.classify(pod({}, { namespace: "shop" }));
  for (const name of names) cluster.apply({ kind: "pod-created", classId, name }, moment(0));
  return cluster;
}

describe("the number under which a pod draws", () => {
  it("is its name's in its namespace, each time it is asked for", () => {
    const { pods, classes } = clusterOf("web-0", "web-1", "web-2");
    const ids = new DrawIds(pods, classes);
    const expected = ["web-2", "web-0", "web-2"].map((name) => entityIdOf(name, "shop"));
    expect([2, 0, 2].map((id) => ids.of(id))).toEqual(expected);
  });

  it("is found again for the pods of another history", () => {
    const cluster = clusterOf("web-0");
    expect(cluster.drawIdOf(0)).toBe(entityIdOf("web-0", "shop"));
    cluster.restore(clusterOf("db-0").snapshot());
    expect(cluster.drawIdOf(0)).toBe(entityIdOf("db-0", "shop"));
  });
});
