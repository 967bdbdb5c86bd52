// Opportunistic batching: when the runner-up of the last pod is tried first for the next one, and which pods are alike.

import { describe, expect, it } from "vitest";

import type { Pod } from "../../../src/model/objects.ts";
import { batchSignature, BatchSigner, OpportunisticBatch } from "../../../src/scheduling/framework/batching.ts";
import { loadSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { NodeScoreHeap } from "../../../src/scheduling/framework/select-host.ts";
import { container, node, pod, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const full = (): boolean => false;
const roomy = (): boolean => true;

/** A batch after cycle 1 placed a pod with signature `s` on node 7 at 1 s; nodes 8 and 9 are left, 8 is the better. */
function afterOne(): OpportunisticBatch {
  const batch = new OpportunisticBatch();
  batch.placed(1, 7, undefined, "s", new NodeScoreHeap([8, 9], [50, 40]), 1_000_000);
  return batch;
}

describe("a hint", () => {
  it("is the best node left, if the same pod comes right after and the last node is full", () => {
    expect(afterOne().hint("s", 2, 1_000_001, full)).toBe(8);
  });

  it("asks about the node that was taken last", () => {
    const asked: number[] = [];
    afterOne().hint("s", 2, 1_000_000, (last) => {
      asked.push(last);
      return false;
    });
    expect(asked).toEqual([7]);
  });

  it.each<[string, string | undefined, number, number, () => boolean]>([
    ["if another attempt came between", "s", 3, 1_000_000, full],
    ["for a pod of other looks", "t", 2, 1_000_000, full],
    ["for a pod that cannot be signed", undefined, 2, 1_000_000, full],
    ["if the batch is older than half a second", "s", 2, 1_500_001, full],
    ["if the last node still has room", "s", 2, 1_000_000, roomy],
  ])("is not given %s, and the batch is forgotten", (_sentence, signature, cycle, at, stillFits) => {
    const batch = afterOne();
    expect(batch.hint(signature, cycle, at, stillFits)).toBeUndefined();
    expect(batch.hint("s", 2, 1_000_000, full)).toBeUndefined();
  });

  it("is given to the half second exactly", () => {
    expect(afterOne().hint("s", 2, 1_500_000, full)).toBe(8);
  });

  it("is not given after an attempt that placed nothing", () => {
    const batch = afterOne();
    batch.failed(2);
    expect(batch.hint("s", 3, 1_000_000, full)).toBeUndefined();
  });

  it("goes on to the next node while hints are taken", () => {
    const batch = afterOne();
    const first = batch.hint("s", 2, 1_000_010, full);
    batch.placed(2, first!, first, "s", undefined, 1_000_010);
    expect(batch.hint("s", 3, 1_000_020, full)).toBe(9);
    batch.placed(3, 9, 9, "s", undefined, 1_000_020);
    expect(batch.hint("s", 4, 1_000_030, full)).toBeUndefined();
  });

  it("that was not taken makes room for the new search's runners-up", () => {
    const batch = afterOne();
    const hinted = batch.hint("s", 2, 1_000_010, full);
    batch.placed(2, 5, hinted, "s", new NodeScoreHeap([6], [1]), 1_000_010);
    expect(batch.hint("s", 3, 1_000_020, full)).toBe(6);
  });

  it("is not given after a pod that was placed without comparing scores", () => {
    const batch = new OpportunisticBatch();
    batch.placed(1, 7, undefined, "s", undefined, 0);
    expect(batch.hint("s", 2, 0, full)).toBeUndefined();
    batch.placed(3, 7, undefined, "s", new NodeScoreHeap([], []), 0);
    expect(batch.hint("s", 4, 0, full)).toBeUndefined();
    batch.placed(5, 7, undefined, undefined, new NodeScoreHeap([8], [1]), 0);
    expect(batch.hint(undefined, 6, 0, full)).toBeUndefined();
  });
});

/** Two schedulers: one spreads by default, one does not. */
function schedulers(cluster: SmallCluster) {
  const { configuration } = loadSchedulerConfiguration(
    {
      apiVersion: "kubescheduler.config.k8s.io/v1",
      kind: "KubeSchedulerConfiguration",
      profiles: [
        { schedulerName: "default-scheduler" },
        { schedulerName: "unspread", pluginConfig: [{ name: "PodTopologySpread", args: { defaultingType: "List" } }] },
        {
          schedulerName: "listed",
          pluginConfig: [
            {
              name: "PodTopologySpread",
              args: { defaultingType: "List", defaultConstraints: [{ topologyKey: "zone" }] },
            },
          ],
        },
        { schedulerName: "without", plugins: { multiPoint: { disabled: [{ name: "PodTopologySpread" }] } } },
      ],
    },
    "1.36",
  );
  return cluster.scheduler(configuration);
}

describe("the signature of a pod", () => {
  const cluster = new SmallCluster([]);
  const scheduler = schedulers(cluster);

  function sign(asked: Pod, schedulerName = "unspread"): string | undefined {
    const written = { ...asked, spec: { ...asked.spec, schedulerName } };
    return batchSignature(cluster.pod(written).podClass, scheduler.runtimeFor(schedulerName)!);
  }

  it("is there only where nothing spreads pods by default", () => {
    expect(sign(pod(), "default-scheduler")).toBeUndefined();
    expect(sign(pod(), "listed")).toBeUndefined();
    expect(sign(pod(), "unspread")).toBeDefined();
    expect(sign(pod(), "without")).toBeDefined();
  });

  it.each([
    ["with spreading of its own", { topologySpreadConstraints: [{ topologyKey: "zone" }] }],
    ["with affinity to pods", { affinity: { podAffinity: {} } }],
    ["with anti-affinity to pods", { affinity: { podAntiAffinity: {} } }],
    ["with claims", { resourceClaims: [{ name: "gpu" }] }],
  ])("does not exist for a pod %s", (_sentence, spec) => {
    expect(sign(pod(spec))).toBeUndefined();
  });

  it.each<[string, Pod]>([
    ["a request", podAsking({ cpu: "2" })],
    ["a port", pod({ containers: [container({ cpu: "1" }, { ports: [{ hostPort: 80 }] })] })],
    ["an image", pod({ containers: [container({ cpu: "1" }, { image: "nginx" })] })],
    ["a toleration", podAsking({ cpu: "1" }, { tolerations: [{ operator: "Exists" }] })],
    ["a selector", podAsking({ cpu: "1" }, { nodeSelector: { zone: "a" } })],
    ["a label", { ...podAsking({ cpu: "1" }), metadata: { name: "pod", labels: { app: "web" } } }],
  ])("tells pods apart by %s", (_sentence, other) => {
    expect(sign(other)).not.toBe(sign(podAsking({ cpu: "1" })));
  });

  it("does not tell pods apart by what no plugin signs, nor by the order of labels", () => {
    expect(sign(podAsking({ cpu: "1" }, { priority: 7 }))).toBe(sign(podAsking({ cpu: "1" })));
    const elsewhere = { ...podAsking({ cpu: "1" }), metadata: { name: "pod", namespace: "web" } };
    expect(sign(elsewhere)).toBe(sign(podAsking({ cpu: "1" })));
    const labelled = (labels: Record<string, string>): Pod => ({ ...podAsking({}), metadata: { name: "pod", labels } });
    expect(sign(labelled({ a: "1", b: "2" }))).toBe(sign(labelled({ b: "2", a: "1" })));
  });
});

describe("a run of equal pods that fill one node each", () => {
  const sizes = { cpu: "4", memory: "8Gi" };

  /** The ways in which three pods of 3 CPU were placed on nodes of 4 CPU, at a version. */
  function ways(version: "1.34" | "1.36", schedulerName: string): readonly string[] {
    const cluster = new SmallCluster([node("a", sizes), node("b", sizes), node("c", sizes)], version);
    const scheduler = schedulers(cluster);
    return ["1", "2", "3"].map(() => {
      const asked = podAsking({ cpu: "3" }, { schedulerName });
      const { decision } = cluster.decide(asked, scheduler);
      if (decision.kind !== "scheduled") return decision.kind;
      cluster.place(asked, cluster.nameOf(decision.node));
      return `${decision.path} ${cluster.nameOf(decision.node)}`;
    });
  }

  it("is searched for once; equals come in the order of Go's heap, from which the first was taken", () => {
    expect(ways("1.36", "unspread")).toEqual(["scored a", "tried-first c", "tried-first b"]);
  });

  it("is searched for each time where batching is off or cannot be", () => {
    expect(ways("1.36", "default-scheduler")).toEqual(["scored a", "scored b", "only c"]);
    expect(ways("1.34", "unspread")).toEqual(["scored a", "scored b", "only c"]);
  });
});

describe("a signer", () => {
  it("says of class after class what each would be signed with alone", () => {
    const cluster = new SmallCluster([]);
    const runtime = schedulers(cluster).runtimeFor("unspread")!;
    const signer = new BatchSigner(runtime);
    const pods = [
      pod(),
      pod({ affinity: { podAffinity: {} } }),
      pod({ affinity: { podAffinity: {} }, nodeSelector: { zone: "a" } }),
      podAsking({ cpu: "1" }),
      pod({ topologySpreadConstraints: [{ topologyKey: "zone" }] }),
      podAsking({ cpu: "2" }),
    ];
    for (const { podClass } of pods.map((asked) => cluster.pod(asked))) {
      expect(signer.signatureOf(podClass)).toBe(batchSignature(podClass, runtime));
    }
  });
});
