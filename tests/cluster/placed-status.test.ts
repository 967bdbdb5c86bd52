// Pods that stood in the cluster before the run, as they are written down.

import { expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { LivePodView } from "../../src/cluster/live-pods.ts";
import type { PlacedStatus } from "../../src/cluster/placed-status.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, pod } from "../model/build-objects.ts";

function placed(status?: PlacedStatus): { readonly cluster: ClusterState; readonly view: LivePodView } {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  const classId = cluster.classify(pod());
  const change = { kind: "pod-placed", classId, name: "p", nodeName: "n1" } as const;
  cluster.apply(status === undefined ? change : { ...change, status }, moment(0));
  return { cluster, view: new LivePodView(cluster, 0) };
}

it("runs and is ready where nothing else is known", () => {
  const { view } = placed();
  expect([view.phase, view.createdUs, view.startUs, view.condition("Ready")]).toEqual([
    "Running",
    0,
    undefined,
    { status: "True", sinceUs: 0 },
  ]);
});

it("has its age, its readiness, its restarts and its end from before, in a copy too", () => {
  const { cluster, view } = placed({
    createdUs: -90e6,
    startUs: -80e6,
    runs: true,
    ready: { status: "False", sinceUs: -5e6 },
    containers: [{ name: "c", isReady: false, restartCount: 3, state: { kind: "running", startedUs: -4e6 } }],
    deletion: { deadlineUs: 20e6, graceSeconds: 30 },
  });
  const copy = placed().cluster;
  copy.restore(cluster.snapshot());
  for (const each of [view, new LivePodView(copy, 0)]) {
    expect(each.condition("Ready")).toEqual({ status: "False", sinceUs: -5e6 });
    expect([each.createdUs, each.startUs]).toEqual([-90e6, -80e6]);
    expect(each.containers).toMatchObject([{ restartCount: 3 }]);
    expect(each.deletion).toEqual({ deadlineUs: 20e6, graceSeconds: 30 });
  }
});

it("is only bound where its containers have yet to start", () => {
  const { view } = placed({ createdUs: undefined, startUs: -1e6, runs: false, ready: undefined });
  expect([view.phase, view.nodeName, view.condition("Ready")]).toEqual(["Pending", "n1", undefined]);
});
