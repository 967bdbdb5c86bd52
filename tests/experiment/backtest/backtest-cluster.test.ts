// Where the pods of a backtest run.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { clusterSentence, givenCluster, madeCluster } from "../../../src/experiment/backtest/backtest-cluster.ts";

import { MemoryFiles } from "../../scenario/memory-files.ts";
import { CLUSTER } from "./backtest-world.ts";

const pods = (cpu: string, memory: string, maxReplicas: number, more = {}) => ({
  autoscaler: { spec: { maxReplicas } },
  deployment: {
    spec: { template: { spec: { ...more, containers: [{ name: "a", resources: { requests: { cpu, memory } } }] } } },
  },
});

describe("a made cluster", () => {
  it("has room for the most pods that any setting may have", () => {
    const cluster = madeCluster([pods("500m", "1Gi", 30), pods("2", "16Gi", 10)]);
    expect(cluster.nodePool).toMatchObject({ count: 6, allocatable: { cpu: 4, memory: "32Gi", pods: 110 } });
    expect(clusterSentence(cluster, undefined)).toBe(
      "nobody waits for a node: there are 6 nodes of 4 CPUs and 32Gi each",
    );
  });

  it("has nodes that the pods choose, as large as one pod at least", () => {
    const cluster = madeCluster([pods("12", "1Gi", 2, { nodeSelector: { disk: "ssd" } })]);
    expect(cluster.nodePool).toMatchObject({ count: 3, labels: { disk: "ssd" }, allocatable: { cpu: 12 } });
  });
});

describe("a given cluster", () => {
  it("is that of a scenario, which must be one", () => {
    const sink = new DiagnosticSink();
    const files = new MemoryFiles({ "a/cluster.yaml": CLUSTER, "bad.yaml": "kind: Scenario\n" });
    const cluster = givenCluster("a/cluster.yaml", files, sink);
    expect(cluster).toMatchObject({ kind: "given", directory: "a" });
    expect(clusterSentence(cluster!, "a/cluster.yaml")).toContain("a/cluster.yaml");
    expect(givenCluster("bad.yaml", files, sink)).toBeUndefined();
    expect(sink.hasErrors).toBe(true);
  });
});
