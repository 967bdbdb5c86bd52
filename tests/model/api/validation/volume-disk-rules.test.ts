// The rules that volumes of pods and persistent volumes share.

import { expect, it } from "vitest";

import { DISK_RULES } from "../../../../src/model/api/validation/volume-disk-rules.ts";
import { PERSISTENT_VOLUME_SPEC } from "../../../../src/model/api/types/persistent-volume.ts";
import { VOLUME } from "../../../../src/model/api/types/volume.ts";

it.each(Object.entries(DISK_RULES))("%s is a source of both", (field, rule) => {
  expect(rule.field).toBe(field);
  expect(VOLUME.fields.has(field)).toBe(true);
  expect(PERSISTENT_VOLUME_SPEC.fields.has(field)).toBe(true);
});

it("some are told at places that are spelt otherwise", () => {
  expect(DISK_RULES.gcePersistentDisk).toMatchObject({ refusedAt: "gcePersistentDisk", judgedAt: "persistentDisk" });
  expect(DISK_RULES.cephfs).toMatchObject({ refusedAt: "cephFS", judgedAt: "cephfs" });
});
