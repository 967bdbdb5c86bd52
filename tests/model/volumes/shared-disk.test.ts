// Which disks two pods on a node may both mount.

import { describe, expect, it } from "vitest";

import type { Volume } from "../../../src/model/objects.ts";
import { disksConflict, sharedDisksOf } from "../../../src/model/volumes/shared-disk.ts";

const gce = (pdName: string, readOnly = false): Volume => ({ name: "v", gcePersistentDisk: { pdName, readOnly } });
const aws = (volumeID: string): Volume => ({ name: "v", awsElasticBlockStore: { volumeID, readOnly: true } });
const iscsi = (iqn: string, readOnly = false): Volume => ({ name: "v", iscsi: { iqn, readOnly } });
const rbd = (monitors: readonly string[], image: string, more: object = {}): Volume => ({
  name: "v",
  rbd: { monitors, image, ...more },
});

describe("two disks", () => {
  it.each([
    ["of one name stand in each other's way", gce("a"), gce("a"), true],
    ["of which only one is read do too", gce("a", true), gce("a"), true],
    ["that are only read do not", gce("a", true), gce("a", true), false],
    ["of two names do not", gce("a"), gce("b"), false],
    ["of Amazon do even if they are only read", aws("a"), aws("a"), true],
    ["of one target do, whatever the unit", iscsi("a"), iscsi("a"), true],
    ["of one target that are only read do not", iscsi("a", true), iscsi("a", true), false],
    ["of one Ceph image with a monitor in common do", rbd(["m", "n"], "i"), rbd(["n"], "i"), true],
    ["of one Ceph image in clusters of their own do not", rbd(["m"], "i"), rbd(["n"], "i"), false],
    ["in the default pool, said or not, do", rbd(["m"], "i"), rbd(["m"], "i", { pool: "rbd" }), true],
    ["in two pools do not", rbd(["m"], "i"), rbd(["m"], "i", { pool: "other" }), false],
    ["of two kinds do not", gce("a"), aws("a"), false],
    ["of Ceph and another kind do not", rbd(["m"], "i"), gce("i"), false],
  ])("%s", (_sentence, left, right, expected) => {
    expect(disksConflict(sharedDisksOf(left)[0]!, sharedDisksOf(right)[0]!)).toBe(expected);
    expect(disksConflict(sharedDisksOf(right)[0]!, sharedDisksOf(left)[0]!)).toBe(expected);
  });

  it("are not looked for in other volumes", () => {
    expect(sharedDisksOf({ name: "v", emptyDir: {} })).toEqual([]);
  });
});
