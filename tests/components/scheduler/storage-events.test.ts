// What the scheduler hears of claims, volumes and the objects behind them.

import { expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import type { Delta } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StoredKind, StoredObject } from "../../../src/cluster/object-store.ts";
import { StorageEvents, storageEventOf, type StorageEvent } from "../../../src/components/scheduler/storage-events.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

/** What is heard of objects of one name that follow each other. */
function heardOf(kind: StoredKind, ...objects: readonly object[]): readonly (StorageEvent | undefined)[] {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const heard: (StorageEvent | undefined)[] = [];
  cluster.observe({ hear: (delta: Delta) => void heard.push(storageEventOf(delta)) });
  for (const object of objects) {
    const stored = { kind, object: { metadata: { name: "a" }, ...object } } as StoredObject;
    cluster.apply({ kind: "object-stored", stored }, SIMULATION_START);
  }
  const namespace = kind === "PersistentVolumeClaim" || kind === "CSIStorageCapacity" ? "default" : "";
  cluster.apply({ kind: "object-removed", name: { kind, namespace, name: "a" } }, SIMULATION_START);
  return heard;
}

it("is the claim that came or changed, and nothing when it goes", () => {
  const event = { kind: "claim", namespace: "default", name: "a" };
  expect(heardOf("PersistentVolumeClaim", {}, {})).toEqual([
    { ...event, isNew: true },
    { ...event, isNew: false },
    undefined,
  ]);
});

it("is whether a volume is in other zones than before", () => {
  const inZone = (zone: string) => ({ metadata: { name: "a", labels: { "topology.kubernetes.io/zone": zone } } });
  const heard = heardOf("PersistentVolume", inZone("x__y"), inZone("y__x"), inZone("z"), {});
  expect(heard.slice(1, 4)).toEqual([
    { kind: "volume", isNew: false, movesZone: false },
    { kind: "volume", isNew: false, movesZone: true },
    { kind: "volume", isNew: false, movesZone: true },
  ]);
});

it("is whether a class waits for pods, and may be used elsewhere than before", () => {
  const allowedTopologies = [{ matchLabelExpressions: [{ key: "zone", values: ["a"] }] }];
  const later = { volumeBindingMode: "WaitForFirstConsumer" };
  expect(heardOf("StorageClass", later, { ...later, allowedTopologies }).slice(0, 2)).toEqual([
    { kind: "storage-class", isNew: true, waitsForPods: true, movesTopologies: false },
    { kind: "storage-class", isNew: false, waitsForPods: true, movesTopologies: true },
  ]);
});

it("is whether a node takes more volumes than before, or has other plugins migrated", () => {
  const driver = (count?: number) => ({
    spec: { drivers: [{ name: "d", ...(count === undefined ? {} : { allocatable: { count } }) }] },
  });
  const annotations = { "storage.alpha.kubernetes.io/migrated-plugins": "kubernetes.io/cinder" };
  const heard = heardOf("CSINode", driver(), driver(2), driver(1), driver(), {
    metadata: { name: "a", annotations },
    ...driver(),
  });
  expect(heard.slice(0, 5).map((event) => event?.kind === "csi-node" && [event.raisesLimit, event.migrates])).toEqual([
    [false, false],
    [true, false],
    [false, false],
    [false, false],
    [false, true],
  ]);
});

it("is whether a driver no longer accounts for its room, and whether there is more of it", () => {
  const accounts = (storageCapacity: boolean) => ({ spec: { storageCapacity } });
  expect(heardOf("CSIDriver", accounts(true), accounts(false)).slice(0, 2)).toEqual([
    { kind: "csi-driver", isNew: true, name: "a", stopsAccounting: false },
    { kind: "csi-driver", isNew: false, name: "a", stopsAccounting: true },
  ]);
  const capacities = [{}, { capacity: "1Gi" }, { capacity: "2Gi", maximumVolumeSize: "1Gi" }, { capacity: "2Gi" }, {}];
  const heard = heardOf("CSIStorageCapacity", ...capacities).slice(0, 5);
  expect(heard.map((event) => event?.kind === "storage-capacity" && event.grows)).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

it("is an attachment's end, and nothing of objects that hold no volumes", () => {
  expect(heardOf("VolumeAttachment", { spec: { attacher: "d" } })).toEqual([
    undefined,
    { kind: "attachment-gone", driver: "d" },
  ]);
  expect(heardOf("Namespace", {})).toEqual([undefined, undefined]);
});

it("arrives in its order, over a snapshot too", () => {
  const events = new StorageEvents();
  const [first, second] = ["d", "e"].map((driver): StorageEvent => ({ kind: "attachment-gone", driver }));
  events.send(first!);
  events.send(second!);
  expect(events.receive()).toEqual(first);
  const restored = new StorageEvents();
  restored.restore(events.snapshot());
  expect(restored.receive()).toEqual(second);
});
