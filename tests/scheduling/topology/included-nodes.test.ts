// Which nodes take part in a count, and in which domain each stands.

import { describe, expect, it } from "vitest";

import type { Labels, PodSpec } from "../../../src/model/objects.ts";
import { NodeInclusions, type Participation } from "../../../src/scheduling/topology/included-nodes.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const BY_ZONE: Participation = {
  topologyKey: "zone",
  requiredKeys: ["zone", "host"],
  honorsAffinity: true,
  honorsTaints: true,
};

const standing = (name: string, labels: Labels, taints: { key: string; effect: string }[] = []) =>
  node(name, {}, { labels, taints });

function small() {
  return new SmallCluster([
    standing("n0", { zone: "a", host: "n0" }),
    standing("n1", { zone: "b", host: "n1" }, [{ key: "k", effect: "NoSchedule" }]),
    standing("n2", { zone: "a" }),
    standing("n3", { host: "n3", disk: "ssd" }),
    standing("n4", { zone: "b", host: "n4", disk: "ssd" }),
  ]);
}

/** The value of each node's domain; undefined: it takes no part. */
function domainsOf(
  participation: Partial<Participation>,
  spec: Partial<PodSpec> = {},
): readonly (string | undefined)[] {
  const cluster = small();
  const list = new NodeInclusions(cluster.cluster).of(
    { ...BY_ZONE, ...participation },
    cluster.pod(pod(spec)).podClass,
  );
  const names = ["a", "b", ""].map((value) => [list.column.idOf(value), value] as const);
  return [...list.domains.subarray(0, 5)].map((domain) => new Map(names).get(domain));
}

describe("a list of included nodes", () => {
  it.each<[string, Partial<Participation>, Partial<PodSpec>, readonly (string | undefined)[]]>([
    ["holds nodes with all keys that the pod could go to", {}, {}, ["a", undefined, undefined, undefined, "b"]],
    [
      "holds tainted nodes where taints are ignored",
      { honorsTaints: false },
      {},
      ["a", "b", undefined, undefined, "b"],
    ],
    [
      "holds tainted nodes that the pod tolerates",
      {},
      { tolerations: [{ operator: "Exists" }] },
      ["a", "b", undefined, undefined, "b"],
    ],
    [
      "leaves out what the pod's selector refuses",
      {},
      { nodeSelector: { disk: "ssd" } },
      [undefined, undefined, undefined, undefined, "b"],
    ],
    [
      "holds it where affinity is ignored",
      { honorsAffinity: false },
      { nodeSelector: { disk: "ssd" } },
      ["a", undefined, undefined, undefined, "b"],
    ],
    [
      "puts nodes without the key together where none is required",
      { requiredKeys: undefined },
      {},
      ["a", undefined, "a", "", "b"],
    ],
  ])("%s", (_sentence, participation, spec, expected) => {
    expect(domainsOf(participation, spec)).toEqual([...expected]);
  });

  it("is shared by pods that agree on it", () => {
    const { cluster, ...rest } = { cluster: small(), other: pod({ tolerations: [{ operator: "Exists" }] }) };
    const inclusions = new NodeInclusions(cluster.cluster);
    const list = inclusions.of(BY_ZONE, cluster.pod(pod()).podClass);
    expect(inclusions.of({ ...BY_ZONE, requiredKeys: ["host", "zone"] }, cluster.pod(pod()).podClass)).toBe(list);
    expect(inclusions.of(BY_ZONE, cluster.pod(rest.other).podClass)).not.toBe(list);
    const ignoring = { ...BY_ZONE, honorsTaints: false };
    const { podClass } = cluster.pod(pod());
    expect(inclusions.of(ignoring, cluster.pod(rest.other).podClass)).toBe(inclusions.of(ignoring, podClass));
    expect(inclusions.bytes).toBeGreaterThan(0);
    inclusions.forget();
    expect(inclusions.of(BY_ZONE, podClass)).not.toBe(list);
  });

  it("follows nodes, and changes its version only where some node's part in it changes", () => {
    const cluster = small();
    const inclusions = new NodeInclusions(cluster.cluster);
    const list = inclusions.of(BY_ZONE, cluster.pod(pod()).podClass);
    const { version } = list;
    cluster.apply({ kind: "node-updated", node: standing("n0", { zone: "a", host: "n0", disk: "hdd" }) });
    inclusions.refresh();
    expect(list.version).toBe(version);
    cluster.apply({ kind: "node-removed", name: "n4" });
    cluster.apply({ kind: "node-added", node: standing("n5", { zone: "b", host: "n5" }), pool: "pool" });
    inclusions.refresh();
    expect(list.version).not.toBe(version);
    expect([...list.domains.subarray(0, 6)]).toEqual([0, -1, -1, -1, -1, 1]);
  });
});
