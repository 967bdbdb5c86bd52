// Structs that Go embeds: fields that JSON has one level higher, and the decoder's errors that name them.

import { describe, expect, it } from "vitest";

import { decodeErrorText } from "../../../src/model/api/create-object.ts";
import { decodeStruct } from "../../../src/model/api/decode.ts";
import { embeddedStruct } from "../../../src/model/api/embedded-structs.ts";
import { PROBE } from "../../../src/model/api/types/container.ts";
import { POD, POD_SPEC } from "../../../src/model/api/types/pod.ts";
import { VOLUME } from "../../../src/model/api/types/volume.ts";

describe("an embedded struct", () => {
  it("holds fields that JSON has one level higher", () => {
    const names = ["exec", "grpc", "periodSeconds"];
    expect(names.map((name) => embeddedStruct(PROBE)?.holds(name))).toEqual([true, true, false]);
    expect(embeddedStruct(VOLUME)?.goName).toBe("VolumeSource");
    expect(embeddedStruct(POD_SPEC)).toBeUndefined();
  });

  it("is named in the errors of the decoder", () => {
    const probe = { readinessProbe: { httpGet: { port: true } } };
    expect(decodeErrorText(decodeStruct({ spec: { containers: [probe] } }, POD).problems)).toBe(
      "json: cannot unmarshal bool into Go struct field " +
        "HTTPGetAction.spec.containers.readinessProbe.ProbeHandler.httpGet.port of type int32",
    );
  });
});
