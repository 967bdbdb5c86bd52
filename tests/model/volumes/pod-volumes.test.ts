// What scheduling reads of a pod's volumes.

import { describe, expect, it } from "vitest";

import type { Volume } from "../../../src/model/objects.ts";
import { claimNameOf, podVolumesOf } from "../../../src/model/volumes/pod-volumes.ts";
import { claiming } from "./storage-objects.ts";

const SCRATCH: Volume = { name: "scratch", ephemeral: { volumeClaimTemplate: {} } };
const DISK: Volume = { name: "disk", gcePersistentDisk: { pdName: "a" } };
const CONFIG: Volume = { name: "config", configMap: { name: "web" } };

describe("a pod's volumes", () => {
  it("are claims, disks, and what may be attached", () => {
    const volumes = podVolumesOf([...claiming("a", "a"), SCRATCH, DISK, CONFIG]);
    expect(volumes.claimNames).toEqual(["a", "a"]);
    expect(volumes.claims.map((use) => claimNameOf(use, "web-0"))).toEqual(["a", "a", "web-0-scratch"]);
    expect(volumes.disks).toHaveLength(1);
    expect(volumes.attachable.map(({ kind }) => kind)).toEqual(["claim", "claim", "ephemeral", "in-tree"]);
  });

  it("are nothing where there are none", () => {
    expect(podVolumesOf(undefined)).toBe(podVolumesOf([]));
    expect(podVolumesOf([]).signature).toBe(podVolumesOf([CONFIG]).signature);
  });

  it("are alike whatever their names, order and configuration", () => {
    const { signature } = podVolumesOf([...claiming("a"), DISK]);
    expect(podVolumesOf([CONFIG, { ...DISK, name: "other" }, ...claiming("a")]).signature).toBe(signature);
    expect(podVolumesOf([...claiming("b"), DISK]).signature).not.toBe(signature);
  });
});
