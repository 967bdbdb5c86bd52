// Which plugins ask for another try when claims, volumes or the objects behind them change.

import { describe, expect, it } from "vitest";

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StorageEvent } from "../../../src/components/scheduler/storage-events.ts";
import { listensToStorage, storageEventHelps } from "../../../src/components/scheduler/storage-hints.ts";
import type { Volume } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { podAsking } from "../../model/build-objects.ts";

const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
const PLUGINS = ["VolumeBinding", "VolumeZone", "VolumeRestrictions", "NodeVolumeLimits"];

/** The plugins for which the event may help a pod `web` with these volumes. */
function helped(event: StorageEvent, ...volumes: readonly Volume[]): readonly string[] {
  const podClass = cluster.classes.get(cluster.classify(podAsking({}, { volumes })));
  return PLUGINS.filter((plugin) => storageEventHelps(plugin, { name: "web", podClass }, event));
}

const CLAIMED: Volume = { name: "data", persistentVolumeClaim: { claimName: "data" } };
const MADE: Volume = { name: "scratch", ephemeral: { volumeClaimTemplate: {} } };
const INLINE: Volume = { name: "inline", csi: { driver: "csi.example.com" } };
const DISK: Volume = { name: "disk", gcePersistentDisk: { pdName: "d" } };

describe("a claim", () => {
  const claim = (name: string, isNew: boolean, namespace = "default"): StorageEvent => ({
    kind: "claim",
    isNew,
    namespace,
    name,
  });

  it("that comes helps all that looked it up", () => {
    expect(helped(claim("data", true), CLAIMED)).toEqual(PLUGINS);
    expect(helped(claim("web-scratch", true), MADE)).toEqual(["VolumeBinding", "NodeVolumeLimits"]);
  });

  it("that changes helps where it is bound or confined", () => {
    expect(helped(claim("data", false), CLAIMED)).toEqual(["VolumeBinding", "VolumeZone"]);
    expect(helped(claim("web-scratch", false), MADE)).toEqual(["VolumeBinding"]);
  });

  it("of another name or namespace helps nobody", () => {
    expect(helped(claim("other", true), CLAIMED, MADE)).toEqual([]);
    expect(helped(claim("data", true, "other"), CLAIMED)).toEqual([]);
  });
});

it("a volume that comes helps, and one that changes where it is no longer confined as before", () => {
  expect(helped({ kind: "volume", isNew: true, movesZone: false })).toEqual(["VolumeBinding", "VolumeZone"]);
  expect(helped({ kind: "volume", isNew: false, movesZone: true })).toEqual(["VolumeBinding", "VolumeZone"]);
  expect(helped({ kind: "volume", isNew: false, movesZone: false })).toEqual(["VolumeBinding"]);
});

it("a class that comes helps, and one that changes where it is allowed elsewhere", () => {
  const about = (isNew: boolean, waitsForPods: boolean, movesTopologies: boolean) =>
    helped({ kind: "storage-class", isNew, waitsForPods, movesTopologies });
  expect(about(true, true, false)).toEqual(["VolumeBinding", "VolumeZone"]);
  expect(about(true, false, false)).toEqual(["VolumeBinding"]);
  expect(about(false, true, true)).toEqual(["VolumeBinding"]);
  expect(about(false, true, false)).toEqual([]);
});

it("a node's drivers help when they come, take more volumes, or have plugins migrated", () => {
  const about = (isNew: boolean, migrates: boolean, raisesLimit: boolean) =>
    helped({ kind: "csi-node", isNew, migrates, raisesLimit });
  expect(about(true, false, false)).toEqual(["VolumeBinding", "NodeVolumeLimits"]);
  expect(about(false, true, false)).toEqual(["VolumeBinding"]);
  expect(about(false, false, true)).toEqual(["NodeVolumeLimits"]);
});

it("room helps when there is more of it, or when nobody accounts for it", () => {
  expect(helped({ kind: "storage-capacity", isNew: true, grows: false })).toEqual(["VolumeBinding"]);
  expect(helped({ kind: "storage-capacity", isNew: false, grows: true })).toEqual(["VolumeBinding"]);
  expect(helped({ kind: "storage-capacity", isNew: false, grows: false })).toEqual([]);
  const stops = (stopsAccounting: boolean): StorageEvent => ({
    kind: "csi-driver",
    isNew: false,
    name: "csi.example.com",
    stopsAccounting,
  });
  expect(helped(stops(true), INLINE)).toEqual(["VolumeBinding"]);
  expect(helped(stops(false), INLINE)).toEqual([]);
  expect(helped(stops(true), CLAIMED)).toEqual([]);
});

it("an attachment's end helps pods with claims, and those whose disk is of the driver", () => {
  const gone = (driver: string): StorageEvent => ({ kind: "attachment-gone", driver });
  expect(helped(gone("csi.example.com"), CLAIMED)).toEqual(["NodeVolumeLimits"]);
  expect(helped(gone("csi.example.com"), MADE, DISK)).toEqual([]);
  expect(helped(gone("pd.csi.storage.gke.io"), DISK)).toEqual(["NodeVolumeLimits"]);
  expect(helped(gone("other"), { name: "b", awsElasticBlockStore: { volumeID: "aws://zone/disk" } })).toEqual([
    "NodeVolumeLimits",
  ]);
});

it("plugins about other things hear of none of it", () => {
  expect(PLUGINS.every(listensToStorage)).toBe(true);
  expect(listensToStorage("NodeResourcesFit")).toBe(false);
});
