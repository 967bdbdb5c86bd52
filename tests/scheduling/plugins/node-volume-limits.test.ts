// NodeVolumeLimits: how many volumes a node attaches.

import { describe, expect, it } from "vitest";

import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { nodeVolumeLimits } from "../../../src/scheduling/plugins/node-volume-limits.ts";
import { pod } from "../../model/build-objects.ts";
import { claim, claiming, claimOf, volume } from "../../model/volumes/storage-objects.ts";
import { csiNode, VolumeCluster } from "../volumes/volume-cluster.ts";

const REFUSAL = "Unschedulable: node(s) exceed max volume count";
const NAMES = ["a", "b", "c"] as const;

/** Volumes of driver `d`; node n1 takes `limit` of them, n2 does not say. */
function limited(limit: number): VolumeCluster {
  return new VolumeCluster()
    .csiNodes(csiNode("n1", { d: limit, other: 0 }))
    .claims(...NAMES.map((name) => claimOf(name)))
    .volumes(...NAMES.map((name) => volume(name, "1Gi", { csi: { driver: "d", volumeHandle: name } })));
}

function using(...names: readonly string[]) {
  return pod({ volumes: claiming(...names.map((name) => `claim-of-${name}`)) }, { name: names.join("-") });
}

/** What n1 says; both ways of asking must agree. */
function verdictOn(cluster: VolumeCluster, wanted: ReturnType<typeof pod>): string {
  const plugin = cluster.plugin(nodeVolumeLimits);
  const asked = cluster.pod(wanted);
  const prepared = plugin.incremental!.preFilter!(asked);
  if (prepared.kind !== "ready") return prepared.kind;
  const kept = plugin.filter!(asked, new LiveNode(cluster.cluster, 0), prepared.state);
  const verdict = cluster.filter(nodeVolumeLimits, wanted)["n1"]!;
  expect(verdict.startsWith(kept.code)).toBe(true);
  return verdict;
}

describe("a node", () => {
  it("takes as many volumes as its limit says", () => {
    const cluster = limited(2);
    cluster.place(using("a"), "n1");
    expect(verdictOn(cluster, using("b"))).toBe("Success");
    expect(verdictOn(cluster, using("b", "c"))).toBe(REFUSAL);
    expect(cluster.filter(nodeVolumeLimits, using("b", "c"))["n2"]).toBe("Success");
  });

  it("does not count a volume twice that pods share", () => {
    const cluster = limited(1);
    cluster.place(using("a"), "n1");
    expect(verdictOn(cluster, using("a"))).toBe("Success");
  });

  it("counts what is attached already, and not twice what its pods use", () => {
    const cluster = limited(2);
    const attach = (name: string) =>
      cluster.store({
        kind: "VolumeAttachment",
        object: {
          metadata: { name },
          spec: { attacher: "d", nodeName: "n1", source: { persistentVolumeName: name } },
        },
      });
    cluster.place(using("a"), "n1");
    attach("a");
    expect(verdictOn(cluster, using("b"))).toBe("Success");
    attach("c");
    attach("gone");
    expect(verdictOn(cluster, using("b"))).toBe(REFUSAL);
  });
});

describe("a pod", () => {
  it("without such volumes is not looked at", () => {
    const cluster = limited(0);
    expect(verdictOn(cluster, pod({ volumes: [{ name: "v", emptyDir: {} }] }))).toBe("skip");
  });

  it("whose claim is missing is refused where nobody noticed before", () => {
    expect(verdictOn(limited(0), pod({ volumes: claiming("gone") }))).toBe(
      'UnschedulableAndUnresolvable: looking up PVC default/gone: persistentvolumeclaim "gone" not found',
    );
  });

  it("beside one that uses another's claim fails, whatever the limit", () => {
    const cluster = limited(100).claims(claim("other-scratch"));
    cluster.place(pod({ volumes: [{ name: "scratch", ephemeral: {} }] }, { name: "other" }), "n1");
    expect(verdictOn(cluster, using("a"))).toBe(
      "Error: PVC default/other-scratch was not created for pod default/other (pod is not owner)",
    );
  });

  it("that is thought to be there is counted", () => {
    const cluster = limited(1);
    const plugin = cluster.plugin(nodeVolumeLimits);
    const prepared = plugin.incremental!.preFilter!(cluster.pod(using("a")));
    if (prepared.kind !== "ready") throw new Error("it has volumes");
    expect(plugin.cloneState!(prepared.state)).toEqual({ bounds: undefined });
  });
});
