// What kubelets do for their nodes, put together: what one part ends, another does not end again.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { DEFAULT_KUBELET_SETTINGS } from "../../../src/components/kubelet/settings.ts";
import { shutdownGroups } from "../../../src/components/kubelet/shutdown.ts";
import { node } from "../../model/build-objects.ts";
import { exactly, kubeletWorld, SECOND } from "./kubelet-world.ts";

const settings = { ...DEFAULT_KUBELET_SETTINGS, shutdown: shutdownGroups([], 30, 10) };

function world() {
  const made = kubeletWorld(() => undefined, exactly(2), "seed", node("n1", { cpu: 4, memory: "1Gi" }), settings);
  const pod = made.bind("big", {
    spec: { terminationGracePeriodSeconds: 60 },
    annotations: { "plimsoll/memory-use": "1100Mi", "plimsoll/stops-within": "40s" },
  });
  return { ...made, pod };
}

describe("a pod that is being evicted", () => {
  it("is not stopped again by a shutdown of its node", () => {
    const { engine, cluster, pod, setHealth } = world();
    setHealth(11, { isShuttingDown: true });
    engine.run();
    // SIGKILL comes two seconds after the look at 10 s, however long the pod would take.
    expect(cluster.life.detailOf(pod).reason).toBe("Evicted");
    expect(cluster.pods.endedAtUs(pod)).toBe(12 * SECOND);
  });

  it("runs on where its machine was lost before it could be told", () => {
    const { engine, cluster, pod, setHealth } = world();
    setHealth(11, { runsContainers: false, managesPods: false });
    setHealth(20, { ticks: "anew" });
    engine.run(moment(21 * SECOND));
    expect(cluster.pods.phaseNameOf(pod)).toBe("running");
    engine.run();
    expect(cluster.life.detailOf(pod).reason).toBe("Evicted");
  });

  it("is forgotten with its node", () => {
    const { engine, cluster, applyAt } = world();
    applyAt(8, { kind: "node-removed", name: "n1" });
    engine.run();
    expect(cluster.kubelets.of(0).conditions).toEqual([]);
  });
});

describe("a pod that is asked to go while its kubelet is away", () => {
  it("and whose end was on its way is let go of when the kubelet is back", () => {
    const { engine, cluster, bind, setHealth, applyAt } = kubeletWorld(() => undefined, exactly(2));
    const pod = bind("late");
    setHealth(10, { runsContainers: false, managesPods: false });
    applyAt(11, { kind: "pod-terminating", pod });
    applyAt(12, { kind: "pod-ended", pod, phase: "failed" });
    setHealth(20, { ticks: "anew" });
    engine.run(moment(19 * SECOND));
    expect(cluster.pods.phaseNameOf(pod)).toBe("failed");
    engine.run(moment(21 * SECOND));
    expect(cluster.pods.phaseNameOf(pod)).toBe("deleted");
  });
});
