// A node as it would stand if some pods left it and others came.

import { describe, expect, it } from "vitest";

import { CPU_INDEX, MEMORY_INDEX } from "../../../src/cluster/resource-index.ts";
import { LiveNode, podViewOf } from "../../../src/scheduling/framework/node-view.ts";
import { WhatIfNode } from "../../../src/scheduling/framework/what-if-node.ts";
import { container, node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const PORT = { address: "0.0.0.0", protocol: "TCP", port: 80 };

/** A node with two pods, of which the first holds a host port, and one pod that waits. */
function twoPods() {
  const small = new SmallCluster([node("n1", { cpu: "4", memory: "8000", pods: "9" }, { labels: { zone: "a" } })]);
  const holding = container({ cpu: "1", memory: "100" }, { ports: [{ hostPort: 80 }] });
  const first = small.place(pod({ containers: [holding] }, { name: "first" }), "n1");
  const second = small.place(pod({ containers: [container({ cpu: "2" })] }, { name: "second" }), "n1");
  const classId = small.cluster.classify(pod({ containers: [holding] }));
  const waiting = small.apply({ kind: "pod-created", classId, name: "waiting" }).pod;
  const base = new LiveNode(small.cluster, 0);
  return { small, base, view: (id: number) => podViewOf(small.cluster, id), first, second, waiting };
}

function sums(view: WhatIfNode | LiveNode) {
  return [view.podCount, view.requested(CPU_INDEX), view.requested(MEMORY_INDEX), view.nonZeroCpu];
}

function names(view: WhatIfNode): readonly string[] {
  return [...view.pods()].map(({ name }) => name);
}

describe("a node as it would stand", () => {
  it("is the node itself as long as nothing is changed", () => {
    const { base } = twoPods();
    const what = new WhatIfNode(base);
    expect(sums(what)).toEqual(sums(base));
    expect([what.id, what.record, what.allowedPods, what.allocatable(CPU_INDEX)]).toEqual([0, base.record, 9, 4000]);
    expect(names(what)).toEqual([...base.pods()].map(({ name }) => name));
    expect(what.hostPortConflicts(PORT)).toBe(true);
  });

  it("has room again for what pods that leave it held", () => {
    const { base, view, first, second } = twoPods();
    const what = new WhatIfNode(base);
    what.removePod(view(first));
    expect([sums(what), names(what), what.hostPortConflicts(PORT)]).toEqual([[1, 2000, 0, 2000], ["second"], false]);
    what.removePod(view(second));
    expect([sums(what), names(what)]).toEqual([[0, 0, 0, 0], []]);
  });

  it("holds pods that come behind those that are there", () => {
    const { base, view, first, waiting } = twoPods();
    const what = new WhatIfNode(base);
    what.removePod(view(first));
    what.addPod(view(waiting));
    expect([sums(what), names(what)]).toEqual([
      [2, 3000, 100, 3000],
      ["second", "waiting"],
    ]);
    expect(what.hostPortConflicts(PORT)).toBe(true);
    what.removePod(view(waiting));
    expect([names(what), what.hostPortConflicts(PORT)]).toEqual([["second"], false]);
  });

  it("holds a pod behind the others that left it and came back", () => {
    const { base, view, first } = twoPods();
    const what = new WhatIfNode(base);
    what.removePod(view(first));
    what.addPod(view(first));
    expect([sums(what), names(what)]).toEqual([sums(base), ["second", "first"]]);
  });

  it("leaves the cluster as it is, ports too", () => {
    const { base, view, first } = twoPods();
    const what = new WhatIfNode(base);
    what.removePod(view(first));
    what.copyHostPorts().add(PORT);
    expect([sums(base), base.hostPortConflicts(PORT)]).toEqual([[2, 3000, 100, 3000], true]);
    expect(what.hostPortConflicts(PORT)).toBe(false);
  });

  it("can stand on another that would stand otherwise", () => {
    const { base, view, first, waiting } = twoPods();
    const emptier = new WhatIfNode(base);
    emptier.removePod(view(first));
    const again = new WhatIfNode(emptier);
    again.addPod(view(waiting));
    expect([sums(again), again.hostPortConflicts(PORT)]).toEqual([[2, 3000, 100, 3000], true]);
    expect([sums(emptier), emptier.hostPortConflicts(PORT)]).toEqual([[1, 2000, 0, 2000], false]);
  });
});
