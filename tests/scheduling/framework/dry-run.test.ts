// Trying the filters on nodes with pods taken away.

import { describe, expect, it } from "vitest";

import { FilterDryRun } from "../../../src/scheduling/framework/dry-run.ts";
import { FilterRun } from "../../../src/scheduling/framework/filter-run.ts";
import { podViewOf } from "../../../src/scheduling/framework/node-view.ts";
import { foldPreFilter } from "../../../src/scheduling/framework/pre-filter.ts";
import { node, pod } from "../../model/build-objects.ts";
import { COUNTING_LIMIT, countingPlugin, runtimeOf } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

/** Two nodes with one pod more than the plugin allows on each. */
function overfull() {
  const small = new SmallCluster([node("n0", {}), node("n1", {})]);
  const pods = ["n0", "n1"].map((name) => Array.from({ length: COUNTING_LIMIT + 1 }, () => small.place(pod(), name)));
  const runtime = runtimeOf({ Counting: countingPlugin(small.cluster) }, {}, small);
  const asked = small.pod(pod({ priority: 1 }));
  const { states, skipped } = foldPreFilter(runtime, asked);
  const dryRun = new FilterDryRun(small.cluster, new FilterRun(small.cluster, runtime, asked, { states, skipped }));
  return { small, dryRun, view: (nodeId: number) => podViewOf(small.cluster, pods[nodeId]![0]!) };
}

describe("a dry run", () => {
  it("asks the filters of a node with pods taken away and put back", () => {
    const { dryRun, view } = overfull();
    const dry = dryRun.on(0);
    const codes = [dry.status().code];
    dry.remove(view(0));
    codes.push(dry.status().code);
    dry.add(view(0));
    codes.push(dry.status().code);
    expect(codes).toEqual(["Unschedulable", "Success", "Unschedulable"]);
    expect([dry.fits(), dry.remove(view(0)).code, dry.fits()]).toEqual([false, "Success", true]);
  });

  it("of one node knows nothing of another's", () => {
    const { small, dryRun, view } = overfull();
    const dry = dryRun.on(0);
    dry.remove(view(0));
    expect([dry.node.podCount, dryRun.on(0).status().code, dryRun.on(1).status().code]).toEqual([
      COUNTING_LIMIT,
      "Unschedulable",
      "Unschedulable",
    ]);
    expect(small.cluster.nodes.podCount(0)).toBe(COUNTING_LIMIT + 1);
  });

  it("counts in pods that are nominated to the node and at least as important", () => {
    const { small, dryRun, view } = overfull();
    const classId = small.cluster.classify(pod({ priority: 1 }));
    const waiting = small.apply({ kind: "pod-created", classId, name: "waiting" }).pod;
    small.apply({ kind: "pod-nominated", pod: waiting, nodeName: "n0" });
    const dry = dryRun.on(0);
    dry.remove(view(0));
    expect(dry.status().code).toBe("Unschedulable");
  });
});
