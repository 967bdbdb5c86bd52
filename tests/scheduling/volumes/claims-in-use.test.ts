// Claims that pods on nodes use: kept counts say what a look at all pods says.

import { expect, it } from "vitest";

import { ClaimsInUse, findClaimInUse } from "../../../src/scheduling/volumes/claims-in-use.ts";
import { pod } from "../../model/build-objects.ts";
import { claiming } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "./volume-cluster.ts";

it("are in use as long as a pod on a node that is there uses them", () => {
  const cluster = new VolumeCluster();
  const kept = new ClaimsInUse(cluster.cluster);
  const inUse = (name: string) => {
    const found = findClaimInUse(cluster.cluster, `default/${name}`);
    expect(kept.has(`default/${name}`)).toBe(found);
    return found;
  };
  expect(inUse("a")).toBe(false);
  const first = cluster.place(pod({ volumes: claiming("a", "a", "b") }), "n1");
  const second = cluster.place(pod({ volumes: claiming("a") }, { name: "other" }), "n2");
  expect([inUse("a"), inUse("b"), inUse("c")]).toEqual([true, true, false]);
  cluster.apply({ kind: "pod-deleted", pod: first });
  expect([inUse("a"), inUse("b")]).toEqual([true, false]);
  cluster.apply({ kind: "node-removed", name: "n2" });
  expect(inUse("a")).toBe(false);
  cluster.apply({ kind: "pod-deleted", pod: second });
  expect(inUse("a")).toBe(false);
});
