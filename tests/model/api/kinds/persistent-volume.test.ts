// The way of a persistent volume into the API server.

import { expect, it } from "vitest";

import { PERSISTENT_VOLUME_KIND } from "../../../../src/model/api/kinds/persistent-volume.ts";
import { changeMistakes, create, mistakes, stored, update } from "../kind-outcomes.ts";

function manifest(parts: object = {}, annotations: Readonly<Record<string, string>> = {}) {
  const spec = {
    capacity: { storage: "1Gi" },
    accessModes: ["ReadWriteOnce"],
    csi: { driver: "a", volumeHandle: "b" },
  };
  return { metadata: { annotations }, spec: { ...spec, ...parts }, status: { phase: "Bound", message: "mine" } };
}

it("is pending at first, whatever the manifest says", () => {
  const volume = stored(PERSISTENT_VOLUME_KIND, manifest());
  expect(volume).toMatchObject({ spec: { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" } });
  expect(volume["status"]).toEqual({ phase: "Pending" });
  expect(volume["metadata"]).not.toHaveProperty("namespace");
});

it("keeps its status when it is replaced", () => {
  const replaced = update(PERSISTENT_VOLUME_KIND, manifest(), manifest({ storageClassName: "fast" }));
  expect(replaced).toMatchObject({ object: { spec: { storageClassName: "fast" }, status: { phase: "Pending" } } });
});

it("warns on both ways", () => {
  const old = manifest({ persistentVolumeReclaimPolicy: "Recycle" });
  expect(create(PERSISTENT_VOLUME_KIND, old)).toMatchObject({ warnings: [expect.stringContaining("Recycle")] });
  expect(update(PERSISTENT_VOLUME_KIND, manifest(), old)).toMatchObject({
    warnings: [expect.stringContaining("Recycle")],
  });
});

it("is judged together with the options of its mount", () => {
  const options = { "volume.beta.kubernetes.io/mount-options": "ro" };
  expect(mistakes(PERSISTENT_VOLUME_KIND, manifest({}, options))).toHaveLength(1);
  expect(changeMistakes(PERSISTENT_VOLUME_KIND, manifest(), manifest({}, options))).toHaveLength(1);
});
