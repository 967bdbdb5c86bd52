// A search over rows that keeps nothing: for whom it decides, and that it finds what kept scores would find.

import { describe, expect, it } from "vitest";

import { RandomStream } from "../../../src/base/random/random-stream.ts";
import { SIMULATION_START } from "../../../src/base/time.ts";
import { REFUSED } from "../../../src/scheduling/columnar/class-cache.ts";
import { ColumnarProfile } from "../../../src/scheduling/columnar/columnar-profile.ts";
import type { BestNode } from "../../../src/scheduling/columnar/read-verdicts.ts";
import { RowScan } from "../../../src/scheduling/columnar/row-scan.ts";
import { selectHost } from "../../../src/scheduling/framework/select-host.ts";
import { defaultSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { createProfileRuntime } from "../../../src/scheduling/framework/profile-runtime.ts";
import { IN_TREE_PLUGINS } from "../../../src/scheduling/plugins/in-tree-plugins.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

/** The default profile over nodes of several sizes. */
function defaultProfile(version: KubernetesVersion, count: number) {
  const nodes = Array.from({ length: count }, (_, index) =>
    node(`n${index}`, { cpu: `${4 + 3 * (index % 4)}`, memory: `${8 + 5 * (index % 3)}Gi`, pods: "20" }),
  );
  const small = new SmallCluster(nodes, version);
  const { profiles } = defaultSchedulerConfiguration(version);
  const runtime = createProfileRuntime(profiles[0]!, IN_TREE_PLUGINS, small);
  return { small, profile: new ColumnarProfile(small.cluster, runtime), scan: new RowScan(small.cluster) };
}

function emptyBest(): BestNode {
  return { node: -1, total: REFUSED, position: 0, count: 0, refused: 0 };
}

describe("a search over rows", () => {
  it.each(["1.34", "1.36"] as const)("finds what the columns find (%s)", (version) => {
    const random = new RandomStream("1", "row scan");
    const { small, profile, scan } = defaultProfile(version, 60);
    const order = small.cluster.nodeOrder;
    let decided = 0;
    for (let step = 0; step < 400; step += 1) {
      const wanted = podAsking({ cpu: `${100 * (1 + random.nextIndex(9))}m`, memory: `${random.nextIndex(900)}Mi` });
      const plan = profile.planOf(small.pod(wanted).podClass);
      const [start, enough] = [random.nextIndex(order.length), 1 + random.nextIndex(order.length)];
      const best = emptyBest();
      expect(scan.decides(plan)).toBe(true);
      scan.findBest(plan.rowWork!, order, start, enough, best);
      const found = profile.search(plan, [], order, start, enough);
      const winner = selectHost(found.totals, found.count);
      expect([best.count, best.refused]).toEqual([found.count, found.refused]);
      if (found.count === 0) continue;
      decided += 1;
      expect([best.node, best.total]).toEqual([found.nodes[winner], found.totals[winner]]);
      small.place(wanted, small.cluster.nodes.record(best.node).name);
    }
    expect(decided).toBeGreaterThan(200);
  });

  it("decides for nobody where nodes have taints, are cordoned, or hold images", () => {
    const changes = [
      node("n0", {}, { taints: [{ key: "a", effect: "NoSchedule" }] }),
      node("n0", {}, { unschedulable: true }),
    ];
    for (const object of changes) {
      const { small, profile, scan } = defaultProfile("1.36", 2);
      const plan = profile.planOf(small.pod(podAsking({ cpu: "1" })).podClass);
      expect(scan.decides(plan)).toBe(true);
      small.cluster.apply({ kind: "node-updated", node: object }, SIMULATION_START);
      expect(scan.decides(plan)).toBe(false);
    }
  });

  it("decides for nobody who asks for more of a node than its row says", () => {
    const { small, profile, scan } = defaultProfile("1.36", 2);
    const wanted = podAsking({ cpu: "1" });
    const picky = { ...wanted, spec: { ...wanted.spec, nodeSelector: { disk: "ssd" } } };
    expect(scan.decides(profile.planOf(small.pod(picky).podClass))).toBe(false);
  });
});
