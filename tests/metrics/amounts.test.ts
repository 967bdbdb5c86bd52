// Columns of a report: which there are, what they are called, and in which units they are shown.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { allocatableOf, columnName, inUnits, reportedColumns, requestedOf, unitOf } from "../../src/metrics/amounts.ts";
import type { QuantityMap } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

const GIB = 1024 * 1024 * 1024;

function clusterOf(...sizes: readonly QuantityMap[]): ClusterState {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  for (const [index, size] of sizes.entries()) {
    cluster.apply({ kind: "node-added", node: node(`n${index}`, size), pool: "p" }, moment(0));
  }
  return cluster;
}

function namesIn(cluster: ClusterState): readonly string[] {
  return reportedColumns(cluster).map((column) => columnName(cluster, column));
}

function columnOfName(cluster: ClusterState, name: string): number {
  return reportedColumns(cluster).find((column) => columnName(cluster, column) === name)!;
}

describe("the columns of a report", () => {
  it("come in order: CPU, memory, storage, pods, then the others as they became known", () => {
    const sizes = { "z.com/late": 1, "ephemeral-storage": "1Gi", memory: "1Gi", "a.com/later": 2, cpu: 1 };
    expect(namesIn(clusterOf(sizes))).toEqual([
      "cpu",
      "memory",
      "ephemeral-storage",
      "pods",
      "z.com/late",
      "a.com/later",
    ]);
  });

  it("are those of which any node has something", () => {
    const cluster = clusterOf({ cpu: 1 }, { memory: "1Gi", "example.com/gpu": 0 });
    cluster.classify(podAsking({ "example.com/rare": 1 }));
    expect(namesIn(cluster)).toEqual(["cpu", "memory", "pods"]);
  });

  it("are none without nodes", () => {
    expect(reportedColumns(clusterOf())).toEqual([]);
  });

  it("have the same numbers when more resources become known", () => {
    const cluster = clusterOf({ cpu: 1, memory: "1Gi" });
    const before = reportedColumns(cluster);
    cluster.classify(podAsking({ "example.com/rare": 1 }));
    expect(reportedColumns(cluster)).toEqual(before);
  });
});

describe("an amount", () => {
  const cluster = clusterOf({ cpu: "1500m", memory: "2Gi", "ephemeral-storage": "3Gi", pods: 7, "example.com/gpu": 4 });
  const classId = cluster.classify(
    podAsking({ cpu: "250m", memory: "1Gi", "ephemeral-storage": "1Gi", "example.com/gpu": 3 }),
  );
  cluster.apply({ kind: "pod-placed", classId, name: "web", nodeName: "n0" }, moment(0));

  it.each([
    ["cpu", "cores", 1.5, 0.25],
    ["memory", "bytes", 2 * GIB, GIB],
    ["ephemeral-storage", "bytes", 3 * GIB, GIB],
    ["pods", "count", 7, 1],
    ["example.com/gpu", "count", 4, 3],
  ])("of %s is shown in %s", (name, unit, allocatable, requested) => {
    const column = columnOfName(cluster, name);
    expect(unitOf(column)).toBe(unit);
    expect(inUnits(column, allocatableOf(cluster, 0, column))).toBe(allocatable);
    expect(inUnits(column, requestedOf(cluster, 0, column))).toBe(requested);
  });
});
