// Volumes that stand in their attachments, judged as the API server does.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { validateInlineVolumeSpec } from "../../../../src/model/api/validation/persistent-volume-inline.ts";
import type { PersistentVolumeSpec } from "../../../../src/model/api/types/persistent-volume.ts";
import { errorLines } from "../error-lines.ts";

const CSI = { driver: "csi.example.com", volumeHandle: "h" };

function linesOf(spec: PersistentVolumeSpec): readonly string[] {
  return errorLines(validateInlineVolumeSpec(spec, FieldPath.root("x")));
}

describe("an inline volume", () => {
  it("is one of a CSI driver", () => {
    expect(linesOf({ accessModes: ["ReadWriteOnce"], csi: CSI })).toEqual([]);
    expect(linesOf({})).toEqual([
      "x.accessModes: Required value",
      "x.csi: Required value: has to be specified in the context of inline volumes",
      "x: Required value: must specify a volume type",
    ]);
  });

  it("has nothing that concerns claims, classes or places", () => {
    const lines = linesOf({
      accessModes: ["ReadWriteOnce"],
      csi: CSI,
      claimRef: { name: "c" },
      capacity: { storage: "1Gi" },
      persistentVolumeReclaimPolicy: "Delete",
      nodeAffinity: {},
      storageClassName: "fast",
      volumeMode: "Block",
    });
    expect(lines).toEqual([
      "x.capacity: Forbidden: may not be specified in the context of inline volumes",
      "x.claimRef: Forbidden: may not be specified in the context of inline volumes",
      "x.nodeAffinity: Forbidden: may not be specified in the context of inline volumes",
      "x.persistentVolumeReclaimPolicy: Forbidden: may only be Retain in the context of inline volumes",
      "x.storageClassName: Forbidden: may not be specified in the context of inline volumes",
      "x.volumeMode: Forbidden: may not specify volumeMode other than Filesystem in the context of inline volumes",
    ]);
  });

  it("is nowhere, even if it is local and says where", () => {
    const spec = { accessModes: ["ReadWriteOnce"], local: { path: "/data" }, nodeAffinity: {} };
    expect(linesOf(spec)).toContain("x.nodeAffinity: Required value: Local volume requires node affinity");
  });
});
