// CPU in the kernel's terms, beside what the records of family `kubelet` say of it.

import { describe, expect, it } from "vitest";

import { cpuQuotaUs, cpuShares, DEFAULT_QUOTA_PERIOD_US } from "../../../src/model/kubelet/cgroup-numbers.ts";

describe("CPU shares", () => {
  it.each([
    [0, 2],
    [1, 2],
    [100, 102],
    [1000, 1024],
    [10_000_000, 262_144],
  ])("of %i thousandths are %i", (cpuMilli, shares) => {
    expect(cpuShares(cpuMilli)).toBe(shares);
  });
});

describe("a CPU quota", () => {
  it("is the share of each period, and never less than a millisecond", () => {
    expect(cpuQuotaUs(1500, DEFAULT_QUOTA_PERIOD_US)).toBe(150_000);
    expect(cpuQuotaUs(1, DEFAULT_QUOTA_PERIOD_US)).toBe(1000);
  });

  it("is none without a limit", () => {
    expect(cpuQuotaUs(0, DEFAULT_QUOTA_PERIOD_US)).toBe(0);
  });
});
