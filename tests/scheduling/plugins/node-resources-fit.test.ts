// NodeResourcesFit: what does not fit, in which words, and what a node scores.

import { describe, expect, it } from "vitest";

import type { Pod, QuantityMap } from "../../../src/model/objects.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { nodeResourcesFit } from "../../../src/scheduling/plugins/node-resources-fit.ts";
import { container, node, pod, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const SIZE = { cpu: "4", memory: "8Gi", "ephemeral-storage": "10Gi", "example.com/gpu": 2, pods: "3" };

/** What the filter says of a pod on one node of this size, where `running` are there already. */
function verdict(
  asked: Pod,
  running: readonly Pod[] = [],
  size: QuantityMap = SIZE,
  version?: KubernetesVersion,
): string {
  const cluster = new SmallCluster([node("n1", size)], version);
  for (const other of running) cluster.place(other, "n1");
  return cluster.filter(nodeResourcesFit, asked)["n1"]!;
}

describe("a pod fits", () => {
  it.each([
    ["if it takes all there is", podAsking({ cpu: "4", memory: "8Gi", "example.com/gpu": 2 }), []],
    ["if it takes all that is left", podAsking({ cpu: "1500m" }), [podAsking({ cpu: "2500m" })]],
    ["on CPU that is overcommitted if it asks for none", podAsking({ memory: "1Gi" }), [podAsking({ cpu: "5" })]],
    ["if it asks for zero of what is not there", podAsking({ "other.org/nic": 0 }), []],
    ["whatever names the scheduler does not know", podAsking({ foo: 100, storage: "100Gi" }), []],
    ["as if it asked for nothing: the guesses for scoring do not count", pod(), [podAsking({ cpu: "4" })]],
  ])("%s", (_sentence, asked, running) => {
    expect(verdict(asked, running)).toBe("Success");
  });
});

describe("a pod does not fit", () => {
  it.each([
    ["for CPU", podAsking({ cpu: "2001m" }), [podAsking({ cpu: "2" })], "Unschedulable: Insufficient cpu"],
    [
      "for everything at once: CPU, memory, storage, then others by name",
      podAsking({ "other.org/nic": 1, "example.com/gpu": 3, "ephemeral-storage": "11Gi", memory: "9Gi", cpu: "5" }),
      [],
      "UnschedulableAndUnresolvable: Insufficient cpu; Insufficient memory; Insufficient ephemeral-storage; " +
        "Insufficient example.com/gpu; Insufficient other.org/nic",
    ],
    [
      "ever, if it is larger than the node, whatever else is short",
      podAsking({ cpu: "5", memory: "6Gi" }),
      [podAsking({ memory: "4Gi" })],
      "UnschedulableAndUnresolvable: Insufficient cpu; Insufficient memory",
    ],
    [
      "for a resource that the node does not have",
      podAsking({ "hugepages-2Mi": "4Mi" }),
      [],
      "UnschedulableAndUnresolvable: Insufficient hugepages-2Mi",
    ],
    ["beside too many pods, even if it asks for nothing", pod(), [pod(), pod(), pod()], "Unschedulable: Too many pods"],
  ])("%s", (_sentence, asked, running, expected) => {
    expect(verdict(asked, running)).toBe(expected);
  });

  it("anywhere on a node that does not say how many pods it allows", () => {
    const cluster = new SmallCluster([{ metadata: { name: "n1" }, status: { allocatable: { cpu: "4" } } }]);
    expect(cluster.filter(nodeResourcesFit, pod())["n1"]).toBe("Unschedulable: Too many pods");
  });

  it("beside pods that are going: they count until they are gone", () => {
    const cluster = new SmallCluster([node("n1", { cpu: "4", pods: "1" })]);
    const going = cluster.place(pod(), "n1");
    cluster.apply({ kind: "pod-terminating", pod: going });
    expect(cluster.filter(nodeResourcesFit, pod())["n1"]).toBe("Unschedulable: Too many pods");
    cluster.apply({ kind: "pod-deleted", pod: going });
    expect(cluster.filter(nodeResourcesFit, pod())["n1"]).toBe("Success");
  });

  it("at 1.33, with a status that lets preemption try in vain", () => {
    expect(verdict(podAsking({ cpu: "5" }), [], SIZE, "1.33")).toBe("Unschedulable: Insufficient cpu");
    expect(verdict(podAsking({ cpu: "5" }), [], SIZE, "1.34")).toBe("UnschedulableAndUnresolvable: Insufficient cpu");
  });

  it("by what its containers ask for together, cut up once: three times 0.4m is 2m, which the API server makes 3m", () => {
    const three = pod({
      containers: [container({ cpu: "0.4m" }), container({ cpu: "0.4m" }), container({ cpu: "0.4m" })],
    });
    expect(verdict(three, [], { cpu: "2m" })).toBe("UnschedulableAndUnresolvable: Insufficient cpu");
    expect(verdict(three, [], { cpu: "3m" })).toBe("Success");
  });
});

describe("ignored resources", () => {
  const asked = podAsking({ "example.com/gpu": 9, "other.org/nic": 9, "hugepages-2Mi": "4Mi", cpu: "9" });

  it("are those named and those of named groups, extended ones only", () => {
    const cluster = new SmallCluster([node("n1", SIZE)]);
    const args = {
      ignoredResources: ["example.com/gpu", "hugepages-2Mi", "cpu"],
      ignoredResourceGroups: ["other.org"],
    };
    expect(cluster.filter(nodeResourcesFit, asked, args)["n1"]).toBe(
      "UnschedulableAndUnresolvable: Insufficient cpu; Insufficient hugepages-2Mi",
    );
  });
});

/** What one empty node of this size scores, or one on which `running` are. */
function score(asked: Pod, size: QuantityMap, args?: unknown, running: readonly Pod[] = []): number {
  const cluster = new SmallCluster([node("n1", size)]);
  for (const other of running) cluster.place(other, "n1");
  return cluster.scores(nodeResourcesFit, asked, args)!["n1"]!;
}

describe("the score", () => {
  const size = { cpu: "4", memory: "10000" };

  it.each([
    ["is the mean of what stays free: 25 and 50 make 37", podAsking({ cpu: "3", memory: "5000" }), size, [], 37],
    ["is 50 for half of each", podAsking({ cpu: "3", memory: "5000" }), { cpu: "6", memory: "10000" }, [], 50],
    [
      "counts what others asked for: 40 and 100 make 70",
      podAsking({ cpu: "0", memory: "0" }),
      { cpu: "10", memory: "20000" },
      [podAsking({ cpu: "3", memory: "0" }), podAsking({ cpu: "3", memory: "0" })],
      70,
    ],
    [
      "of 40 and 75 is 57",
      podAsking({ cpu: "3", memory: "5000" }),
      { cpu: "10", memory: "20000" },
      [podAsking({ cpu: "3", memory: "0" })],
      57,
    ],
    ["is nothing for a resource that would be overcommitted", podAsking({ cpu: "6", memory: "5000" }), size, [], 25],
    ["is 97 for a silent pod: 100m and 200Mi are assumed", pod(), { cpu: "4", memory: "8Gi" }, [], 97],
    ["is 100 for a pod that asks for zero", podAsking({ cpu: "0", memory: "0" }), { cpu: "4", memory: "8Gi" }, [], 100],
    ["leaves out what the node does not have", podAsking({ cpu: "1", memory: "1" }), { cpu: "4" }, [], 75],
    ["is 0 for a node without any", podAsking({ cpu: "1" }), {}, [], 0],
  ])("%s", (_sentence, asked, allocatable, running, expected) => {
    expect(score(asked, allocatable, undefined, running)).toBe(expected);
  });

  it("weighs resources: 25 and twice 50 make 41", () => {
    const resources = [
      { name: "cpu", weight: 1 },
      { name: "memory", weight: 2 },
    ];
    const args = { scoringStrategy: { type: "LeastAllocated", resources } };
    expect(score(podAsking({ cpu: "3", memory: "5000" }), size, args)).toBe(41);
  });

  it("counts a scalar only if the pod asks for it, ephemeral storage always", () => {
    const of = (name: string) => ({
      scoringStrategy: {
        type: "LeastAllocated",
        resources: [
          { name: "cpu", weight: 1 },
          { name, weight: 1 },
        ],
      },
    });
    const withGpu = { cpu: "4", memory: "8Gi", "example.com/gpu": 4 };
    const asked = podAsking({ cpu: "2", memory: "0" });
    expect(score(asked, withGpu, of("example.com/gpu"))).toBe(50);
    expect(score(podAsking({ cpu: "2", "example.com/gpu": 1 }), withGpu, of("example.com/gpu"))).toBe(62);
    expect(score(asked, { cpu: "4", "ephemeral-storage": "10Gi" }, of("ephemeral-storage"))).toBe(75);
  });

  it("does not see what the pod as a whole asks for, though others' are seen once they run", () => {
    const whole = pod({ resources: { requests: { cpu: "2", memory: "4Gi" } } });
    expect(score(whole, { cpu: "4", memory: "8Gi" })).toBe(97);
    expect(score(pod(), { cpu: "4", memory: "8Gi" }, undefined, [whole])).toBe(47);
  });

  it("is exact where a hundredfold of the bytes exceeds 2^53", () => {
    const size4 = { cpu: "4", memory: "400Ti" };
    expect(score(podAsking({ cpu: "4", memory: "100Ti" }), size4)).toBe(37);
    expect(
      score(podAsking({ cpu: "4", memory: "109951162777600001" }), { ...size4, memory: "109951162777600001" }),
    ).toBe(0);
  });
});

describe("the signature", () => {
  it("is the same for the same amounts, those aside that only scoring counts", () => {
    const cluster = new SmallCluster([]);
    const plugin = cluster.plugin(nodeResourcesFit);
    const sign = (asked: Pod) => plugin.sign!(cluster.pod(asked).podClass);
    expect(sign(podAsking({ cpu: "1" }))).toBe(sign(podAsking({ cpu: "1000m" }, { priority: 7 })));
    expect(sign(podAsking({ "a.com/x": 1, "b.com/y": 1 }))).toBe(sign(podAsking({ "b.com/y": 1, "a.com/x": 1 })));
    expect(sign(pod())).toBe(sign(podAsking({ cpu: "0" })));
    expect(sign(podAsking({ cpu: "1" }))).not.toBe(sign(podAsking({ cpu: "2" })));
  });
});
