// Attachments of volumes, judged as the API server does.

import { describe, expect, it } from "vitest";

import {
  validateVolumeAttachment,
  validateVolumeAttachmentUpdate,
} from "../../../../src/model/api/validation/volume-attachment.ts";
import type { VolumeAttachment, VolumeAttachmentSource } from "../../../../src/model/api/types/storage.ts";
import { errorLines } from "../error-lines.ts";

const SPEC = { attacher: "csi.example.com", nodeName: "n1", source: { persistentVolumeName: "v" } };

function linesOf(parts: Partial<VolumeAttachment>): readonly string[] {
  return errorLines(validateVolumeAttachment({ metadata: { name: "a" }, spec: SPEC, ...parts }));
}

function sourceLines(source: VolumeAttachmentSource): readonly string[] {
  return linesOf({ spec: { ...SPEC, source } });
}

describe("an attachment", () => {
  it("names a driver, a node and a volume", () => {
    expect(linesOf({})).toEqual([]);
    const lines = linesOf({ spec: {} });
    expect(lines).toEqual([
      "spec.attacher: Required value",
      expect.stringMatching(/^spec\.nodeName: Invalid value: ""/),
      "spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName",
    ]);
  });

  it("has one volume, by name or in itself", () => {
    const inlineVolumeSpec = {
      accessModes: ["ReadWriteOnce"],
      csi: { driver: "csi.example.com", volumeHandle: "h" },
    };
    expect(sourceLines({ inlineVolumeSpec })).toEqual([]);
    expect(sourceLines({ inlineVolumeSpec, persistentVolumeName: "v" })).toEqual([
      "spec.source: Forbidden: must specify exactly one of inlineVolumeSpec and persistentVolumeName",
    ]);
    expect(sourceLines({ persistentVolumeName: "" })).toEqual([
      expect.stringMatching(/^spec\.source\.persistentVolumeName: Invalid value: ""/),
      "spec.source.persistentVolumeName: Required value: must specify non empty persistentVolumeName",
    ]);
  });
});

describe("what an attacher has seen", () => {
  it("is bounded", () => {
    const status = {
      attachmentMetadata: { key: "x".repeat(256 * 1024) },
      attachError: { message: "y".repeat(1025) },
      detachError: { errorCode: -1 },
    };
    expect(linesOf({ status })).toEqual([
      "status.attachError.message: Too long: may not be more than 262144 bytes",
      "status.attachmentMetadata: Too long: may not be more than 262144 bytes",
      "status.detachError.errorCode: Invalid value: -1: must be between 0 and 2147483647, inclusive",
    ]);
    expect(linesOf({ status: { attachError: { message: "z".repeat(1024), errorCode: 0 } } })).toEqual([]);
  });
});

describe("a change", () => {
  it("leaves what is attached where", () => {
    const old = { metadata: { name: "a" }, spec: SPEC };
    expect(validateVolumeAttachmentUpdate({ ...old, status: { attached: true } }, old)).toEqual([]);
    const [line] = errorLines(validateVolumeAttachmentUpdate({ ...old, spec: { ...SPEC, nodeName: "n2" } }, old));
    expect(line).toMatch(/^spec: Invalid value: .*: field is immutable$/);
  });
});
