// Amounts of CPU in the terms of the kernel: weights of sharing, and time per period.
// Imitates pkg/kubelet/cm/helpers_linux.go (MilliCPUToShares, MilliCPUToQuota), v1.36.

const LEAST_SHARES = 2;
const MOST_SHARES = 262_144;
const SHARES_PER_CPU = 1024;
const MILLI_PER_CPU = 1000;
const LEAST_QUOTA_US = 1000;

/** What the kubelet's flag `cpuCFSQuotaPeriod` is by default. */
export const DEFAULT_QUOTA_PERIOD_US = 100_000;

/** `cpu.shares` of a request in milli-CPU; without a request the least there is. */
export function cpuShares(cpuMilli: number): number {
  const shares = Math.trunc((cpuMilli * SHARES_PER_CPU) / MILLI_PER_CPU);
  return Math.min(Math.max(shares, LEAST_SHARES), MOST_SHARES);
}

/** `cpu.cfs_quota_us` of a limit in milli-CPU: time in µs that may be used in each period; 0 for no limit. */
export function cpuQuotaUs(cpuMilli: number, periodUs: number): number {
  if (cpuMilli === 0) return 0;
  return Math.max(Math.trunc((cpuMilli * periodUs) / MILLI_PER_CPU), LEAST_QUOTA_US);
}
