// The cgroup of a pod: bounded only where all of its containers are, sidecars counting for those behind them.

import { describe, expect, it } from "vitest";

import { podCgroup } from "../../../src/model/kubelet/pod-cgroup.ts";
import type { Container, Pod } from "../../../src/model/objects.ts";

const limited = (name: string, limits: Readonly<Record<string, string>>, restartPolicy?: string): Container => ({
  name,
  resources: { limits, requests: { cpu: "100m" } },
  ...(restartPolicy === undefined ? {} : { restartPolicy }),
});
const pod = (containers: readonly Container[], initContainers: readonly Container[] = []): Pod => ({
  metadata: { name: "p" },
  spec: { containers, initContainers },
});

describe("the cgroup of a pod", () => {
  it("is bounded by the sum of its limits", () => {
    const cgroup = podCgroup(
      pod([limited("a", { cpu: "1", memory: "1Ki" }), limited("b", { cpu: "500m", memory: "1Ki" })]),
    );
    expect(cgroup).toEqual({ cpuShares: 204, cpuQuotaUs: 150_000, cpuPeriodUs: 100_000, memoryBytes: 2048 });
  });

  it("is unbounded in what one container is not limited in", () => {
    const cgroup = podCgroup(pod([limited("a", { cpu: "1", memory: "1Ki" }), limited("b", { cpu: "1" })]));
    expect(cgroup).toMatchObject({ cpuQuotaUs: 200_000, memoryBytes: undefined });
  });

  it("counts an init container without limits as limited by the sidecars before it", () => {
    const sidecar = limited("proxy", { cpu: "1" }, "Always");
    const starting = limited("init", {});
    const regular = limited("a", { cpu: "1" });
    expect(podCgroup(pod([regular], [sidecar, starting])).cpuQuotaUs).toBe(200_000);
    expect(podCgroup(pod([regular], [starting, sidecar])).cpuQuotaUs).toBeUndefined();
  });

  it("has the least weight where nothing is asked for", () => {
    expect(podCgroup(pod([{ name: "a" }]))).toEqual({
      cpuShares: 2,
      cpuQuotaUs: undefined,
      cpuPeriodUs: undefined,
      memoryBytes: undefined,
    });
  });
});
