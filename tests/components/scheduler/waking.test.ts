// Which events let pods go on, by the plugins that refused them.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { ClaimEvents } from "../../../src/components/scheduler/claim-events.ts";
import { Waking, type HeardEvent } from "../../../src/components/scheduler/waking.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { podAsking } from "../../model/build-objects.ts";

const OWN = "MyPlugin";
const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

function create(name: string, priority: number): number {
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
  const classId = cluster.classify(podAsking({ cpu: "1" }, { priority, volumes }));
  return cluster.apply({ kind: "pod-created", classId, name }, SIMULATION_START).pod;
}

const [low, high] = [create("low", 0), create("high", 10)];
const DEPARTURE: HeardEvent = { kind: "departure", pod: low, wasNominated: false };
const NEW_CLAIM: HeardEvent = {
  kind: "storage",
  event: { kind: "claim", isNew: true, namespace: "default", name: "data" },
};
const FREE_DEVICES: HeardEvent = {
  kind: "device-claim",
  event: { namespace: "default", name: "gpu", isFree: true },
};

function waking(): Waking {
  return new Waking(cluster, new ClaimEvents(cluster));
}

describe("a pod", () => {
  it.each([
    [["NodeResourcesFit"], [true, false, false]],
    [["VolumeBinding"], [false, true, false]],
    [["DynamicResources"], [false, false, true]],
    [["NodeAffinity"], [false, false, false]],
    [
      ["NodeAffinity", "VolumeZone", "NodeResourcesFit"],
      [true, true, false],
    ],
    [[OWN], [true, true, true]],
    [[], [false, false, false]],
  ])("that %j refused is helped by departures, claims, devices: %j", (plugins, helps) => {
    const its = waking();
    const set = its.setOf(plugins);
    expect([DEPARTURE, NEW_CLAIM, FREE_DEVICES].map((event) => its.helps(high, set, event))).toEqual(helps);
  });

  it("is not helped when one of lower priority gives up a nomination", () => {
    const its = waking();
    const set = its.setOf(["NodeResourcesFit"]);
    const event: HeardEvent = { kind: "departure", pod: low, wasNominated: true };
    expect([high, low].map((pod) => its.helps(pod, set, event))).toEqual([false, true]);
  });
});

it("knows of sets of plugins what they wait for, over a snapshot too", () => {
  const its = waking();
  const sets = [["NodeResourcesFit"], ["InterPodAffinity"], [OWN], []].map((plugins) => its.setOf(plugins));
  const listening = (by: Waking) => sets.map((set) => by.listens(set, "arrival"));
  expect(listening(its)).toEqual([false, true, true, false]);
  const restored = waking();
  restored.setOf(["NodePorts"]);
  restored.listens(1, "arrival");
  restored.restore(its.snapshot());
  expect(listening(restored)).toEqual([false, true, true, false]);
});
