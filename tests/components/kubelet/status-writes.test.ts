// What kubelets write is applied only while it still holds.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { InstantApiServer } from "../../../src/components/api-server/instant-api-server.ts";
import { StatusWrites } from "../../../src/components/kubelet/status-writes.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";

function world() {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const writes = new StatusWrites(engine, cluster, new InstantApiServer(engine, cluster));
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: 4 }), pool: "p" }, moment(0));
  const classId = cluster.classify(podAsking({}));
  const { pod } = cluster.apply({ kind: "pod-created", classId, name: "web" }, moment(0));
  cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(0));
  const phaseAfter = (write: () => void) => {
    write();
    engine.run();
    return cluster.pods.phaseNameOf(pod);
  };
  return { cluster, writes, pod, phaseAfter };
}

describe("a kubelet's writes", () => {
  it("follow a pod's life", () => {
    const { cluster, writes, pod, phaseAfter } = world();
    cluster.apply({ kind: "pod-bound", pod }, moment(0));
    expect(phaseAfter(() => writes.started(pod))).toBe("running");
    expect(phaseAfter(() => writes.succeeded(pod))).toBe("succeeded");
    expect(phaseAfter(() => writes.deleted(pod))).toBe("deleted");
  });

  it("are lost on pods that are gone or elsewhere in their life", () => {
    const { cluster, writes, pod, phaseAfter } = world();
    expect(phaseAfter(() => writes.started(pod))).toBe("assumed");
    expect(phaseAfter(() => writes.succeeded(pod))).toBe("assumed");
    cluster.apply({ kind: "pod-deleted", pod }, moment(0));
    expect(phaseAfter(() => writes.tell(pod, [{ kind: "pod-ended", pod, phase: "failed" }]))).toBe("deleted");
    expect(phaseAfter(() => writes.deleted(pod))).toBe("deleted");
  });

  it("tell several things of a pod at once", () => {
    const { cluster, writes, pod, phaseAfter } = world();
    cluster.apply({ kind: "pod-bound", pod }, moment(0));
    const changes = [
      { kind: "pod-started", pod, isReady: false },
      { kind: "pod-containers", pod, containers: [] },
    ] as const;
    expect(phaseAfter(() => writes.tell(pod, changes))).toBe("running");
    expect([cluster.life.readinessOf(pod), cluster.life.detailOf(pod).containers]).toEqual(["False", []]);
  });
});
