// Which events let pods go on, by the plugins that refused them.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { ClusterEvent } from "../../../src/components/scheduler/cluster-events.ts";
import { Waking } from "../../../src/components/scheduler/waking.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { defaultSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { node, podAsking } from "../../model/build-objects.ts";

const OWN = "MyPlugin";
const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

function create(name: string, priority: number): number {
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
  const classId = cluster.classify(podAsking({ cpu: "1" }, { priority, volumes }));
  return cluster.apply({ kind: "pod-created", classId, name }, SIMULATION_START).pod;
}

const [low, high] = [create("low", 0), create("high", 10)];
const itsClass = cluster.pods.classOf(low);
const DEPARTURE: ClusterEvent = {
  kind: "pod",
  resource: "AssignedPod",
  action: "Delete",
  pod: low,
  before: itsClass,
  after: itsClass,
};
const NEW_NODE: ClusterEvent = { kind: "node", action: "Add", after: node("n9", { cpu: 8, memory: "1Gi" }) };
const NEW_CLAIM: ClusterEvent = {
  kind: "storage",
  event: { kind: "claim", isNew: true, namespace: "default", name: "data" },
};
const FREE_DEVICES: ClusterEvent = {
  kind: "device-claim",
  event: { isNew: false, namespace: "default", name: "gpu", isFree: true },
};

function waking(): Waking {
  return new Waking(cluster, defaultSchedulerConfiguration("1.36"));
}

describe("a pod", () => {
  it.each([
    [["NodeResourcesFit"], [true, true, false, false]],
    [["VolumeBinding"], [false, true, true, false]],
    [["DynamicResources"], [false, true, false, true]],
    [["SchedulingGates"], [false, false, false, false]],
    [
      ["SchedulingGates", "VolumeZone", "NodeResourcesFit"],
      [true, true, true, false],
    ],
    [[OWN], [true, true, true, true]],
    [[], [false, false, false, false]],
  ])("that %j refused is helped by departures, nodes, claims, devices: %j", (plugins, helps) => {
    const its = waking();
    const set = its.setOf(plugins);
    const events = [DEPARTURE, NEW_NODE, NEW_CLAIM, FREE_DEVICES];
    expect(events.map((event) => its.helps(high, set, event))).toEqual(helps);
  });

  it("goes on whatever refused it if everything is tried again, or if it is meant itself", () => {
    const its = waking();
    const set = its.setOf(["SchedulingGates"]);
    const forced = (pod?: number): ClusterEvent => ({
      kind: "wildcard",
      label: "ForceActivate",
      ...(pod === undefined ? {} : { pod }),
    });
    expect([forced(), forced(high), forced(low)].map((event) => its.helps(high, set, event))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

it("knows which events nobody in the configuration waits for", () => {
  const its = waking();
  const [before, after] = [node("n0", {}), node("n0", {})];
  const changed = (action: "UpdateNodeCondition" | "UpdateNodeTaint"): ClusterEvent => ({
    kind: "node",
    action,
    before,
    after,
  });
  const newDriver: ClusterEvent = {
    kind: "storage",
    event: { kind: "csi-driver", isNew: true, name: "d", stopsAccounting: false },
  };
  expect([changed("UpdateNodeCondition"), newDriver].map((event) => its.isOfInterest(event))).toEqual([false, false]);
  expect([changed("UpdateNodeTaint"), DEPARTURE].map((event) => its.isOfInterest(event))).toEqual([true, true]);
});

it("knows of sets of plugins what they wait for, over a snapshot too", () => {
  const its = waking();
  const sets = [["NodeResourcesFit"], ["InterPodAffinity"], [OWN], []].map((plugins) => its.setOf(plugins));
  const listening = (by: Waking) => sets.map((set) => by.listens(set, "pod/Add"));
  expect(listening(its)).toEqual([false, true, true, false]);
  const restored = waking();
  restored.setOf(["NodePorts"]);
  restored.listens(1, "pod/Add");
  restored.restore(its.snapshot());
  expect(listening(restored)).toEqual([false, true, true, false]);
});
