// Volumes on network storage and disks.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  requireFields,
  validateAwsDisk,
  validateAzureDisk,
  validateFibreChannel,
  validateFlexVolume,
  validateFlocker,
  validateGceDisk,
  validateHostPath,
  validateLun,
  validateNfs,
  validateQuobyte,
  validateStorageOs,
} from "../../../../src/model/api/validation/volume-disks.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("v");

it("asks for fields, and for items of lists", () => {
  const source = { a: "x", b: "", c: [], d: ["x"] };
  expect(errorLines(requireFields(source, ["a", "b", "c", "d", "e"], PATH))).toEqual([
    "v.b: Required value",
    "v.c: Required value",
    "v.e: Required value",
  ]);
});

it("judges partitions and units", () => {
  expect(validateGceDisk({ pdName: "a", partition: 255 }, PATH)).toEqual([]);
  expect(errorLines(validateGceDisk({ partition: 256 }, PATH))).toEqual([
    "v.partition: Invalid value: 256: must be between 1 and 255, inclusive",
    "v.pdName: Required value",
  ]);
  expect(errorLines(validateAwsDisk({ partition: -1 }, PATH))).toHaveLength(2);
  expect(validateLun(0, PATH)).toEqual([]);
  expect(errorLines(validateLun(256, PATH))).toEqual([
    "v.lun: Invalid value: 256: must be between 0 and 255, inclusive",
  ]);
});

it("mounts absolute folders of a server", () => {
  expect(validateNfs({ server: "a", path: "/b" }, PATH)).toEqual([]);
  expect(errorLines(validateNfs({ server: "a", path: "b" }, PATH))).toEqual([
    'v.path: Invalid value: "b": must be an absolute path',
  ]);
  expect(errorLines(validateNfs({}, PATH))).toHaveLength(3);
});

it("takes one way to name what is behind a fibre channel", () => {
  expect(validateFibreChannel({ wwids: ["a"] }, PATH)).toEqual([]);
  expect(validateFibreChannel({ targetWWNs: ["a"], lun: 0 }, PATH)).toEqual([]);
  expect(errorLines(validateFibreChannel({}, PATH))).toEqual([
    "v.targetWWNs: Required value: must specify either targetWWNs or wwids, but not both",
  ]);
  expect(errorLines(validateFibreChannel({ targetWWNs: ["a"], wwids: ["b"] }, PATH))).toEqual([
    "v.lun: Required value: lun is required if targetWWNs is specified",
    'v.targetWWNs: Invalid value: ["a"]: targetWWNs and wwids can not be specified simultaneously',
  ]);
});

describe("validateQuobyte", () => {
  it.each(["h:1", "h:1,[::1]:2", ":"])("accepts the registry %s", (registry) => {
    expect(validateQuobyte({ registry, volume: "a" }, PATH)).toEqual([]);
  });

  it("tells each pair that is none", () => {
    const line =
      'v.registry: Invalid value: "h,a:b:c,[x:1": must be a host:port pair or multiple pairs separated by commas';
    expect(errorLines(validateQuobyte({ registry: "h,a:b:c,[x:1", volume: "a" }, PATH))).toEqual([line, line, line]);
  });

  it("asks for a registry and a volume, and for short tenants", () => {
    expect(errorLines(validateQuobyte({}, PATH))).toEqual([
      "v.registry: Required value: must be a host:port pair or multiple pairs separated by commas",
      "v.volume: Required value",
    ]);
    expect(errorLines(validateQuobyte({ registry: "h", tenant: "t".repeat(65), volume: "a" }, PATH))).toEqual([
      "v.tenant: Required value: must be a UUID and may not exceed a length of 64 characters",
    ]);
  });
});

it("takes one way to name a data set", () => {
  expect(validateFlocker({ datasetName: "a" }, PATH)).toEqual([]);
  expect(errorLines(validateFlocker({}, PATH))).toEqual([
    "v: Required value: one of datasetName and datasetUUID is required",
  ]);
  expect(errorLines(validateFlocker({ datasetName: "a/b", datasetUUID: "c" }, PATH))).toEqual([
    `v.datasetName: Invalid value: "a/b": must not contain '/'`,
    'v: Invalid value: "resource": datasetName and datasetUUID can not be specified simultaneously',
  ]);
});

it("keeps Kubernetes' domains out of options of drivers", () => {
  expect(validateFlexVolume({ driver: "a", options: { "example.com/a": "1" } }, PATH)).toEqual([]);
  expect(errorLines(validateFlexVolume({ options: { "K8s.io/a": "1", "my.kubernetes.io": "2" } }, PATH))).toEqual([
    "v.driver: Required value",
    'v.options[K8s.io/a]: Invalid value: "K8s.io/a": kubernetes.io and k8s.io namespaces are reserved',
    'v.options[my.kubernetes.io]: Invalid value: "my.kubernetes.io": kubernetes.io and k8s.io namespaces are reserved',
  ]);
});

it("asks for an address of the disk that fits its kind", () => {
  expect(validateAzureDisk({ diskName: "a", diskURI: "https://b", kind: "Shared", cachingMode: "None" }, PATH)).toEqual(
    [],
  );
  expect(validateAzureDisk({ diskName: "a", diskURI: "/subscriptions/b", kind: "Managed" }, PATH)).toEqual([]);
  const lines = errorLines(validateAzureDisk({ diskURI: "x", kind: "Managed", cachingMode: "Some" }, PATH));
  expect(lines).toEqual([
    'v.cachingMode: Unsupported value: "Some": supported values: "None", "ReadOnly", "ReadWrite"',
    "v.diskName: Required value",
    expect.stringMatching(/^v\.diskURI: Unsupported value: "x": supported values: "\/subscriptions/),
  ]);
  expect(errorLines(validateAzureDisk({ diskName: "a", diskURI: "x", kind: "Old" }, PATH))).toEqual([
    expect.stringMatching(/^v\.diskURI: Unsupported value: "x": supported values: "https:/),
    'v.kind: Unsupported value: "Old": supported values: "Dedicated", "Managed", "Shared"',
  ]);
});

it("judges names of volumes and of their namespaces", () => {
  expect(validateStorageOs({ volumeName: "a" }, PATH)).toEqual([]);
  expect(errorLines(validateStorageOs({ volumeNamespace: "a.b" }, PATH))).toEqual([
    "v.volumeName: Required value",
    'v.volumeNamespace: Invalid value: "a.b": must not contain dots',
  ]);
});

it("judges paths of nodes and what is expected there", () => {
  expect(validateHostPath({ path: "/data", type: "" }, PATH)).toEqual([]);
  expect(errorLines(validateHostPath({ type: "Bad" }, PATH))).toEqual(["v.path: Required value"]);
  const types = '"", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"';
  expect(errorLines(validateHostPath({ path: "/a/../b", type: "Bad" }, PATH))).toEqual([
    `v.path: Invalid value: "/a/../b": must not contain '..'`,
    `v.type: Unsupported value: "Bad": supported values: ${types}`,
  ]);
});
