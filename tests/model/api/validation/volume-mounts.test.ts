// Where containers see the volumes of their pod.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Container, VolumeMount } from "../../../../src/model/api/types/container.ts";
import { validateVolumeDevices, validateVolumeMounts } from "../../../../src/model/api/validation/volume-mounts.ts";
import { errorLines } from "../error-lines.ts";
import { POD } from "./a-pod-context.ts";

const PATH = FieldPath.root("m");
const DATA: VolumeMount = { name: "data", mountPath: "/data" };

function mounted(...volumeMounts: readonly VolumeMount[]): readonly string[] {
  return errorLines(validateVolumeMounts({ volumeMounts }, POD.volumes, PATH));
}

describe("validateVolumeMounts", () => {
  it.each<VolumeMount>([
    DATA,
    { ...DATA, subPath: "a/b", mountPropagation: "HostToContainer" },
    { ...DATA, readOnly: true, recursiveReadOnly: "Enabled", mountPropagation: "None" },
    { ...DATA, recursiveReadOnly: "Disabled" },
  ])("accepts %j", (mount) => {
    expect(mounted(mount)).toEqual([]);
  });

  it("asks for a volume of the pod and for a place of its own", () => {
    expect(mounted({}, { name: "none", mountPath: "/a" }, { ...DATA, mountPath: "/a" })).toEqual([
      "m[0].mountPath: Required value",
      'm[0].name: Not found: ""',
      "m[0].name: Required value",
      'm[1].name: Not found: "none"',
      'm[2].mountPath: Invalid value: "/a": must be unique',
    ]);
  });

  it("leaves the index out where a path below the volume or a mode is wrong", () => {
    expect(mounted(DATA, { ...DATA, mountPath: "/b", subPath: "/a", subPathExpr: "../$(A)" })).toEqual([
      'm.subPath: Invalid value: "/a": must be a relative path',
      `m.subPathExpr: Invalid value: "../$(A)": must not contain '..'`,
      'm[1].subPathExpr: Invalid value: "../$(A)": subPathExpr and subPath are mutually exclusive',
    ]);
    expect(mounted({ ...DATA, mountPropagation: "Both", recursiveReadOnly: "Enabled" })).toEqual([
      'm.mountPropagation: Unsupported value: "Both": supported values: "Bidirectional", "HostToContainer", "None"',
      "m.recursiveReadOnly: Forbidden: may only be specified when mountPropagation is None or not specified",
      "m.recursiveReadOnly: Forbidden: may only be specified when readOnly is true",
    ]);
    expect(mounted({ ...DATA, recursiveReadOnly: "Yes" })).toEqual([
      'm.recursiveReadOnly: Unsupported value: "Yes": supported values: "Disabled", "Enabled", "IfPossible"',
    ]);
  });

  it("propagates mounts to the node only from privileged containers", () => {
    const mount = { ...DATA, mountPropagation: "Bidirectional" };
    expect(mounted(mount)).toEqual([
      "m.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers",
    ]);
    const privileged = { volumeMounts: [mount], securityContext: { privileged: true } };
    expect(validateVolumeMounts(privileged, POD.volumes, PATH)).toEqual([]);
  });
});

describe("validateVolumeDevices", () => {
  function told(container: Container): readonly string[] {
    return errorLines(validateVolumeDevices(container, POD.volumes, PATH));
  }

  it("accepts claims", () => {
    expect(told({ volumeDevices: [{ name: "disk", devicePath: "/dev/a" }] })).toEqual([]);
  });

  it("asks for a claim, and for a device of its own", () => {
    const devices = [
      {},
      { name: "data", devicePath: "/dev/../a" },
      { name: "disk", devicePath: "/dev/a" },
      { name: "disk", devicePath: "/dev/a" },
    ];
    expect(told({ volumeDevices: devices })).toEqual([
      "m[0].devicePath: Required value",
      'm[0].name: Not found: ""',
      "m[0].name: Required value",
      `m[1].devicePath: Invalid value: "/dev/../a": can not contain backsteps ('..')`,
      'm[1].name: Invalid value: "data": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
      'm[3].devicePath: Invalid value: "/dev/a": must be unique',
      'm[3].name: Invalid value: "disk": must be unique',
    ]);
  });

  it("keeps devices and mounts apart, and tells it of both", () => {
    const container = {
      volumeMounts: [{ name: "disk", mountPath: "/a" }],
      volumeDevices: [{ name: "disk", devicePath: "/a" }],
    };
    expect(told(container)).toEqual([
      'm[0].devicePath: Invalid value: "/a": must not already exist as a path in volumeMounts',
      'm[0].name: Invalid value: "disk": must not already exist in volumeMounts',
    ]);
    expect(errorLines(validateVolumeMounts(container, POD.volumes, PATH))).toEqual([
      'm[0].mountPath: Invalid value: "/a": must not already exist as a path in volumeDevices',
      'm[0].name: Invalid value: "disk": must not already exist in volumeDevices',
    ]);
  });
});
