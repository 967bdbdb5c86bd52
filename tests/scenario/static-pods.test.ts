// Static pods of node pools.

import { describe, expect, it } from "vitest";

import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { load, places, scenario } from "./memory-files.ts";

const POOL = `    nodePools:
    - name: m
      count: 2
      allocatable: { cpu: 4, memory: 8Gi }
      staticPods: { manifests: [static.yaml] }
    - { name: other, count: 1, allocatable: { cpu: 4, memory: 8Gi } }
`;
const PROXY = `apiVersion: v1
kind: Pod
metadata: { name: proxy, namespace: kube-system }
spec: { priorityClassName: system-node-critical, containers: [{ name: p, image: p, resources: { requests: { cpu: 100m } } }] }
`;

describe("static pods", () => {
  it("stand on each node of their pool when a run begins", () => {
    const { plan, errors } = load({ "s.yaml": scenario("", POOL), "static.yaml": PROXY });
    expect(errors).toEqual([]);
    expect(plan!.boundPods.map(({ metadata, spec }) => [metadata.name, spec.nodeName, spec.priority])).toEqual([
      ["proxy-m-1", "m-1", 2_000_001_000],
      ["proxy-m-2", "m-2", 2_000_001_000],
    ]);
    const { cluster } = new Simulation(plan!);
    expect([0, 1, 2].map((node) => cluster.nodes.podCount(node))).toEqual([1, 1, 0]);
  });

  it("come with nodes that are added", () => {
    const actions = "  horizon: 1h\n  actions: [{ at: 1m, addNodes: { pool: m, count: 1 } }]\n";
    const { plan, errors } = load({ "s.yaml": scenario(actions, POOL), "static.yaml": PROXY });
    expect(errors).toEqual([]);
    const simulation = new Simulation(plan!);
    simulation.run();
    const added = simulation.cluster.nodes.find("m-3")!;
    expect(simulation.cluster.nodes.podCount(added)).toBe(1);
  });

  it("bear the loss of their node for ever, and run again with it", () => {
    const crash = "  horizon: 1h\n  faults: [{ nodeCrash: { node: m-1, at: 5m, for: 20m } }]\n";
    const { plan, errors } = load({ "s.yaml": scenario(crash, POOL), "static.yaml": PROXY });
    expect(errors).toEqual([]);
    const bears = { operator: "Exists", effect: "NoExecute" };
    expect(plan!.boundPods.map(({ spec }) => spec.tolerations)).toEqual([[bears], [bears]]);
    const simulation = new Simulation(plan!);
    simulation.run();
    const { pods, life } = simulation.cluster;
    expect([pods.size, pods.phaseNameOf(0), life.detailOf(0).deletion]).toEqual([2, "running", undefined]);
  });

  it("run again after a graceful shutdown of their node, and nobody misses them", () => {
    const graceful = POOL.replace("staticPods:", "kubelet: { shutdownGracePeriod: 60s }\n      staticPods:");
    const shutdown = "  horizon: 1h\n  faults: [{ nodeShutdown: { node: m-1, at: 5m, for: 20m } }]\n";
    const { plan, errors } = load({ "s.yaml": scenario(shutdown, graceful), "static.yaml": PROXY });
    expect(errors).toEqual([]);
    const simulation = new Simulation(plan!);
    simulation.run();
    const { pods } = simulation.cluster;
    expect([0, 1, 2].map((pod) => [pods.nameOf(pod), pods.phaseNameOf(pod)])).toEqual([
      ["proxy-m-1", "deleted"],
      ["proxy-m-2", "running"],
      ["proxy-m-1", "running"],
    ]);
    expect(pods.createdAtUs(2)).toBe(1500e6);
    expect(runSimulation(plan!).verdict.sentence).not.toContain("brings back");
  });

  it("are pods, and nothing else", () => {
    const service = `${PROXY}---\napiVersion: v1\nkind: Node\nmetadata: { name: x }\nstatus: { allocatable: { cpu: 1, memory: 1Gi, pods: 9 } }\n`;
    const { errors } = load({ "s.yaml": scenario("", POOL), "static.yaml": service });
    expect(places(errors)).toContain("misplaced-kind 10:19");
    expect(load({ "s.yaml": scenario("", POOL) }).errors).toMatchObject([{ code: "missing-file" }]);
  });
});
