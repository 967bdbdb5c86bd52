// NodeResourcesBalancedAllocation: the balance up to 1.35, its change from 1.36 on.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Pod, QuantityMap } from "../../../src/model/objects.ts";
import { nodeResourcesBalancedAllocation } from "../../../src/scheduling/plugins/node-resources-balanced-allocation.ts";
import { node, pod, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

/** The score of one node on which `running` are, or undefined if the plugin skips. */
function score(
  version: KubernetesVersion,
  asked: Pod,
  size: QuantityMap,
  running: readonly Pod[] = [],
  args?: unknown,
): number | undefined {
  const cluster = new SmallCluster([node("n1", size)], version);
  for (const other of running) cluster.place(other, "n1");
  return cluster.scores(nodeResourcesBalancedAllocation, asked, args)?.["n1"];
}

const size = { cpu: "4", memory: "10000" };

describe("the balance, up to 1.35, and its change, from 1.36 on", () => {
  it.each([
    ["of 3/4 and 5/10", podAsking({ cpu: "3", memory: "5000" }), size, [], 87, 68],
    [
      "of 3/6 and 5/10, as even as before",
      podAsking({ cpu: "3", memory: "5000" }),
      { cpu: "6", memory: "10000" },
      [],
      100,
      75,
    ],
    [
      "of 6/10 and 0/20, mended by the pod's memory",
      podAsking({ cpu: "0", memory: "10000" }),
      { cpu: "10", memory: "20000" },
      [podAsking({ cpu: "6" })],
      95,
      87,
    ],
    [
      "of 3/5 and 4/5: the last bits decide",
      podAsking({ cpu: "3", memory: "4" }),
      { cpu: "5", memory: "5" },
      [],
      89,
      69,
    ],
    ["of a resource alone", podAsking({ cpu: "3" }), { cpu: "4" }, [], 100, 75],
    ["of more than there is, which counts as full", podAsking({ cpu: "9", memory: "10000" }), size, [], 100, 75],
    ["of a node without either", podAsking({ cpu: "1" }), {}, [], 100, 75],
    [
      "beside silent pods, which count nothing here",
      podAsking({ cpu: "2", memory: "5000" }),
      size,
      [pod(), pod()],
      100,
      75,
    ],
  ])("%s", (_sentence, asked, sizes, running, balance, change) => {
    expect(score("1.35", asked, sizes, running)).toBe(balance);
    expect(score("1.33", asked, sizes, running)).toBe(balance);
    expect(score("1.36", asked, sizes, running)).toBe(change);
  });

  it("of a pod that asks for nothing is not scored at all", () => {
    expect(score("1.36", pod(), size)).toBeUndefined();
    expect(score("1.35", podAsking({ cpu: "0", memory: "0" }), size)).toBeUndefined();
    expect(score("1.36", podAsking({ "example.com/gpu": 1 }), size)).toBeUndefined();
  });

  it("sees what the pod as a whole asks for", () => {
    const whole = pod({ resources: { requests: { cpu: "3", memory: "5000" } } });
    expect(score("1.36", whole, size)).toBe(68);
  });
});

describe("resources by argument", () => {
  const args = {
    resources: [
      { name: "cpu", weight: 1 },
      { name: "memory", weight: 1 },
      { name: "example.com/gpu", weight: 1 },
    ],
  };
  const withGpu = { cpu: "4", memory: "10000", "example.com/gpu": 8 };

  it("count a scalar only if the pod asks for it", () => {
    expect(score("1.35", podAsking({ cpu: "3", memory: "5000", "example.com/gpu": 5 }), withGpu, [], args)).toBe(89);
    expect(score("1.35", podAsking({ cpu: "3", memory: "5000" }), withGpu, [], args)).toBe(87);
  });

  it("may be one alone", () => {
    const memory = { resources: [{ name: "memory", weight: 1 }] };
    expect(score("1.36", podAsking({ cpu: "3", memory: "5000" }), size, [], memory)).toBe(75);
    expect(score("1.36", podAsking({ cpu: "3" }), size, [], memory)).toBeUndefined();
  });
});

describe("any balance", () => {
  it("lies between 50 and 100 for two resources, before 1.36 and from then on", () => {
    const amount = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(amount, amount, amount, amount, (cpu, memory, usedCpu, usedMemory) => {
        const asked = podAsking({ cpu: `${cpu}`, memory: `${memory}` });
        const running = [podAsking({ cpu: `${usedCpu}`, memory: `${usedMemory}` })];
        for (const version of ["1.35", "1.36"] as const) {
          const found = score(version, asked, { cpu: "10", memory: "10" }, running);
          if (cpu + memory === 0) expect(found).toBeUndefined();
          else expect(found! >= 50 && found! <= 100).toBe(true);
        }
      }),
      { seed: 10, numRuns: 300 },
    );
  });
});

describe("a pod without requests", () => {
  it("is scored 0 everywhere where preScore is disabled and cannot skip it", () => {
    const cluster = new SmallCluster([node("n1", { cpu: "4", memory: "8Gi" })]);
    const asked = cluster.pod(podAsking({}));
    const plugin = cluster.plugin(nodeResourcesBalancedAllocation);
    expect(cluster.byNode((view) => plugin.score!(asked, view, undefined))).toEqual({ n1: 0 });
    const scores = new Float64Array(1).fill(7);
    plugin.columnar!.score!(asked.podClass, cluster.cluster.nodeOrder, 1, scores);
    expect([...scores]).toEqual([0]);
  });
});
