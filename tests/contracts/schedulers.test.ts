// The two schedulers side by side over long random histories: the columnar one, which runs use, decides as the plain
// one does, which the records judge.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { NONE } from "../../src/cluster/pod-table.ts";
import { KUBERNETES_VERSIONS } from "../../src/model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { PlainScheduler } from "../../src/scheduling/framework/plain-scheduler.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";
import { container, node, pod, podAsking } from "../model/build-objects.ts";
import { playHistory, type Comparison } from "./side-by-side.ts";

/** How often decisions went each way, so that a test can say that all ways were tried. */
type Ways = Map<string, number>;

/** Holds both to each other over one history, and counts the ways. */
function expectAgreement(history: Iterable<Comparison>, ways: Ways): void {
  for (const { what, plain, columnar, way } of history) {
    expect(columnar, what).toEqual(plain);
    ways.set(way, (ways.get(way) ?? 0) + 1);
  }
}

describe.each(KUBERNETES_VERSIONS)("at %s, both schedulers", (version) => {
  it("decide alike in small clusters that change all the time", () => {
    const ways: Ways = new Map();
    for (let seed = 0; seed < 60; seed += 1) {
      expectAgreement(playHistory(version, `small ${seed}`, 1 + (seed % 9), 120, 40), ways);
    }
    for (const way of ["scored", "only", "unschedulable", "ignored"]) expect(ways.get(way)).toBeGreaterThan(300);
    expect(ways.get("error")).toBeGreaterThan(0);
    // Opportunistic batching came with 1.35.
    expect(ways.has("tried-first")).toBe(version >= "1.35");
  });

  it("decide alike in clusters large enough to be sampled", () => {
    const ways: Ways = new Map();
    for (let seed = 0; seed < 4; seed += 1) {
      expectAgreement(playHistory(version, `large ${seed}`, 101 + 40 * seed, 150, 15), ways);
    }
    expect(ways.get("scored")).toBeGreaterThan(100);
  });
});

describe("a node whose pod was only touched", () => {
  const MEBIBYTE = 1024 * 1024;
  const images = { "model:1": 900 * MEBIBYTE };
  const sizes = { cpu: "8", memory: "16Gi" };

  /** Three nodes; the first holds the image and is the emptiest. Then the image spreads to all. */
  function spreadingImage() {
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const apply = (change: Change) => cluster.apply(change, SIMULATION_START);
    const place = (name: string, nodeName: string, cpu: string) =>
      apply({ kind: "pod-placed", classId: cluster.classify(podAsking({ cpu, memory: "2Gi" })), name, nodeName }).pod;
    apply({ kind: "node-added", node: node("a", sizes, { images }), pool: "p" });
    for (const name of ["b", "c"]) apply({ kind: "node-added", node: node(name, sizes), pool: "p" });
    for (const name of ["b", "c"]) place(`on-${name}`, name, "2");
    const onA = place("on-a", "a", "1");
    const wanted = pod({ containers: [container({ cpu: "100m", memory: "200Mi" }, { image: "model:1" })] });
    const cyclePod = { id: NONE, name: "wanted", podClass: cluster.classes.get(cluster.classify(wanted)) };
    const schedulers = [
      new PlainScheduler(cluster, defaultSchedulerConfiguration("1.36"), IN_TREE_PLUGINS),
      new ColumnarScheduler(cluster, defaultSchedulerConfiguration("1.36"), IN_TREE_PLUGINS),
    ];
    const decide = () =>
      schedulers.map((scheduler) => {
        const answer = scheduler.schedule(cyclePod, SIMULATION_START);
        const decision = "trace" in answer ? answer.decision : answer;
        return decision.kind === "scheduled" ? cluster.nodes.record(decision.node).name : decision.kind;
      });
    const spread = () => {
      for (const name of ["b", "c"]) apply({ kind: "node-updated", node: node(name, sizes, { images }) });
    };
    return { apply, decide, spread, onA };
  }

  it.each([
    ["marked as going", (onA: number): Change => ({ kind: "pod-terminating", pod: onA })],
    [
      "updated without a change of its looks",
      (onA: number): Change => ({ kind: "pod-updated", pod: onA, object: podAsking({ cpu: "1", memory: "2Gi" }) }),
    ],
  ])("is seen anew by both, images and all: %s", (_sentence, touch) => {
    const { apply, decide, spread, onA } = spreadingImage();
    expect(decide()).toEqual(["a", "a"]);
    spread();
    // The snapshot still holds how widespread the image was when node a was last looked at.
    expect(decide()).toEqual(["b", "b"]);
    apply(touch(onA));
    expect(decide()).toEqual(["a", "a"]);
  });
});
