// Whole cycles: traps of the specification, each with its input and its right answer.

import { describe, expect, it } from "vitest";

import { KUBERNETES_VERSIONS, type KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Node, Pod, PodSpec } from "../../../src/model/objects.ts";
import {
  defaultSchedulerConfiguration,
  loadSchedulerConfiguration,
} from "../../../src/scheduling/configuration/load-configuration.ts";
import type { PlainScheduler } from "../../../src/scheduling/framework/plain-scheduler.ts";
import { node, pod, podAsking } from "../../model/build-objects.ts";
import { outcomeOf, SmallCluster } from "../small-cluster.ts";

const ZONE = "topology.kubernetes.io/zone";

/** So many equal nodes n1, n2, … */
function equalNodes(count: number, sizes = { cpu: "4", memory: "8Gi" }): readonly Node[] {
  return Array.from({ length: count }, (_, index) => node(`n${index + 1}`, sizes));
}

/** A scheduler with the default configuration of the cluster's version. */
function defaultScheduler(cluster: SmallCluster, version: KubernetesVersion): PlainScheduler {
  return cluster.scheduler(defaultSchedulerConfiguration(version));
}

/** A scheduler with one profile of these fields. */
function schedulerWith(cluster: SmallCluster, profile: object, fields: object = {}): PlainScheduler {
  const head = { apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration" };
  const { configuration, problems } = loadSchedulerConfiguration({ ...head, ...fields, profiles: [profile] }, "1.36");
  expect(problems).toEqual([]);
  return cluster.scheduler(configuration);
}

function named(...names: readonly string[]): Pick<PodSpec, "affinity"> {
  const nodeSelectorTerms = [
    { matchFields: names.map((name) => ({ key: "metadata.name", operator: "In", values: [name] })) },
  ];
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

describe("two empty nodes of 4 CPU, with 8 and 16 GiB, and a pod of 1 CPU and 1 GiB", () => {
  const nodes = [node("A", { cpu: "4", memory: "8Gi" }), node("B", { cpu: "4", memory: "16Gi" })];
  const asked = podAsking({ cpu: "1", memory: "1Gi" });

  it.each<[KubernetesVersion, readonly number[], string]>([
    ["1.33", [474, 474], "A"],
    ["1.34", [474, 474], "A"],
    ["1.35", [474, 474], "A"],
    ["1.36", [452, 454], "B"],
  ])("at %s total %j, and %s wins", (version, totals, winner) => {
    const cluster = new SmallCluster(nodes, version);
    const explained = cluster.decide(asked, defaultScheduler(cluster, version));
    expect([...explained.trace.totals]).toEqual(totals);
    expect(outcomeOf(cluster, explained)).toBe(winner);
  });

  it("are scored by the plugins that have something to say", () => {
    const { trace } = new SmallCluster(nodes).decide(asked);
    expect(Object.fromEntries([...trace.scores].map(([name, scores]) => [name, [...scores]]))).toEqual({
      TaintToleration: [100, 100],
      NodeResourcesFit: [81, 84],
      DynamicResources: [0, 0],
      NodeResourcesBalancedAllocation: [71, 70],
      ImageLocality: [0, 0],
    });
  });

  it("take a silent pod by LeastAllocated alone: balance skips it", () => {
    const { trace } = new SmallCluster(nodes).decide(pod());
    expect([...trace.scores.keys()]).not.toContain("NodeResourcesBalancedAllocation");
    expect([...trace.scores.get("NodeResourcesFit")!]).toEqual([97, 97]);
  });
});

describe("a node's refusal", () => {
  it("is the first filter's only: a tainted node that lacks CPU too is tainted", () => {
    const tainted = node("n1", { cpu: "1" }, { taints: [{ key: "x", effect: "NoSchedule" }] });
    const { decision } = new SmallCluster([tainted]).decide(podAsking({ cpu: "2" }));
    expect(decision).toMatchObject({ plugins: ["TaintToleration"] });
  });

  it("is the cordon's on a cordoned node, though that carries the taint too", () => {
    const taints = [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }];
    const { decision } = new SmallCluster([node("n1", {}, { unschedulable: true, taints })]).decide(pod());
    expect(decision).toMatchObject({ plugins: ["NodeUnschedulable"] });
  });
});

describe("the message of a pod that fits nowhere", () => {
  const tail = "no new claims to deallocate, preemption: ";

  it("counts a node for each of its reasons", () => {
    const cluster = new SmallCluster(equalNodes(3));
    expect(outcomeOf(cluster, cluster.decide(podAsking({ cpu: "5", memory: "9Gi" })))).toBe(
      `0/3 nodes are available: 3 Insufficient cpu, 3 Insufficient memory. ${tail}` +
        "0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    );
  });

  it("puts 12 before 9: texts are compared, not numbers", () => {
    const nodes = [...equalNodes(9, { cpu: "1", memory: "8Gi" })];
    const small = Array.from({ length: 12 }, (_, index) => node(`m${index}`, { cpu: "4", memory: "1Gi" }));
    const cluster = new SmallCluster([...nodes, ...small]);
    expect(outcomeOf(cluster, cluster.decide(podAsking({ cpu: "2", memory: "2Gi" })))).toMatch(
      /^0\/21 nodes are available: 12 Insufficient memory, 9 Insufficient cpu\. /,
    );
  });

  it("has the words of each version", () => {
    const told = KUBERNETES_VERSIONS.map((version) => {
      const nodes = [
        node("n1", { cpu: "1" }),
        node("n2", { cpu: "4" }, { taints: [{ key: "a", value: "b", effect: "NoSchedule" }] }),
      ];
      const cluster = new SmallCluster(nodes, version);
      return outcomeOf(cluster, cluster.decide(podAsking({ cpu: "2" }), defaultScheduler(cluster, version)));
    });
    const none = "0/2 nodes are available: 2 Preemption is not helpful for scheduling.";
    expect(told[0]).toBe(
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {a: b}. preemption: " +
        "0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.",
    );
    const newer = `0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s). ${tail}${none}`;
    expect(told.slice(1)).toEqual([newer, newer, newer]);
  });

  it("of a pod for one full node of a hundred names the others by the plugin that excluded them", () => {
    const cluster = new SmallCluster(equalNodes(100));
    cluster.place(podAsking({ cpu: "4" }), "n7");
    const explained = cluster.decide(podAsking({ cpu: "1" }, named("n7")));
    expect(explained.trace.visited).toBe(1);
    expect(outcomeOf(cluster, explained)).toBe(
      `0/100 nodes are available: 1 Insufficient cpu, 99 node(s) didn't satisfy plugin(s) [NodeAffinity]. ${tail}` +
        "0/100 nodes are available: 1 No preemption victims found for incoming pod, " +
        "99 Preemption is not helpful for scheduling.",
    );
  });

  it("of a pod for a node that does not exist excludes them all", () => {
    const cluster = new SmallCluster(equalNodes(3));
    expect(outcomeOf(cluster, cluster.decide(pod(named("ghost"))))).toBe(
      `0/3 nodes are available: 3 node(s) didn't satisfy plugin(s) [NodeAffinity]. ${tail}` +
        "0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    );
  });

  it("of a pod whose terms contradict each other ends in `not found`", () => {
    const cluster = new SmallCluster(equalNodes(3));
    const { decision } = cluster.decide(pod(named("n1", "n2")));
    expect(decision).toMatchObject({
      message: "0/3 nodes are available: pod affinity terms conflict. not found",
      postFilter: { code: "Error" },
      evaluated: 0,
    });
  });

  it("in an empty cluster has its own words, and nothing is run", () => {
    const cluster = new SmallCluster([]);
    expect(cluster.decide(pod()).decision).toMatchObject({
      message: "no nodes available to schedule pods",
      plugins: [],
      postFilter: undefined,
    });
  });

  it("without DefaultPreemption ends after the claims", () => {
    const cluster = new SmallCluster(equalNodes(1));
    const scheduler = schedulerWith(cluster, {
      plugins: { postFilter: { disabled: [{ name: "DefaultPreemption" }] } },
    });
    expect(outcomeOf(cluster, cluster.decide(podAsking({ cpu: "9" }), scheduler))).toBe(
      "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate",
    );
  });
});

describe("the way to a node", () => {
  it("is `only` for one feasible node: nothing is scored, so nothing can fail", () => {
    const wrong = { matchExpressions: [{ key: "gen", operator: "Gt", values: ["-1"] }] };
    const affinity = {
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: wrong }] },
    };
    const one = new SmallCluster(equalNodes(1));
    expect(one.decide(pod({ affinity })).decision).toMatchObject({ kind: "scheduled", path: "only" });
    const two = new SmallCluster(equalNodes(2));
    expect(two.decide(pod({ affinity })).decision).toMatchObject({
      kind: "error",
      message: expect.stringMatching(
        /^running PreScore plugin "NodeAffinity": \[0\]\.matchExpressions\[0\]\.values\[0\]/,
      ) as string,
    });
  });

  it("is no way for a pod of a scheduler that is not there", () => {
    const cluster = new SmallCluster(equalNodes(1));
    expect(cluster.decide(pod({ schedulerName: "nobody" })).decision).toEqual({ kind: "ignored" });
  });
});

describe("sampling", () => {
  it.each([
    [99, 99, 99],
    [100, 100, 100],
    [206, 100, 101],
    [207, 101, 102],
  ])("of %d nodes that all fit keeps %d, and looks at %d", (count, kept, visited) => {
    const cluster = new SmallCluster(equalNodes(count));
    const { trace, decision } = cluster.decide(pod());
    expect([trace.feasible.length, trace.visited]).toEqual([kept, visited]);
    expect(decision).toMatchObject({ evaluated: kept, feasible: kept });
  });

  it("begins the next search behind the nodes that have a status, the surplus one not among them", () => {
    const cluster = new SmallCluster(equalNodes(150));
    const scheduler = cluster.scheduler();
    const starts = [1, 2, 3].map(() => cluster.decide(pod(), scheduler).trace.start);
    expect(starts).toEqual([0, 100, 50]);
  });

  it("never moves in a cluster below a hundred nodes", () => {
    const cluster = new SmallCluster(equalNodes(50));
    const scheduler = cluster.scheduler();
    expect([1, 2, 3].map(() => cluster.decide(pod(), scheduler).trace.start)).toEqual([0, 0, 0]);
  });

  it("moves by the nodes of a set that were looked at, small cluster or not", () => {
    const cluster = new SmallCluster(equalNodes(3));
    const scheduler = cluster.scheduler();
    expect(cluster.decide(pod(named("n2")), scheduler).trace.start).toBeUndefined();
    expect(cluster.decide(pod(), scheduler).trace.start).toBe(1);
  });

  it("does not move where preFilter refused", () => {
    const cluster = new SmallCluster(equalNodes(3));
    const scheduler = cluster.scheduler();
    cluster.decide(pod(named("n1", "n2")), scheduler);
    expect(cluster.decide(pod(), scheduler).trace.start).toBe(0);
  });

  it("is one counter for all profiles", () => {
    const cluster = new SmallCluster(equalNodes(150));
    const profiles = [{ schedulerName: "a" }, { schedulerName: "b" }];
    const head = { apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration" };
    const scheduler = cluster.scheduler(loadSchedulerConfiguration({ ...head, profiles }, "1.36").configuration);
    cluster.decide(pod({ schedulerName: "a" }), scheduler);
    expect(cluster.decide(pod({ schedulerName: "b" }), scheduler).trace.start).toBe(100);
  });

  it("by a percentage takes the profile's before the global one; a profile's 0 is adaptive", () => {
    const feasible = (profile: object) => {
      const cluster = new SmallCluster(equalNodes(300));
      const scheduler = schedulerWith(cluster, profile, { percentageOfNodesToScore: 50 });
      return cluster.decide(pod(), scheduler).trace.feasible.length;
    };
    expect([
      feasible({}),
      feasible({ percentageOfNodesToScore: 60 }),
      feasible({ percentageOfNodesToScore: 0 }),
    ]).toEqual([150, 180, 144]);
  });

  it("looks for one node where nothing is scored", () => {
    const cluster = new SmallCluster(equalNodes(5));
    const scheduler = schedulerWith(cluster, { plugins: { score: { disabled: [{ name: "*" }] } } });
    const explained = cluster.decide(pod(), scheduler);
    expect([outcomeOf(cluster, explained), explained.trace.visited]).toEqual(["n1", 2]);
  });

  it("takes the first nodes unseen where nothing filters", () => {
    const cluster = new SmallCluster(equalNodes(120, { cpu: "1", memory: "1Gi" }));
    const scheduler = schedulerWith(cluster, { plugins: { filter: { disabled: [{ name: "*" }] } } });
    const { trace } = cluster.decide(podAsking({ cpu: "9" }), scheduler);
    expect([trace.visited, trace.feasible.length, trace.feasible[0]]).toEqual([0, 100, 0]);
  });
});

describe("equal nodes", () => {
  it("are found in the order of their zones' turns, and the first of the heap wins", () => {
    const zoned = (name: string, zone: string) => node(name, { cpu: "4", memory: "8Gi" }, { labels: { [ZONE]: zone } });
    const cluster = new SmallCluster([zoned("a1", "a"), zoned("a2", "a"), zoned("a3", "a"), zoned("b1", "b")]);
    const explained = cluster.decide(pod());
    expect(explained.trace.feasible.map((found) => cluster.nameOf(found))).toEqual(["a1", "b1", "a2", "a3"]);
    expect(outcomeOf(cluster, explained)).toBe("a1");
  });

  it("among worse ones are not taken first come first served", () => {
    const order = ["full", "fair", "good", "best"];
    const cluster = new SmallCluster(order.map((name) => node(name, { cpu: "4", memory: "8Gi" })));
    const asks = [3000, 1500, 500, 500];
    for (const [index, name] of order.entries()) {
      cluster.place(podAsking({ cpu: `${asks[index]}m`, memory: `${asks[index]! * 2}Mi` }), name);
    }
    // Index 3 hangs below index 1, which comes before index 2 in the heap's tree.
    expect(outcomeOf(cluster, cluster.decide(podAsking({ cpu: "100m", memory: "200Mi" })))).toBe("best");
  });
});

describe("weights", () => {
  it("multiply scores: an image weighed fifty times outdoes room", () => {
    const nodes = [
      node("roomy", { cpu: "8", memory: "16Gi" }),
      node("holder", { cpu: "2", memory: "4Gi" }, { images: { "model:1": 500 * 1024 * 1024 } }),
    ];
    const cluster = new SmallCluster(nodes);
    const asked: Pod = pod({
      containers: [{ name: "a", image: "model:1", resources: { requests: { cpu: "1", memory: "1Gi" } } }],
    });
    expect(outcomeOf(cluster, cluster.decide(asked))).toBe("roomy");
    const heavy = schedulerWith(cluster, { plugins: { score: { enabled: [{ name: "ImageLocality", weight: 50 }] } } });
    expect(outcomeOf(cluster, cluster.decide(asked, heavy))).toBe("holder");
  });
});
