// What controllers see of a run's cluster.

import { describe, expect, it } from "vitest";

import { moment } from "../../../../src/base/time.ts";
import { node } from "../../../model/build-objects.ts";
import { KEEPER, replicaSet, smallWorld, storeAndRun } from "./small-world.ts";

describe("the view of controllers", () => {
  const world = smallWorld(KEEPER);
  world.cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  storeAndRun(world, replicaSet(2));
  const { view } = world.manager;
  const name = world.cluster.pods.nameOf(0);

  it("finds objects and pods by name, and those of one owner", () => {
    expect(view.find("ReplicaSet", "default", "web")?.metadata?.uid).toBe("uid-web");
    expect(view.list("ReplicaSet").length).toBe(1);
    expect(view.list("ReplicaSet", "other")).toEqual([]);
    expect(view.findPod("default", name)?.name).toBe(name);
    expect(view.findPod("default", "nobody")).toBeUndefined();
    expect(view.podsControlledBy("default", "uid-web").length).toBe(2);
    expect(view.orphans("default")).toEqual([]);
    expect(view.pods("default").length).toBe(2);
    expect(view.podsHeld("default")).toEqual([]);
    let asked = 0;
    const isMeant = () => (asked += 1) > 0;
    expect(view.podsMeant("default", isMeant).length).toBe(2);
    expect([view.podsMeant("default", () => false), asked]).toEqual([[], 1]);
  });

  it("finds pods on a node once they are bound, also when they have ended", () => {
    expect(view.podsOnNode("n1")).toEqual([]);
    world.cluster.apply({ kind: "pod-assumed", pod: 0, node: 0 }, world.engine.now);
    expect(view.podsOnNode("n1")).toEqual([]);
    world.cluster.apply({ kind: "pod-bound", pod: 0 }, world.engine.now);
    expect(view.podsOnNode("n1").map((found) => found.name)).toEqual([name]);
    world.cluster.apply({ kind: "pod-ended", pod: 0, phase: "failed" }, world.engine.now);
    expect(view.podsOnNode("n1").map(({ phase }) => phase)).toEqual(["Failed"]);
    expect(view.podsOnNode("n2")).toEqual([]);
  });

  it("finds nodes", () => {
    expect([view.findNode("n1")?.metadata.name, view.findNode("n2"), view.nodes().length]).toEqual([
      "n1",
      undefined,
      1,
    ]);
  });
});
