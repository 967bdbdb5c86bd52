// Settings of kubelets.

import { expect, it } from "vitest";

import { DEFAULT_KUBELET_SETTINGS, hardThresholds } from "../../../src/components/kubelet/settings.ts";

it("a kubelet of which nothing is said keeps 100Mi of memory and shares of its disks", () => {
  expect(DEFAULT_KUBELET_SETTINGS.thresholds.map(({ signal, value }) => [signal, value.kind])).toEqual([
    ["memory.available", "amount"],
    ["nodefs.available", "share"],
    ["imagefs.available", "share"],
  ]);
  expect(DEFAULT_KUBELET_SETTINGS.pressureTransitionUs).toBe(300e6);
});

it("thresholds that say nothing are left out", () => {
  expect(hardThresholds({ "memory.available": "0%", "nodefs.available": "1Gi" })).toHaveLength(1);
});
