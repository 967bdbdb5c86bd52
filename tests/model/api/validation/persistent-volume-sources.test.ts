// Sources of persistent volumes.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PersistentVolumeSpec } from "../../../../src/model/api/types/persistent-volume.ts";
import {
  PERSISTENT_SOURCES,
  validatePersistentSources,
} from "../../../../src/model/api/validation/persistent-volume-sources.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("s");

function told(spec: PersistentVolumeSpec): readonly string[] {
  return errorLines(validatePersistentSources(spec, PATH).errors);
}

it.each<PersistentVolumeSpec>([
  { hostPath: { path: "/a" } },
  { gcePersistentDisk: { pdName: "a" } },
  { awsElasticBlockStore: { volumeID: "a" } },
  { glusterfs: { endpoints: "a", path: "b", endpointsNamespace: "c" } },
  { flocker: { datasetName: "a" } },
  { nfs: { server: "a", path: "/b" } },
  { rbd: { monitors: ["a"], image: "b" } },
  { quobyte: { registry: "a:1", volume: "b" } },
  { cephfs: { monitors: ["a"] } },
  { iscsi: { targetPortal: "a", iqn: "iqn.2001-04.com.example:disk" } },
  { cinder: { volumeID: "a", secretRef: { name: "b", namespace: "c" } } },
  { fc: { wwids: ["a"] } },
  { flexVolume: { driver: "a" } },
  { azureFile: { secretName: "a", shareName: "b", secretNamespace: "c" } },
  { vsphereVolume: { volumePath: "a" } },
  { photonPersistentDisk: { pdID: "a" } },
  { portworxVolume: { volumeID: "a" } },
  { azureDisk: { diskName: "a", diskURI: "b" } },
  { scaleIO: { gateway: "a", system: "b", volumeName: "c" } },
  { local: { path: "/a" } },
  { storageos: { volumeName: "a" } },
  { csi: { driver: "a", volumeHandle: "b" } },
])("accepts %j", (spec) => {
  expect(told(spec)).toEqual([]);
});

it.each<[PersistentVolumeSpec, readonly string[]]>([
  [{}, ["s: Required value: must specify a volume type"]],
  [{ hostPath: { path: "/a" }, cephfs: {} }, ["s.cephFS: Forbidden: may not specify more than 1 volume type"]],
  [{ nfs: { server: "a", path: "/b" }, flexVolume: {} }, ["s.flexVolume.driver: Required value"]],
  [
    { glusterfs: { endpoints: "a", path: "b", endpointsNamespace: "" } },
    [
      's.glusterfs.endpointsNamespace: Invalid value: "": if the endpointnamespace is set, it must be a valid namespace name',
    ],
  ],
  [
    { glusterfs: { endpoints: "a", path: "b", endpointsNamespace: "c.d" } },
    ['s.glusterfs.endpointsNamespace: Invalid value: "c.d": must not contain dots'],
  ],
  [
    { cinder: { volumeID: "a", secretRef: {} } },
    ["s.cinder.secretRef.name: Required value", "s.cinder.secretRef.namespace: Required value"],
  ],
  [
    { azureFile: { shareName: "b", secretNamespace: "" } },
    ["s.azureFile.secretName: Required value", "s.azureFile.secretNamespace: Required value"],
  ],
  [{ storageos: { volumeName: "a", secretRef: { name: "b" } } }, ["s.storageos.secretRef.namespace: Required value"]],
  [{ local: {} }, ["s.local.path: Required value"]],
  [{ local: { path: "/a/.." } }, [`s.local.path: Invalid value: "/a/..": must not contain '..'`]],
])("refuses %j", (spec, lines) => {
  expect(told(spec)).toEqual(lines);
});

it("knows all sources, and which one it looked into", () => {
  expect(PERSISTENT_SOURCES).toHaveLength(22);
  expect(validatePersistentSources({ csi: {}, nfs: {} }, PATH).judged).toBe("nfs");
});
