// A Deployment whose pods run when the run begins.

import { describe, expect, it } from "vitest";

import { podOf } from "../../../src/experiment/backtest/pod-shape.ts";
import type { ScaledWorkload } from "../../../src/experiment/backtest/scaled-workload.ts";
import { roomFor, warmObjects } from "../../../src/experiment/backtest/warm-begin.ts";
import type { Node } from "../../../src/model/objects.ts";

const deploymentOf = (more: object = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", annotations: { a: "b" } },
  spec: {
    replicas: 9,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", resources: { requests: { cpu: "1" } } }], ...more },
    },
  },
});

describe("a Deployment that is warm", () => {
  it("stands as a dump would show it: owner by owner, with all pods ready", () => {
    const workload = { namespace: "shop", name: "web" } as ScaledWorkload;
    const [deployment, replicaSet, ...pods] = warmObjects(workload, deploymentOf(), 2, ["n1", "n2"]);
    expect(deployment).toMatchObject({
      metadata: { annotations: { a: "b" } },
      spec: { replicas: 2 },
      status: { readyReplicas: 2 },
    });
    const uid = (replicaSet!["metadata"] as { uid: string }).uid;
    expect(replicaSet).toMatchObject({ spec: { replicas: 2, selector: { matchLabels: { app: "web" } } } });
    expect(pods).toHaveLength(2);
    for (const [place, pod] of pods.entries()) {
      expect(pod).toMatchObject({
        metadata: { namespace: "shop", ownerReferences: [{ uid, controller: true }] },
        spec: { nodeName: `n${place + 1}` },
        status: { phase: "Running" },
      });
    }
    const addresses = pods.map((pod) => (pod["status"] as { podIP: string }).podIP);
    expect(new Set(addresses).size).toBe(2);
  });
});

const node = (name: string, cpu: string, more: object = {}): Node => ({
  metadata: { name, labels: { "kubernetes.io/hostname": name } },
  spec: {},
  status: { allocatable: { cpu, memory: "8Gi", pods: "10" } },
  ...more,
});

describe("room for warm pods", () => {
  it("is where most CPU is free, one pod after the other, until there is none", () => {
    const nodes = [node("a", "2"), node("b", "3")];
    const pod = podOf(deploymentOf());
    expect(roomFor(pod, 4, nodes, [])).toEqual(["b", "a", "b", "a"]);
    const bound = [{ ...pod, spec: { ...pod.spec, nodeName: "b" } }];
    expect(roomFor(pod, 9, nodes, bound)).toEqual(["a", "b", "a", "b"]);
  });

  it("is on no node that the pod may not have", () => {
    const taints = [{ key: "gpu", effect: "NoSchedule" as const }];
    const nodes = [node("a", "2", { spec: { taints } }), node("b", "2", { spec: { unschedulable: true } })];
    expect(roomFor(podOf(deploymentOf()), 1, nodes, [])).toEqual([]);
    expect(roomFor(podOf(deploymentOf({ tolerations: [{ operator: "Exists" }] })), 1, nodes, [])).toEqual(["a"]);
    const chosen = deploymentOf({ nodeSelector: { "kubernetes.io/hostname": "d" } });
    expect(roomFor(podOf(chosen), 1, [node("c", "2"), node("d", "1")], [])).toEqual(["d"]);
  });
});
