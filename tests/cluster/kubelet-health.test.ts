// The table of kubelets: a node without a row is healthy, and rows survive being saved.

import { describe, expect, it } from "vitest";

import type { NodeCondition } from "../../src/model/objects.ts";
import { HEALTHY_KUBELET, KubeletHealthTable } from "../../src/cluster/kubelet-health.ts";

const CRASHED = {
  ...HEALTHY_KUBELET,
  runsContainers: false,
  managesPods: false,
  renewsLease: false,
  postsStatus: false,
};

describe("the table of kubelets", () => {
  it("takes a node to which nothing happened for healthy", () => {
    const table = new KubeletHealthTable();
    expect(table.of(3)).toBe(HEALTHY_KUBELET);
    expect(table.sinceUs(3)).toBeUndefined();
  });

  it("says how a kubelet is and since when", () => {
    const table = new KubeletHealthTable();
    table.set(3, CRASHED, 7_000_000);
    expect(table.of(3)).toEqual(CRASHED);
    expect(table.sinceUs(3)).toBe(7_000_000);
    expect(table.of(4)).toBe(HEALTHY_KUBELET);
  });

  it("forgets a node that is gone", () => {
    const table = new KubeletHealthTable();
    table.set(3, CRASHED, 7_000_000);
    table.forget(3);
    expect(table.of(3)).toBe(HEALTHY_KUBELET);
  });

  it("adds what a kubelet itself finds to what faults bring", () => {
    const table = new KubeletHealthTable();
    const [memory, disk] = ["MemoryPressure", "DiskPressure"].map((type) => ({ type, status: "True" })) as [
      NodeCondition,
      NodeCondition,
    ];
    table.setPressure(3, [memory]);
    expect(table.of(3)).toEqual({ ...HEALTHY_KUBELET, conditions: [memory] });
    table.set(3, { ...CRASHED, conditions: [disk, { ...memory, reason: "fault" }] }, 7_000_000);
    expect(table.of(3)).toEqual({ ...CRASHED, conditions: [disk, memory] });
    const other = new KubeletHealthTable();
    other.restore(table.snapshot());
    expect(other.of(3)).toEqual(table.of(3));
    table.setPressure(3, []);
    expect(table.of(3).conditions).toEqual([disk, { ...memory, reason: "fault" }]);
    other.forget(3);
    expect(other.of(3)).toBe(HEALTHY_KUBELET);
  });

  it("takes over what was saved", () => {
    const table = new KubeletHealthTable();
    table.set(3, CRASHED, 7_000_000);
    const other = new KubeletHealthTable();
    other.restore(table.snapshot());
    expect(other.of(3)).toEqual(CRASHED);
    expect(other.sinceUs(3)).toBe(7_000_000);
  });

  it("knows at which moments a kubelet answered", () => {
    const table = new KubeletHealthTable();
    table.set(3, CRASHED, 7_000_000);
    table.set(3, { ...CRASHED, runsContainers: true }, 8_000_000);
    table.set(3, HEALTHY_KUBELET, 9_000_000);
    table.set(4, { ...HEALTHY_KUBELET, renewsLease: false }, 9_000_000);
    const twin = new KubeletHealthTable();
    twin.restore(table.snapshot());
    for (const each of [table, twin]) {
      expect([6, 7, 8, 9].map((second) => each.answeredAt(3, second * 1_000_000))).toEqual([true, false, false, true]);
      expect(each.answeredAt(4, 9_000_000)).toBe(true);
      expect([6, 8].map((second) => each.allAnsweredAt(second * 1_000_000))).toEqual([true, false]);
      expect(each.silenceVersion).toBe(2);
    }
    table.set(3, CRASHED, 20_000_000);
    expect([table.answeredAt(3, 99_000_000), table.answeredAt(3, 8_000_000)]).toEqual([false, false]);
    table.forget(3);
    expect(table.allAnsweredAt(99_000_000)).toBe(true);
  });
});
