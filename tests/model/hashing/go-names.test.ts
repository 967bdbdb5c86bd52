// Go's names of fields.

import { describe, expect, it } from "vitest";

import { PROBE } from "../../../src/model/api/types/container.ts";
import { POD_SPEC } from "../../../src/model/api/types/pod.ts";
import { RBD_VOLUME_SOURCE, VOLUME } from "../../../src/model/api/types/volume.ts";
import { embeddedStruct, goFieldName } from "../../../src/model/hashing/go-names.ts";

describe("Go's name of a field", () => {
  it.each([
    [POD_SPEC, "hostPID", "HostPID"],
    [POD_SPEC, "dnsPolicy", "DNSPolicy"],
    [POD_SPEC, "serviceAccount", "DeprecatedServiceAccount"],
    [RBD_VOLUME_SOURCE, "user", "RadosUser"],
    [VOLUME, "storageos", "StorageOS"],
  ])("may differ from JSON's (%#)", (type, name, goName) => {
    expect(goFieldName(type, name)).toBe(goName);
  });
});

describe("an embedded struct", () => {
  it("holds fields that JSON has one level higher", () => {
    const names = ["exec", "grpc", "periodSeconds"];
    expect(names.map((name) => embeddedStruct(PROBE)?.holds(name))).toEqual([true, true, false]);
    expect(embeddedStruct(VOLUME)?.goName).toBe("VolumeSource");
    expect(embeddedStruct(POD_SPEC)).toBeUndefined();
  });
});
