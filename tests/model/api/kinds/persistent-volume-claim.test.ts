// The way of a persistent volume claim into the API server.

import { expect, it } from "vitest";

import { PERSISTENT_VOLUME_CLAIM_KIND } from "../../../../src/model/api/kinds/persistent-volume-claim.ts";
import { changeMistakes, created, stored, update } from "../kind-outcomes.ts";

const CLAIM = { kind: "PersistentVolumeClaim", name: "a" };
const SNAPSHOT = { apiGroup: "snapshot.storage.k8s.io", kind: "VolumeSnapshot", name: "a" };
const BACKUP = { apiGroup: "example.com", kind: "Backup", name: "a" };

function manifest(parts: object = {}) {
  const resources = { requests: { storage: "1Gi" } };
  return { spec: { accessModes: ["ReadWriteOnce"], resources, ...parts }, status: { phase: "Bound" } };
}

it("has no status at first", () => {
  const claim = stored(PERSISTENT_VOLUME_CLAIM_KIND, manifest());
  expect(claim).toMatchObject({ metadata: { namespace: "default" }, spec: { volumeMode: "Filesystem" } });
  expect(claim).not.toHaveProperty("status");
});

it.each([
  ["a claim", { dataSource: CLAIM }, { dataSource: CLAIM, dataSourceRef: CLAIM }],
  ["a snapshot", { dataSource: SNAPSHOT }, { dataSource: SNAPSHOT, dataSourceRef: SNAPSHOT }],
  ["what a group knows", { dataSourceRef: BACKUP }, { dataSource: BACKUP, dataSourceRef: BACKUP }],
])("says of %s as a source of data the same in both fields", (_, parts, expected) => {
  expect(stored(PERSISTENT_VOLUME_CLAIM_KIND, manifest(parts))).toMatchObject({ spec: expected });
});

it.each([
  ["what the older field never took", { dataSource: BACKUP }],
  ["a source in another namespace", { dataSourceRef: { ...CLAIM, namespace: "shop" } }],
])("drops %s silently", (_, parts) => {
  const { spec } = created(PERSISTENT_VOLUME_CLAIM_KIND, manifest(parts));
  expect(Object.keys(spec as object)).toEqual(["accessModes", "resources", "volumeMode"]);
});

it("fills the newer field in again when a claim is replaced by a client that does not know it", () => {
  const old = manifest({ dataSourceRef: BACKUP });
  expect(update(PERSISTENT_VOLUME_CLAIM_KIND, old, manifest({ dataSource: BACKUP }))).toMatchObject({
    object: { spec: { dataSource: BACKUP, dataSourceRef: BACKUP } },
  });
});

it("does not grow before it is bound", () => {
  const larger = manifest({ resources: { requests: { storage: "2Gi" } } });
  expect(changeMistakes(PERSISTENT_VOLUME_CLAIM_KIND, manifest(), larger)).toHaveLength(1);
});
