// Few numbers that say how well pods were placed.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import type { Fragmentation, UtilisationGroup } from "../../src/metrics/findings.ts";
import { placementMeasurements } from "../../src/metrics/placement-measurements.ts";
import { node, podAsking } from "../model/build-objects.ts";
import { emptyCluster } from "./random-history.ts";

const ENDS = { own: [], placed: 3, waiting: 2, preempted: 1 };
const CPU = { resource: "cpu", unit: "cores", requestedPeak: 4, requestedRunningMean: 1 } as const;

function valuesOf(whole: UtilisationGroup | undefined, fragments: readonly Fragmentation[]) {
  const cluster = emptyCluster();
  for (const name of ["a", "b"]) {
    cluster.apply({ kind: "node-added", node: node(name, { cpu: 4, memory: "8Gi" }), pool: "p" }, moment(0));
  }
  const classId = cluster.classify(podAsking({ cpu: "1" }));
  cluster.apply({ kind: "pod-placed", classId, name: "x", nodeName: "b" }, moment(0));
  const measured = placementMeasurements(cluster, ENDS, whole, fragments);
  return Object.fromEntries(
    measured.map((one) => [`${one.name}${Object.values(one.labels).join()}`, "value" in one ? one.value : undefined]),
  );
}

describe("measurements of placement", () => {
  it("count pods, and nodes that hold any", () => {
    expect(valuesOf(undefined, [])).toEqual({
      plimsoll_pods_placed: 3,
      plimsoll_pods_waiting: 2,
      plimsoll_pods_preempted: 1,
      plimsoll_nodes_used: 1,
    });
  });

  it("give the share of all requests that found a place", () => {
    const cluster = emptyCluster();
    cluster.apply({ kind: "node-added", node: node("a", { cpu: 4, memory: "8Gi" }), pool: "p" }, moment(0));
    const own = [podAsking({ cpu: "3" }), podAsking({ cpu: "1", memory: "1Gi" }), podAsking({})].map(
      (pod, index) =>
        cluster.apply({ kind: "pod-created", classId: cluster.classify(pod), name: `p${index}` }, moment(0)).pod,
    );
    cluster.apply({ kind: "pod-assumed", pod: own[0]!, node: 0 }, moment(0));
    const measured = placementMeasurements(cluster, { ...ENDS, own }, undefined, []);
    const shares = measured.filter(({ name }) => name === "plimsoll_placed_request_ratio");
    expect(shares.map((one) => [one.labels["resource"], one.kind === "gauge" && one.value])).toEqual([
      ["cpu", 0.75],
      ["memory", 0],
    ]);
  });

  it("take a pod for placed that was taken from its node later, unless it had to make room", () => {
    const cluster = emptyCluster();
    cluster.apply({ kind: "node-added", node: node("a", { cpu: 8, memory: "8Gi" }), pool: "p" }, moment(0));
    const classId = cluster.classify(podAsking({ cpu: "1" }));
    const own = ["kept", "scaled-down", "victim", "never-bound"].map(
      (name) => cluster.apply({ kind: "pod-created", classId, name }, moment(0)).pod,
    );
    const [kept, scaledDown, victim, neverBound] = own as [PodId, PodId, PodId, PodId];
    for (const pod of [kept, scaledDown, victim]) {
      cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(0));
      cluster.apply({ kind: "pod-bound", pod }, moment(0));
    }
    cluster.apply({ kind: "pod-terminating", pod: victim, preemptor: kept }, moment(1));
    for (const pod of [scaledDown, victim, neverBound]) cluster.apply({ kind: "pod-deleted", pod }, moment(1));
    const measured = placementMeasurements(cluster, { ...ENDS, own }, undefined, []);
    expect(measured).toContainEqual({
      kind: "gauge",
      name: "plimsoll_placed_request_ratio",
      labels: { resource: "cpu" },
      value: 0.5,
    });
  });

  it("give shares of what there is, and of nothing no share", () => {
    const resources = [
      { ...CPU, allocatable: 8, requestedAtEnd: 4, requestedMean: 2 },
      { ...CPU, resource: "example.com/none", allocatable: 0, requestedAtEnd: 0, requestedMean: 0 },
    ];
    const fragments = [
      { resource: "cpu", unit: "cores", free: 4, unusable: 1, medianRequest: 1 },
      { resource: "memory", unit: "bytes", free: 0, unusable: 0, medianRequest: 1 },
    ] as const;
    expect(valuesOf({ dimension: "cluster", name: "", nodes: 2, resources }, fragments)).toMatchObject({
      plimsoll_requested_ratiocpu: 0.5,
      plimsoll_mean_requested_ratiocpu: 0.25,
      plimsoll_unusable_free_ratiocpu: 0.25,
    });
  });

  it("give a mean share of what there was on average", () => {
    const resources = [{ ...CPU, allocatable: 8, allocatableMean: 10, requestedAtEnd: 4, requestedMean: 2 }];
    expect(valuesOf({ dimension: "cluster", name: "", nodes: 2, resources }, [])).toMatchObject({
      plimsoll_requested_ratiocpu: 0.5,
      plimsoll_mean_requested_ratiocpu: 0.2,
    });
  });
});
