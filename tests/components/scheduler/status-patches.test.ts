// What the scheduler writes into the status of pods, and what it does not write again.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { StatusPatches, type WrittenCondition } from "../../../src/components/scheduler/status-patches.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { TimedApi } from "./timed-api.ts";

const WAITS: WrittenCondition = {
  type: "PodScheduled",
  status: "False",
  reason: "Unschedulable",
  message: "0/1 nodes are available",
};

function world() {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n0", {}), pool: "p" }, moment(0));
  const classId = cluster.classify(podAsking({}));
  const { pod } = cluster.apply({ kind: "pod-created", classId, name: "web" }, moment(0));
  const api = new TimedApi(engine, cluster, { watchUs: 0, callUs: { "patch pods/status": 5 } });
  const patches = new StatusPatches(engine, cluster, api.client({ name: "kube-scheduler", level: "workload-high" }));
  const answers: string[] = [];
  const kind = patches.define("test/patch", (of, about, answer) =>
    answers.push(`${engine.now} ${of} ${about} ${answer}`),
  );
  return { engine, cluster, pod, api, patches, kind, answers };
}

describe("a patch", () => {
  it("writes a condition and a nomination, and tells the sender, with whom it was about", () => {
    const { engine, cluster, pod, patches, kind, answers } = world();
    expect(patches.send(kind, pod, { condition: WAITS, nominatedNodeName: "n0" }, 7)).toBe(true);
    engine.run();
    expect(answers).toEqual([`5 ${pod} 7 ok`]);
    expect(cluster.life.detailOf(pod).conditions?.["PodScheduled"]).toMatchObject({ message: WAITS.message });
    expect(cluster.nominations.nodeNameOf(pod)).toBe("n0");
  });

  it("that would change nothing is not sent", () => {
    const { engine, pod, api, patches, kind } = world();
    expect(patches.send(kind, pod, { nominatedNodeName: "" })).toBe(false);
    patches.send(kind, pod, { condition: WAITS });
    engine.run();
    expect(patches.send(kind, pod, { condition: WAITS })).toBe(false);
    expect(patches.send(kind, pod, { condition: { ...WAITS, message: "another" } })).toBe(true);
    expect(api.calls).toHaveLength(2);
  });

  it("takes a nomination away", () => {
    const { engine, cluster, pod, patches, kind } = world();
    cluster.apply({ kind: "pod-nominated", pod, nodeName: "n0" }, moment(0));
    patches.send(kind, pod, { nominatedNodeName: "" });
    engine.run();
    expect(cluster.nominations.nodeNameOf(pod)).toBeUndefined();
  });

  it("finds nobody where the pod is gone", () => {
    const { engine, cluster, pod, patches, kind, answers } = world();
    patches.send(kind, pod, { condition: WAITS });
    cluster.apply({ kind: "pod-deleted", pod }, moment(1));
    engine.run();
    expect(answers).toEqual([`5 ${pod} ${pod} not-found`]);
  });

  it("says of a pod that is bound again why it waits: the binding has said otherwise", () => {
    const { engine, cluster, pod, patches, kind } = world();
    patches.send(kind, pod, { condition: WAITS });
    engine.run();
    cluster.apply({ kind: "pod-assumed", pod, node: 0 }, engine.now);
    cluster.apply({ kind: "pod-bound", pod }, engine.now);
    expect(patches.send(kind, pod, { condition: WAITS })).toBe(true);
  });

  it("under way outlives a snapshot", () => {
    const { patches, pod, kind } = world();
    patches.send(kind, pod, { condition: WAITS });
    const other = world();
    other.patches.restore(patches.snapshot());
    expect(other.patches.snapshot()).toEqual(patches.snapshot());
  });
});
