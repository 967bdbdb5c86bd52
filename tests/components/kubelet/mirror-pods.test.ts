// Static pods of a node.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { DEFAULT_KUBELET_SETTINGS } from "../../../src/components/kubelet/settings.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { BOOTED, CRASHED } from "../node-lifecycle/lifecycle-world.ts";
import { exactly, kubeletWorld, SECOND, type KubeletWorld } from "./kubelet-world.ts";

const proxy = { ...podAsking({ cpu: "100m", memory: "10Mi" }), metadata: { name: "proxy" } };

/** Pods that are on the node, with their moments of joining. */
function world(file = proxy): KubeletWorld & { readonly lines: string[] } {
  const settings = { ...DEFAULT_KUBELET_SETTINGS, staticPods: [file] };
  const made = kubeletWorld(() => undefined, exactly(2), "seed", node("n1", { cpu: 4, memory: "1Gi" }), settings);
  const lines: string[] = [];
  const { cluster, engine } = made;
  cluster.observe({
    hear: ({ change, pod }) => {
      if (change.kind !== "pod-placed" && change.kind !== "pod-deleted" && change.kind !== "pod-ended") return;
      lines.push(`${engine.now / SECOND} ${change.kind} ${cluster.pods.nameOf(pod)}`);
    },
  });
  return { ...made, lines };
}

describe("static pods", () => {
  it("run as soon as their node has joined, and have their place in its books", () => {
    const { engine, cluster, lines } = world();
    engine.run();
    expect(lines).toEqual(["0 pod-placed proxy-n1"]);
    expect(cluster.nodes.podCount(0)).toBe(1);
  });

  it("do not run where they find no room", () => {
    const { engine, lines } = world({ ...podAsking({ memory: "2Gi" }), metadata: { name: "large" } });
    engine.run();
    expect(lines).toEqual([]);
  });

  it("are shown again when somebody deletes what shows them", () => {
    const { engine, cluster, lines, applyAt } = world();
    engine.run(moment(3 * SECOND));
    applyAt(10, { kind: "pod-terminating", pod: 0 });
    engine.run();
    expect(lines.slice(1)).toEqual(["10 pod-deleted proxy-n1", "10 pod-placed proxy-n1"]);
    expect(cluster.pods.phaseNameOf(1)).toBe("running");
  });

  it("run again when their kubelet starts anew, also if they had ended or nothing showed them", () => {
    const { engine, cluster, lines, applyAt } = world();
    engine.run(moment(3 * SECOND));
    applyAt(10, { kind: "pod-ended", pod: 0, phase: "failed", reason: "Terminated" });
    applyAt(20, { kind: "kubelet-changed", node: 0, health: CRASHED });
    applyAt(30, { kind: "kubelet-changed", node: 0, health: BOOTED });
    applyAt(40, { kind: "kubelet-changed", node: 0, health: CRASHED });
    applyAt(45, { kind: "pod-deleted", pod: 1 });
    applyAt(50, { kind: "kubelet-changed", node: 0, health: BOOTED });
    engine.run();
    expect(lines.slice(1)).toEqual([
      "10 pod-ended proxy-n1",
      "30 pod-deleted proxy-n1",
      "30 pod-placed proxy-n1",
      "45 pod-deleted proxy-n1",
      "50 pod-placed proxy-n1",
    ]);
    expect(cluster.nodes.podCount(0)).toBe(1);
  });

  it("that ended are not shown again as long as their kubelet runs on", () => {
    const { engine, lines, applyAt } = world();
    engine.run(moment(3 * SECOND));
    applyAt(10, { kind: "pod-ended", pod: 0, phase: "failed", reason: "Terminated" });
    applyAt(20, { kind: "pod-deleted", pod: 0 });
    engine.run();
    expect(lines.slice(1)).toEqual(["10 pod-ended proxy-n1", "20 pod-deleted proxy-n1"]);
  });

  it("go with their node, and are not evicted from it", () => {
    const { engine, lines, bind, applyAt } = world();
    bind("big", { annotations: { "plimsoll/memory-use": "1Gi", "plimsoll/stops-within": "0s" } });
    applyAt(30, { kind: "node-removed", name: "n1" });
    applyAt(31, { kind: "pod-deleted", pod: 1 });
    engine.run();
    expect(lines).toEqual(["0 pod-placed proxy-n1", "10 pod-ended big", "31 pod-deleted proxy-n1"]);
  });
});
