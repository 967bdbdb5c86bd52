// Lost nodes that still count as ready.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { unnoticedNodes } from "../../../src/experiment/rehearsal/unnoticed-nodes.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node } from "../../model/build-objects.ts";

it("is a node that is down, and of which nothing is said or that it is ready", () => {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const ready = (name: string, status: string) => {
    const object = node(name, { cpu: "4" });
    return { ...object, status: { ...object.status, conditions: [{ type: "Ready", status }] } };
  };
  const nodes = [node("silent", { cpu: "4" }), ready("ready", "True"), ready("missed", "Unknown"), ready("up", "True")];
  for (const object of nodes) cluster.apply({ kind: "node-added", node: object, pool: "p" }, moment(0));
  for (const id of [0, 1, 2]) {
    const health = { ...cluster.kubelets.of(id), runsContainers: false, postsStatus: false, managesPods: false };
    cluster.apply({ kind: "kubelet-changed", node: id, health }, moment(0));
  }
  expect(unnoticedNodes(cluster, new Set(["silent", "ready", "missed", "up", "gone"]))).toBe(2);
});
