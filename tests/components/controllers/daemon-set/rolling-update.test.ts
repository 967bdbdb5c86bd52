// Which pods of old revisions a rolling update takes next.

import { describe, expect, it } from "vitest";

import { rollingUpdate } from "../../../../src/components/controllers/daemon-set/rolling-update.ts";
import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { node } from "../../../model/build-objects.ts";
import { play } from "../fake-view.ts";
import { daemonPod, daemonSet, lookAt } from "./build-daemons.ts";

const NAMES = ["n1", "n2", "n3", "n4"];
const NODES = NAMES.map((name) => node(name, {}));
const NOT_READY = { readySinceUs: undefined };

function update(bounds: object, pods: readonly LivePod[], nodes: readonly Node[] = NODES) {
  const set = daemonSet({ updateStrategy: { type: "RollingUpdate", rollingUpdate: bounds } });
  const { told, value } = play(rollingUpdate(lookAt(set, nodes, pods)));
  return { told: told.filter((text) => !text.startsWith("event")), value };
}

const OLD = NAMES.map((name) => daemonPod(name, "old"));

describe("without surplus", () => {
  const two = { maxUnavailable: 2, maxSurge: 0 };

  it("as many go as may be unavailable", () => {
    expect(update(two, OLD).told).toEqual(["delete-pod agent-n1", "delete-pod agent-n2"]);
    expect(update({ maxUnavailable: "30%", maxSurge: 0 }, OLD).told).toHaveLength(2);
    expect(update({ maxUnavailable: 0, maxSurge: 0 }, OLD).told).toHaveLength(1);
  });

  it("nodes without a pod and new pods that are not available count", () => {
    expect(update(two, OLD.slice(1)).told).toEqual(["delete-pod agent-n2"]);
    expect(update(two, [daemonPod("n1", "new", NOT_READY), ...OLD.slice(1)]).told).toEqual(["delete-pod agent-n2"]);
    expect(update(two, [daemonPod("n1", "new"), ...OLD.slice(1)]).told).toHaveLength(2);
    const both = [daemonPod("n1", "new", { name: "fresh" }), ...OLD];
    expect(update(two, both).told).toEqual(["delete-pod agent-n2"]);
  });

  it("old pods that are not available go in any case, and count", () => {
    const pods = [daemonPod("n3", "old", NOT_READY), daemonPod("n4", "old", NOT_READY), ...OLD.slice(0, 2)];
    expect(update({ maxUnavailable: 1, maxSurge: 0 }, pods).told).toEqual([
      "delete-pod agent-n3",
      "delete-pod agent-n4",
    ]);
  });
});

describe("with surplus", () => {
  const one = { maxUnavailable: 0, maxSurge: 1 };

  it("new pods come beside old ones, on so many nodes", () => {
    expect(update(one, OLD).told).toEqual(["create-pod n1"]);
    const begun = [...OLD, daemonPod("n1", "new", { name: "fresh", ...NOT_READY })];
    expect(update(one, begun).told).toEqual([]);
    expect(update({ ...one, maxSurge: "50%" }, begun).told).toEqual(["create-pod n2"]);
  });

  it("an old pod goes when the new one is available", () => {
    const done = [...OLD, daemonPod("n1", "new", { name: "fresh" })];
    expect(update(one, done).told).toEqual(["create-pod n2", "delete-pod agent-n1"]);
  });

  it("old pods that are not available get a new one in any case", () => {
    const pods = [...OLD.slice(0, 2), daemonPod("n3", "old", NOT_READY), daemonPod("n4", "old", NOT_READY)];
    expect(update(one, pods).told).toEqual(["create-pod n3", "create-pod n4", "create-pod n1"]);
  });

  it("on nodes where none should be, broken pods go, and others when enough are available", () => {
    const closed = node("n4", {}, { taints: [{ key: "x", effect: "NoSchedule" }] });
    const nodes = [...NODES.slice(0, 3), closed];
    expect(update(one, [...OLD.slice(0, 3), daemonPod("n4", "old", NOT_READY)], nodes).told).toEqual([
      "create-pod n1",
      "delete-pod agent-n4",
    ]);
    expect(update(one, OLD, nodes).told).toEqual(["create-pod n1", "delete-pod agent-n4"]);
    const fewer = [daemonPod("n1", "old", NOT_READY), ...OLD.slice(1)];
    expect(update(one, fewer, nodes).told).toEqual(["create-pod n1", "create-pod n2"]);
  });

  it("cannot be worked out for an old pod on a node that is gone", () => {
    expect(update(one, [daemonPod("n9", "old")]).value).toBe(
      'couldn\'t get node for nodeName "n9": node "n9" not found',
    );
  });

  it("leaves nodes with too many pods alone, and counts them", () => {
    const crowded = [...OLD, daemonPod("n1", "old", { name: "other" })];
    expect(update(one, crowded).told).toEqual([]);
  });
});

it("says what bound cannot be read", () => {
  expect(update({ maxUnavailable: "many", maxSurge: 0 }, OLD).value).toContain("invalid value for MaxUnavailable");
  expect(update({ maxUnavailable: 0, maxSurge: "many" }, OLD).value).toContain("invalid value for MaxSurge");
});
