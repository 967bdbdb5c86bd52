// Go's names of fields.

import { describe, expect, it } from "vitest";

import { POD_SPEC } from "../../../src/model/api/types/pod.ts";
import { RBD_VOLUME_SOURCE, VOLUME } from "../../../src/model/api/types/volume.ts";
import { goFieldName } from "../../../src/model/hashing/go-names.ts";

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
