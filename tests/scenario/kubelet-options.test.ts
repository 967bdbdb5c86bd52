// The fields of a kubelet's configuration.

import { expect, it } from "vitest";

import { hardEvictionOf, KUBELET_OPTIONS, UNHEEDED_FIELDS } from "../../src/scenario/kubelet-options.ts";

it("a field is heeded or not, and stands there once", () => {
  const heeded = Object.keys(KUBELET_OPTIONS.shape);
  expect(UNHEEDED_FIELDS.filter((field) => heeded.includes(field))).toEqual([]);
  expect(new Set(UNHEEDED_FIELDS).size).toBe(UNHEEDED_FIELDS.length);
});

it("signals that evictionHard leaves out have nothing kept free, unless the defaults are merged", () => {
  const evictionHard = { "memory.available": "1Gi" };
  expect(Object.keys(hardEvictionOf({}))).toEqual(["memory.available", "nodefs.available", "imagefs.available"]);
  expect(hardEvictionOf({ evictionHard })).toEqual(evictionHard);
  expect(hardEvictionOf({ evictionHard, mergeDefaultEvictionSettings: true })).toEqual({
    "memory.available": "1Gi",
    "nodefs.available": "10%",
    "imagefs.available": "15%",
  });
});
