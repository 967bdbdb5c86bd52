// Pods that a selector selects, by node and by domain, as pods come and go.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import { compileLabelSet, SELECTS_EVERYTHING } from "../../../src/model/label-selector.ts";
import type { Labels, Pod } from "../../../src/model/objects.ts";
import { NodeInclusions } from "../../../src/scheduling/topology/included-nodes.ts";
import { PlacementReader } from "../../../src/scheduling/topology/placement-reader.ts";
import { SelectedPods } from "../../../src/scheduling/topology/selected-pods.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const BY_ZONE = { topologyKey: "zone", requiredKeys: ["zone"], honorsAffinity: false, honorsTaints: false };

const labelled = (labels: Labels, namespace = "default"): Pod => pod({}, { labels, namespace });
const WEB = labelled({ app: "web" });

function counting(selector = compileLabelSet({ app: "web" })) {
  const small = new SmallCluster([
    node("n0", {}, { labels: { zone: "a" } }),
    node("n1", {}, { labels: { zone: "b" } }),
    node("n2", {}, { labels: { zone: "a" } }),
  ]);
  const inclusions = new NodeInclusions(small.cluster);
  const selected = new SelectedPods(small.cluster, "default", selector);
  const reader = new PlacementReader(small.cluster);
  reader.add(selected);
  const tally = selected.tallyOver(inclusions.of(BY_ZONE, small.pod(pod()).podClass));
  const counts = () => {
    inclusions.refresh();
    reader.catchUp();
    selected.settle();
    return { nodes: [...selected.byNode.subarray(0, 3)], zones: [...tally.counts] };
  };
  return { small, selected, tally, counts, inclusions };
}

describe("selected pods", () => {
  it("are counted where they stand already", () => {
    const { small, counts } = counting();
    small.place(WEB, "n0");
    small.place(WEB, "n2");
    small.place(labelled({ app: "db" }), "n1");
    small.place(labelled({ app: "web" }, "other"), "n1");
    expect(counts()).toEqual({ nodes: [1, 0, 1], zones: [2, 0] });
  });

  it("are counted as they come, go, begin to end and change their labels", () => {
    const { small, counts } = counting();
    expect(counts()).toEqual({ nodes: [0, 0, 0], zones: [0, 0] });
    const first = small.place(WEB, "n0");
    const second = small.place(WEB, "n1");
    const third = small.place(labelled({ app: "db" }), "n2");
    expect(counts()).toEqual({ nodes: [1, 1, 0], zones: [1, 1] });
    small.apply({ kind: "pod-terminating", pod: first });
    small.apply({ kind: "pod-updated", pod: third, object: WEB });
    expect(counts()).toEqual({ nodes: [0, 1, 1], zones: [1, 1] });
    small.apply({ kind: "pod-deleted", pod: first });
    small.apply({ kind: "pod-deleted", pod: second });
    expect(counts()).toEqual({ nodes: [0, 0, 1], zones: [1, 0] });
  });

  it("move with a node that comes to stand elsewhere", () => {
    const { small, counts } = counting();
    small.place(WEB, "n0");
    counts();
    small.place(WEB, "n0");
    small.apply({ kind: "node-updated", node: node("n0", {}, { labels: { zone: "b" } }) });
    small.place(WEB, "n1");
    expect(counts()).toEqual({ nodes: [2, 1, 0], zones: [0, 3] });
    small.apply({ kind: "node-removed", name: "n0" });
    expect(counts().zones).toEqual([0, 1]);
  });

  it.each(["before the reader looks at all", "after it"])(
    "are counted on a node that has gone %s, and are gone when one of its name is back",
    (when) => {
      const { small, selected, counts } = counting();
      const old = small.place(WEB, "n2");
      if (when === "after it") counts();
      small.apply({ kind: "node-removed", name: "n2" });
      if (when === "after it") selected.spoil();
      expect(counts().zones).toEqual([0, 0]);
      small.apply({ kind: "node-added", node: node("n2", {}, { labels: { zone: "a" } }), pool: "p" });
      expect(counts()).toEqual({ nodes: [0, 0, 1], zones: [1, 0] });
      small.apply({ kind: "pod-deleted", pod: old });
      expect(counts()).toEqual({ nodes: [0, 0, 0], zones: [0, 0] });
    },
  );

  it("are nobody where the selector is empty", () => {
    const { small, counts } = counting(SELECTS_EVERYTHING);
    small.place(WEB, "n0");
    expect(counts()).toEqual({ nodes: [0, 0, 0], zones: [0, 0] });
  });

  it("are counted afresh when the log no longer reaches back", () => {
    const { small, counts } = counting();
    counts();
    const classId = small.cluster.classify(WEB);
    for (let round = 0; round < 33_000; round += 1) {
      const { pod: placed } = small.cluster.apply(
        { kind: "pod-placed", classId, name: `p${round}`, nodeName: "n0" },
        SIMULATION_START,
      );
      if (round > 0) small.apply({ kind: "pod-deleted", pod: placed });
    }
    expect(counts()).toEqual({ nodes: [1, 0, 0], zones: [1, 0] });
  });

  it("are counted afresh in another history, even where that one's log is as long", () => {
    const { small, counts } = counting();
    small.place(WEB, "n0");
    expect(counts().nodes).toEqual([1, 0, 0]);
    const other = counting();
    other.small.place(WEB, "n1");
    small.cluster.restore(other.small.cluster.snapshot());
    expect(counts()).toEqual({ nodes: [0, 1, 0], zones: [0, 1] });
  });

  it("share one tally over the same nodes, and tell what it all takes", () => {
    const { selected, tally, counts } = counting();
    counts();
    expect(selected.tallyOver(tally.included)).toBe(tally);
    expect(selected.bytes).toBeGreaterThan(0);
  });
});
