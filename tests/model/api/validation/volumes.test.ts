// The volumes of a pod.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Volume } from "../../../../src/model/api/types/volume.ts";
import { validateVolumes } from "../../../../src/model/api/validation/volumes.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("v");
const TEMPLATE = { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } };

function told(volumes: readonly Volume[], podName?: string): readonly string[] {
  return errorLines(validateVolumes(volumes, podName === undefined ? undefined : { name: podName }, PATH).errors);
}

it.each<Volume>([
  { emptyDir: { sizeLimit: "1Gi" } },
  { hostPath: { path: "/a" } },
  { gitRepo: { repository: "a" } },
  { gcePersistentDisk: { pdName: "a" } },
  { awsElasticBlockStore: { volumeID: "a" } },
  { secret: { secretName: "a" } },
  { nfs: { server: "a", path: "/b" } },
  { iscsi: { targetPortal: "a", iqn: "iqn.2001-04.com.example:disk" } },
  { glusterfs: { endpoints: "a", path: "b" } },
  { flocker: { datasetName: "a" } },
  { persistentVolumeClaim: { claimName: "a" } },
  { rbd: { monitors: ["a"], image: "b" } },
  { cinder: { volumeID: "a", secretRef: { name: "b" } } },
  { cephfs: { monitors: ["a"] } },
  { quobyte: { registry: "a:1", volume: "b" } },
  { downwardAPI: {} },
  { fc: { wwids: ["a"] } },
  { flexVolume: { driver: "a" } },
  { configMap: { name: "a" } },
  { azureFile: { secretName: "a", shareName: "b" } },
  { vsphereVolume: { volumePath: "a" } },
  { photonPersistentDisk: { pdID: "a" } },
  { portworxVolume: { volumeID: "a" } },
  { azureDisk: { diskName: "a", diskURI: "b" } },
  { storageos: { volumeName: "a" } },
  { projected: {} },
  { scaleIO: { gateway: "a", system: "b", volumeName: "c" } },
  { csi: { driver: "a" } },
  { ephemeral: { volumeClaimTemplate: TEMPLATE } },
  { image: { reference: "a", pullPolicy: "Always" } },
])("accepts %j", (source) => {
  expect(told([{ name: "data", ...source }], "web")).toEqual([]);
});

it.each<[Volume, string]>([
  [
    { emptyDir: { sizeLimit: "-1" } },
    "emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity",
  ],
  [
    { gitRepo: { repository: "a", directory: "/b" } },
    'gitRepo.directory: Invalid value: "/b": must be a relative path',
  ],
  [{ gcePersistentDisk: {} }, "persistentDisk.pdName: Required value"],
  [{ cinder: { volumeID: "a", secretRef: {} } }, "cinder.secretRef.name: Required value"],
  [{ storageos: { volumeName: "a", secretRef: {} } }, "storageos.secretRef.name: Required value"],
  [{ ephemeral: {} }, "ephemeral.volumeClaimTemplate: Required value"],
  [{ image: { reference: "a" } }, "image.pullPolicy: Required value"],
  [{ emptyDir: {}, cephfs: {} }, "cephFS: Forbidden: may not specify more than 1 volume type"],
  [{ emptyDir: {}, downwardAPI: {} }, "downwarAPI: Forbidden: may not specify more than 1 volume type"],
])("refuses %j", (source, line) => {
  expect(told([{ name: "data", ...source }])).toEqual([`v[0].${line}`]);
});

it("asks for a name and for a source", () => {
  expect(told([{}])).toEqual(["v[0].name: Required value", "v[0]: Required value: must specify a volume type"]);
});

it("tells a name that a good volume had before, and hands out the good ones", () => {
  const data = { name: "data", emptyDir: {} };
  const { errors, sources } = validateVolumes(
    [{ name: "bad" }, data, data, { name: "bad", emptyDir: {} }],
    undefined,
    PATH,
  );
  expect(errorLines(errors)).toEqual([
    "v[0]: Required value: must specify a volume type",
    'v[2].name: Duplicate value: "data"',
  ]);
  expect([...sources.keys()]).toEqual(["data", "bad"]);
});

it("asks for the image of a volume only in a pod: templates may leave it open", () => {
  const volumes = [{ name: "a", image: { pullPolicy: "Always" } }];
  expect(told(volumes)).toEqual([]);
  expect(told(volumes, "web")).toEqual(["v[0].image.reference: Required value"]);
});

it("limits the name of an iSCSI volume together with its target, whatever else it is", () => {
  const iscsi = { targetPortal: "t".repeat(64), initiatorName: "x" };
  const [line = ""] = told([{ name: "a", emptyDir: {}, iscsi }]);
  expect(line).toBe("v[0].iscsi: Forbidden: may not specify more than 1 volume type");
  expect(told([{ name: "a", emptyDir: {}, iscsi }])[1]).toContain('v[0].name: Invalid value: "a": Total length of');
});

it("knows the claims that are made for a pod, by the pod's name", () => {
  const volumes = [
    { name: "data", ephemeral: { volumeClaimTemplate: TEMPLATE } },
    { name: "other", persistentVolumeClaim: { claimName: "web-data" } },
  ];
  expect(told(volumes)).toEqual([]);
  expect(told(volumes, "web")).toEqual([
    'v[1].persistentVolumeClaim.claimName: Invalid value: "web-data": must not reference a PVC that gets created for an ephemeral volume',
  ]);
  const [line = ""] = told([volumes[0]!], "Web");
  expect(line).toMatch(/^v\[0\]\.name: Invalid value: "data": PVC name "Web-data": a lowercase RFC 1123 subdomain/);
});
